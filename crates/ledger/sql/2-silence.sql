-- A mute belongs to its pin and goes with it.
ALTER TABLE pins ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
-- Whether a review pack had expired before anyone saw it ready.
ALTER TABLE ends ADD COLUMN expired INTEGER NOT NULL DEFAULT 0;
-- Why an end is never told ('muted', 'rule'), and since when; NULL where it was told or is still to be.
ALTER TABLE ends ADD COLUMN silence TEXT;
ALTER TABLE ends ADD COLUMN silenced_at INTEGER;
DROP INDEX ends_untold;
CREATE INDEX ends_untold ON ends (account, noticed_at) WHERE told_at IS NULL AND silence IS NULL;
