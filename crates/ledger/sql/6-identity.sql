-- Where a database is restored, the same target may end the same way once more at another time: that is another end. One
-- without a time is one.
CREATE TABLE identified_ends (
  account TEXT NOT NULL, target_kind TEXT NOT NULL, target_id INTEGER NOT NULL, subject INTEGER NOT NULL,
  ending TEXT NOT NULL, operation_type TEXT, label TEXT, workspace_id INTEGER NOT NULL, workspace TEXT NOT NULL,
  environment_id INTEGER, environment TEXT, ended_at INTEGER, reason TEXT, noticed_at INTEGER NOT NULL,
  delivery TEXT, daemon_id INTEGER, told_at INTEGER,
  expired INTEGER NOT NULL DEFAULT 0, silence TEXT, silenced_at INTEGER,
  sent_at INTEGER, together INTEGER, paused_at INTEGER, opened_at INTEGER, wait TEXT
);
INSERT INTO identified_ends (rowid, account, target_kind, target_id, subject, ending, operation_type, label, workspace_id,
  workspace, environment_id, environment, ended_at, reason, noticed_at, delivery, daemon_id, told_at, expired, silence,
  silenced_at, sent_at, together, paused_at, opened_at, wait)
SELECT rowid, account, target_kind, target_id, subject, ending, operation_type, label, workspace_id,
  workspace, environment_id, environment, ended_at, reason, noticed_at, delivery, daemon_id, told_at, expired, silence,
  silenced_at, sent_at, together, paused_at, opened_at, wait FROM ends;
DROP TABLE ends;
ALTER TABLE identified_ends RENAME TO ends;
CREATE UNIQUE INDEX ends_identity
  ON ends (account, target_kind, target_id, subject, ending, coalesce(ended_at, ''));
CREATE INDEX ends_untold ON ends (account, noticed_at) WHERE told_at IS NULL AND silence IS NULL;
CREATE INDEX ends_by_notice ON ends (account, noticed_at);
