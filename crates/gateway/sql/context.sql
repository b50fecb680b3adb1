-- The technical context of operation $1, unless it is longer than $2 bytes.
SELECT CAST(context AS TEXT) AS context FROM operations WHERE id = $1 AND OCTET_LENGTH(CAST(context AS TEXT)) <= $2
