-- What was told besides ends, or was not and why: for the history alone, which nothing is decided by. dropped is NULL where
-- it was sent; the server's own silence has no target. Of names there is the environment's, which goes as those of ends do.
CREATE TABLE notes (
  number INTEGER PRIMARY KEY, account TEXT NOT NULL, target_kind TEXT, target_id INTEGER, subject INTEGER,
  topic TEXT NOT NULL, operation_type TEXT, environment_id INTEGER, environment TEXT, dropped TEXT,
  noticed_at INTEGER NOT NULL
);
CREATE INDEX notes_by_notice ON notes (account, noticed_at);
