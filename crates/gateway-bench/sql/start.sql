-- A worker takes operation $1.
UPDATE operation_runs
SET status = 'running',
    started_at = date_trunc('second', timezone('UTC', now())),
    updated_at = date_trunc('second', timezone('UTC', now()))
WHERE id = $1
