-- Touches what every answer rests on; fails where a table is gone or was renamed.
SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM operations LIMIT 1) AS some_operations)
     + (SELECT COUNT(*) FROM (SELECT 1 FROM review_packs LIMIT 1) AS some_packs)
     + (SELECT COUNT(*) FROM (SELECT 1 FROM memberships LIMIT 1) AS some_memberships)
