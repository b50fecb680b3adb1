-- What is judged: all that the user may see.
, subject AS (
  SELECT v.* FROM visible v
)
