-- The types of the newest 10,000 operations, for a search: those that nobody documented. To find all of them would
-- read the whole table.
SELECT DISTINCT kind FROM (SELECT kind FROM operations ORDER BY id DESC LIMIT 10000) AS newest
