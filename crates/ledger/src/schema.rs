//! The ledger's schema: forwards only, step by step, in one transaction.

use rusqlite::{Connection, TransactionBehavior};

use crate::Error;

/// The schema this version writes.
pub(crate) const SCHEMA: i64 = 8;

/// Each step, and the schema it leads to.
const STEPS: [(i64, &str); 8] = [
    (1, include_str!("../sql/1-ledger.sql")),
    (2, include_str!("../sql/2-silence.sql")),
    (3, include_str!("../sql/3-history.sql")),
    (4, include_str!("../sql/4-quiet.sql")),
    (5, include_str!("../sql/5-terms.sql")),
    (6, include_str!("../sql/6-identity.sql")),
    (7, include_str!("../sql/7-notes.sql")),
    (SCHEMA, include_str!("../sql/8-deliveries.sql")),
];

pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    if version(connection)? == SCHEMA {
        return Ok(());
    }
    // Whoever else opens the file waits here, and then finds it migrated.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    for (schema, step) in STEPS {
        if found < schema {
            transaction.execute_batch(step)?;
        }
    }
    transaction.pragma_update(None, "user_version", SCHEMA)?;
    transaction.commit()?;
    Ok(())
}

/// Whether this is the schema this version knows; changes nothing.
pub(crate) fn check(connection: &Connection) -> Result<(), Error> {
    match version(connection)? {
        SCHEMA => Ok(()),
        found => Err(Error::Older { found }),
    }
}

fn version(connection: &Connection) -> Result<i64, Error> {
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > SCHEMA {
        return Err(Error::Newer { found });
    }
    Ok(found)
}
