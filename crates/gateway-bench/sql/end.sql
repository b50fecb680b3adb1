-- Operation $1 ends with outcome $2.
UPDATE operation_runs
SET status = 'completed',
    outcome = $2,
    completed_at = date_trunc('second', timezone('UTC', now())),
    updated_at = date_trunc('second', timezone('UTC', now()))
WHERE id = $1
