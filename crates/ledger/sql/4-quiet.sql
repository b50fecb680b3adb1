-- Environments of which no end is told. A mute outlasts an access that is lost: it has an id and no name.
CREATE TABLE muted_environments (
    account TEXT NOT NULL,
    environment_id INTEGER NOT NULL,
    PRIMARY KEY (account, environment_id)
) WITHOUT ROWID;
-- Until when nothing is told of a pinned target ('operation', 'review_pack') or of an environment ('environment').
CREATE TABLE snoozes (
    account TEXT NOT NULL,
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (account, kind, id)
) WITHOUT ROWID;
-- For what an end waited since paused_at ('grouped', 'paused', 'quiet_hours', 'snoozed'); NULL is a pause.
ALTER TABLE ends ADD COLUMN wait TEXT;
