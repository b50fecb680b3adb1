//! What a server executed, by its own books (`pg_stat_statements`).

use anyhow::{Context, Result};

use super::{ADMIN, Cluster};
use crate::shell;

/// What the server executed in one database, under one text: constants are `$1`, `$2` and so on.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Statement {
    pub text: String,
    pub calls: u64,
    /// Rows read or changed, over all calls.
    pub rows: u64,
}

impl Cluster {
    /// Every statement that was executed in the database, in the order of their texts.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn statements(&self, database: &str) -> Result<Vec<Statement>> {
        let query = format!(
            "SELECT sum(s.calls), sum(s.rows), s.query \
             FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid \
             WHERE d.datname = {} GROUP BY s.query ORDER BY s.query COLLATE \"C\"",
            literal(database)
        );
        // The texts hold any character but these two.
        let separators = ["--field-separator=\x1f", "--record-separator=\x1e"];
        let shape = ["--tuples-only", "--no-align", "--command", &query];
        let rows = shell::output(self.psql(ADMIN).args(separators).args(shape))?;
        let rows = rows.trim_end_matches(['\n', '\x1e']).split('\x1e');
        rows.filter(|row| !row.is_empty())
            .map(|row| statement(row).with_context(|| format!("not a statement: {row:?}")))
            .collect()
    }

    /// Counts the database's statements from zero again.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn forget_statements(&self, database: &str) -> Result<()> {
        let forget = format!(
            "SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = {}",
            literal(database)
        );
        self.sql(ADMIN, &forget).map(drop)
    }
}

fn statement(row: &str) -> Option<Statement> {
    let mut columns = row.splitn(3, '\x1f');
    Some(Statement {
        calls: columns.next()?.parse().ok()?,
        rows: columns.next()?.parse().ok()?,
        text: columns.next()?.to_owned(),
    })
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
