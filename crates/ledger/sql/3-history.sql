-- An end that was told stays, for the history. told_at is when a notification daemon took it; delivery is 'unknown' where
-- it was sent and nobody answered, and then it is still to be told.
-- When telling was begun, and how many ends were told together.
ALTER TABLE ends ADD COLUMN sent_at INTEGER;
ALTER TABLE ends ADD COLUMN together INTEGER;
-- When it was noticed during a pause of notifications, and when its window or its notification was opened.
ALTER TABLE ends ADD COLUMN paused_at INTEGER;
ALTER TABLE ends ADD COLUMN opened_at INTEGER;
-- Of silence there is more: 'access' where its place was lost before it was told, and 'baseline' where it had ended before it
-- was first seen. Neither is an answer to a later, real end: it takes their place.
CREATE INDEX ends_by_notice ON ends (account, noticed_at);
-- What a pin was warned of besides its end, whether or not that was told. It goes with its pin.
CREATE TABLE alerts (
  account TEXT NOT NULL, target_kind TEXT NOT NULL, target_id INTEGER NOT NULL, subject INTEGER NOT NULL,
  warning TEXT NOT NULL,
  PRIMARY KEY (account, target_kind, target_id, subject, warning)
);
