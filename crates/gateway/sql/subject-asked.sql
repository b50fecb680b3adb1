-- What is judged: the operations that were asked for.
, subject AS (
  SELECT o.* FROM operations o JOIN asked a ON a.id = o.id
)
