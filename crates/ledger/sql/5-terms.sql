-- How many milliseconds a snooze was to last when it was chosen; NULL is an older version's, which did not say.
ALTER TABLE snoozes ADD COLUMN length INTEGER;
