-- After judged.sql. The operations $3 (a JSON array of ids) that the user may see; the others are absent, whatever
-- the reason. PostgreSQL: id = ANY($3).
SELECT * FROM judged WHERE id IN (SELECT value FROM json_each($3))
