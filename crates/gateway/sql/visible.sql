-- The operations of the places that the user may see. An environment of another workspace than its operation's is a
-- fault of the data: no place is such a pair, so it shows to nobody.
-- `IS TRUE` keeps the test a filter: turned into a join, it would read and sort the whole table for one page.
, visible AS NOT MATERIALIZED (
  SELECT o.* FROM operations o
  WHERE ((o.workspace_id, COALESCE(o.environment_id, 0)) IN (SELECT workspace_id, environment_id FROM places)) IS TRUE
    AND ((o.workspace_id, o.kind) IN (SELECT workspace_id, kind FROM denied)) IS NOT TRUE
)
