//! How a write is done: its statement is parsed once for a connection, however often it is executed.

use rusqlite::{Connection, Params};

pub(crate) fn execute(
    connection: &Connection,
    statement: &str,
    values: impl Params,
) -> rusqlite::Result<()> {
    connection.prepare_cached(statement)?.execute(values)?;
    Ok(())
}
