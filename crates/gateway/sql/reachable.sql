-- Touches what every answer rests on; fails where a table is gone or was renamed.
SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM monitor_visible_operations LIMIT 1) AS operations)
     + (SELECT COUNT(*) FROM (SELECT 1 FROM monitor_review_packs LIMIT 1) AS packs)
