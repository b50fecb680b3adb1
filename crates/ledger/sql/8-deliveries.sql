-- What became of an alert that was sent ('handed_over', 'refused', 'shown', 'unknown'), and when that was known; NULL until
-- then, and of what an older version sent. One that is sent again because nobody took it stays one.
ALTER TABLE notes ADD COLUMN delivery TEXT;
ALTER TABLE notes ADD COLUMN daemon_id INTEGER;
ALTER TABLE notes ADD COLUMN answered_at INTEGER;
