//! When the overview was last looked at, so that it can mark what ended since. Pure: the controller says when a look begins
//! and when it is over.

use monitor_core::Timestamp;
use monitor_core::view::{Known, ListView, Row};

use crate::slice::LookedSlice;

/// The looks at the overview of one session.
#[derive(Default)]
pub(crate) struct Looks {
    session: u64,
    /// As of the last look that is over.
    last: Option<LookedSlice>,
    /// As of the look before the present one. Between two looks it stays, as the windows do.
    before: Option<LookedSlice>,
    looking: bool,
}

impl Looks {
    /// `kept` is what an earlier session of this account left; nothing is new where there was none.
    pub(crate) fn of(session: u64, kept: Option<LookedSlice>) -> Self {
        Self {
            session,
            last: kept,
            ..Self::default()
        }
    }

    pub(crate) const fn is_of(&self, session: u64) -> bool {
        self.session == session
    }

    /// What ended after it is new to whoever looks now.
    pub(crate) fn before(&self, session: u64) -> Option<LookedSlice> {
        self.before.filter(|_| self.is_of(session))
    }

    /// Answers whether other ends are new from here on.
    pub(crate) fn begin(&mut self) -> bool {
        if std::mem::replace(&mut self.looking, true) {
            return false;
        }
        std::mem::replace(&mut self.before, self.last) != self.last
    }

    /// Nobody looks any more; `recent` is what was shown until now. Answers what is to be kept, where that is news.
    pub(crate) fn end(&mut self, recent: Option<&ListView>) -> Option<LookedSlice> {
        if !std::mem::take(&mut self.looking) {
            return None;
        }
        let looked = seen(recent?, self.last)?;
        (self.last.replace(looked) != Some(looked)).then_some(looked)
    }
}

/// None while the list was never answered. What was seen once stays seen, whatever the list has lost since.
fn seen(recent: &ListView, last: Option<LookedSlice>) -> Option<LookedSlice> {
    let at_ms = recent.as_of?.millis();
    let newest = recent.rows.iter().filter_map(ended_at).max();
    let until_ms = newest.map_or(at_ms, Timestamp::millis);
    Some(LookedSlice {
        until_ms: last.map_or(until_ms, |last| last.until_ms.max(until_ms)),
        at_ms,
    })
}

fn ended_at(row: &Row) -> Option<Timestamp> {
    match &row.known {
        Known::Forbidden | Known::Gone | Known::Nothing => None,
        Known::Run(run) => run.completed_at,
        Known::Seen(seen) => seen.ended_at,
    }
}

#[cfg(test)]
mod tests {
    use monitor_core::operation_type::OperationType;
    use monitor_core::ports::Seen;
    use monitor_core::view::{Context, Refresh};
    use monitor_core::{OperationId, WorkspaceId};

    use super::*;

    const SESSION: u64 = 7;

    #[test]
    fn at_first_nothing_is_new_and_at_the_next_look_what_ended_since() {
        let mut looks = Looks::of(SESSION, None);
        assert!(!looks.begin());
        assert_eq!(looks.before(SESSION), None);
        assert_eq!(
            looks.end(Some(&list(100, &[40, 60]))),
            Some(looked(60, 100))
        );
        assert!(looks.begin());
        assert_eq!(looks.before(SESSION), Some(looked(60, 100)));
    }

    #[test]
    fn what_is_new_stays_so_through_a_look_and_until_the_next() {
        let mut looks = Looks::of(SESSION, Some(looked(60, 100)));
        assert!(looks.begin());
        assert!(!looks.begin(), "it has begun");
        assert_eq!(looks.before(SESSION), Some(looked(60, 100)));
        assert_eq!(
            looks.end(Some(&list(200, &[60, 150]))),
            Some(looked(150, 200))
        );
        assert_eq!(looks.before(SESSION), Some(looked(60, 100)));
        assert!(looks.begin());
        assert_eq!(looks.before(SESSION), Some(looked(150, 200)));
    }

    #[test]
    fn a_look_that_saw_no_answer_changes_nothing() {
        let mut looks = Looks::of(SESSION, Some(looked(60, 100)));
        looks.begin();
        assert_eq!(looks.end(None), None);
        looks.begin();
        assert_eq!(looks.end(Some(&ListView::default())), None);
        assert!(!looks.begin());
        assert_eq!(looks.before(SESSION), Some(looked(60, 100)));
    }

    #[test]
    fn a_look_ends_once_and_is_kept_where_it_is_news() {
        let mut looks = Looks::of(SESSION, Some(looked(60, 100)));
        assert_eq!(looks.end(Some(&list(200, &[150]))), None, "none began");
        looks.begin();
        assert_eq!(looks.end(Some(&list(100, &[60]))), None, "as it was");
    }

    #[test]
    fn what_was_seen_stays_seen_when_its_row_is_gone() {
        let mut looks = Looks::of(SESSION, Some(looked(60, 100)));
        looks.begin();
        assert_eq!(looks.end(Some(&list(200, &[30]))), Some(looked(60, 200)));
    }

    #[test]
    fn an_empty_list_was_seen_as_far_as_it_is_true() {
        let mut looks = Looks::of(SESSION, None);
        looks.begin();
        assert_eq!(looks.end(Some(&list(100, &[]))), Some(looked(100, 100)));
    }

    #[test]
    fn another_session_was_told_of_no_look() {
        let mut looks = Looks::of(SESSION, Some(looked(60, 100)));
        looks.begin();
        assert_eq!(looks.before(SESSION + 1), None);
    }

    const fn looked(until_ms: i64, at_ms: i64) -> LookedSlice {
        LookedSlice { until_ms, at_ms }
    }

    fn list(as_of: i64, ends: &[i64]) -> ListView {
        ListView {
            rows: ends.iter().map(|end| row(*end)).collect(),
            known: true,
            as_of: Some(Timestamp::from_millis(as_of)),
            ..ListView::default()
        }
    }

    fn row(end: i64) -> Row {
        Row {
            id: OperationId::new(end).expect("positive"),
            pinned: false,
            muted: false,
            known: Known::Seen(Seen {
                subject: end,
                kind: Some(OperationType::parse("policy.sync")),
                label: None,
                workspace: (WorkspaceId::new(1).expect("positive"), "Northwind".into()),
                environment: None,
                status: "completed".into(),
                outcome: "succeeded".into(),
                ended_at: Some(Timestamp::from_millis(end)),
            }),
            refresh: Refresh::Settled,
            context: Context::NotAsked,
        }
    }
}
