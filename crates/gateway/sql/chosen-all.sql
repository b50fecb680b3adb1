, chosen AS (
  SELECT * FROM judged
)
