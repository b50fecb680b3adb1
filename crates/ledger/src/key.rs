//! What names an end in the ledger: every statement about one end has it as its first six parameters, in this order.

use monitor_core::{Ended, Timestamp};
use rusqlite::ToSql;

use crate::rows::target_columns;

/// The key, column by column.
pub(crate) struct Key<'a> {
    account: &'a str,
    target_kind: &'static str,
    target_id: i64,
    subject: i64,
    ending: &'static str,
    /// Where the server told it.
    ended_at: Option<i64>,
}

impl<'a> Key<'a> {
    pub(crate) fn of(account: &'a str, end: &Ended) -> Self {
        let (target_kind, target_id) = target_columns(end.target);
        Self {
            account,
            target_kind,
            target_id,
            subject: end.subject,
            ending: end.ending.as_str(),
            ended_at: end.ended_at.map(Timestamp::millis),
        }
    }

    /// The parameters of a statement that has others after those of the key.
    pub(crate) fn and<'b>(&'b self, others: &[&'b dyn ToSql]) -> Vec<&'b dyn ToSql> {
        let key: [&dyn ToSql; 6] = [
            &self.account,
            &self.target_kind,
            &self.target_id,
            &self.subject,
            &self.ending,
            &self.ended_at,
        ];
        [key.as_slice(), others].concat()
    }
}
