-- Times are milliseconds since the Unix epoch. A pin's last seen state is NULL until it was seen, and again once access
-- to it was lost.
CREATE TABLE pins (
  account TEXT NOT NULL, target_kind TEXT NOT NULL, target_id INTEGER NOT NULL, position INTEGER NOT NULL,
  subject INTEGER, operation_type TEXT, label TEXT, workspace_id INTEGER, workspace TEXT,
  environment_id INTEGER, environment TEXT, status TEXT, outcome TEXT, ended_at INTEGER,
  PRIMARY KEY (account, target_kind, target_id)
);
-- One row for each terminal transition, for good: told_at is NULL until a notification daemon took it.
CREATE TABLE ends (
  account TEXT NOT NULL, target_kind TEXT NOT NULL, target_id INTEGER NOT NULL, subject INTEGER NOT NULL,
  ending TEXT NOT NULL, operation_type TEXT, label TEXT, workspace_id INTEGER NOT NULL, workspace TEXT NOT NULL,
  environment_id INTEGER, environment TEXT, ended_at INTEGER, reason TEXT, noticed_at INTEGER NOT NULL,
  delivery TEXT, daemon_id INTEGER, told_at INTEGER,
  PRIMARY KEY (account, target_kind, target_id, subject, ending)
);
CREATE INDEX ends_untold ON ends (account, noticed_at) WHERE told_at IS NULL;
