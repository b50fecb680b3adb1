-- Environments of which no end is told. A mute outlasts an access that is lost: it has an id and no name.
CREATE TABLE muted_environments (
    account TEXT NOT NULL,
    environment_id INTEGER NOT NULL,
    PRIMARY KEY (account, environment_id)
) WITHOUT ROWID;
