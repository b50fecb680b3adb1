//! What the user chose to see of the lists, and what of that a server can be asked.
//!
//! A choice is made among the names and words that rows show; a server is asked by ids and stored words. Deliberately
//! absent: any row. Whoever shows them sorts out what a server was not asked for.

use std::collections::BTreeMap;

use crate::id::{EnvironmentId, WorkspaceId};
use crate::operation_type;
use crate::ports::ListKind;
use crate::run::{Freshness, Outcome, Status};

/// A choice in every dimension; none is everything.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ListFilter {
    /// Which of the window's choices it is, so that an answer to one is not taken for one to another.
    pub turn: u32,
    /// By its name.
    pub workspace: Option<String>,
    pub environment: Option<Place>,
    pub kind: Option<Kind>,
    pub state: Option<State>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Place {
    /// By its name.
    Environment(String),
    /// In no environment.
    WorkspaceWide,
}

/// A type as rows name it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Kind {
    /// By its canonical code.
    Canonical(&'static str),
    /// By the server's label, or where there is none by its stored word.
    Word(String),
}

/// A state as a badge says it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum State {
    Freshness(Freshness),
    /// Of one that ended.
    Outcome(Outcome),
    /// Of one that did not.
    Status(Status),
}

/// By what a list is asked for besides being that list.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Narrowing {
    pub workspace: Option<WorkspaceId>,
    pub environment: Option<EnvironmentId>,
    /// One stored type.
    pub kind: Option<String>,
    pub state: Option<Sought>,
}

/// What a server can be asked of states.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Sought {
    Outcome(Outcome),
    /// Likely stale.
    Stale,
    Status(Status),
}

/// How the answer to a narrowed question relates to what was chosen, the worst last.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Fit {
    /// It is that.
    #[default]
    Exact,
    /// It has all of that, and more.
    Wider,
    /// It may lack some of that.
    Narrower,
}

impl ListFilter {
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.workspace.is_none()
            && self.environment.is_none()
            && self.kind.is_none()
            && self.state.is_none()
    }

    /// Whether anything in a list of this kind can be in the chosen state: what is active has no outcome, and what ended
    /// no status.
    #[must_use]
    pub const fn may_match(&self, list: ListKind) -> bool {
        match (list, &self.state) {
            (ListKind::Active, Some(State::Outcome(_)))
            | (
                ListKind::Recent,
                Some(State::Status(_) | State::Freshness(Freshness::LikelyStale)),
            ) => false,
            (ListKind::Active | ListKind::Attention | ListKind::Recent, _) => true,
        }
    }
}

impl State {
    /// What of it can be asked for, and how the answer relates to it.
    pub(crate) fn sought(&self) -> (Option<Sought>, Fit) {
        match self {
            Self::Freshness(freshness) => sought_freshness(*freshness),
            Self::Outcome(outcome) => sought_outcome(outcome),
            Self::Status(status @ (Status::Queued | Status::Running)) => {
                (Some(Sought::Status(status.clone())), Fit::Exact)
            }
            Self::Status(Status::Completed | Status::LegacyFailed | Status::Other(_)) => {
                (None, Fit::Wider)
            }
        }
    }
}

impl Kind {
    /// The stored type to ask for; `labelled` are those that rows show by this word as the server's label, each with whether
    /// no other type has that label.
    pub(crate) fn sought(&self, labelled: &BTreeMap<&str, bool>) -> (Option<String>, Fit) {
        let word = match self {
            Self::Canonical(code) if operation_type::has_former_names(code) => {
                return (Some((*code).to_owned()), Fit::Narrower);
            }
            Self::Canonical(code) => return (Some((*code).to_owned()), Fit::Exact),
            Self::Word(word) => word.as_str(),
        };
        let mut labelled = labelled.iter();
        match (labelled.next(), labelled.next()) {
            (Some((only, true)), None) => askable(only, Fit::Exact),
            // Another type may have the same label, without a row here.
            (Some((only, false)), None) => askable(only, Fit::Narrower),
            (None, _) => askable(word, Fit::Exact),
            (Some(_), Some(_)) => (None, Fit::Wider),
        }
    }
}

fn sought_freshness(freshness: Freshness) -> (Option<Sought>, Fit) {
    match freshness {
        Freshness::LikelyStale => (Some(Sought::Stale), Fit::Exact),
        // Of what failed, that which TenantAtlas put right by itself.
        Freshness::ReconciledFailed => (Some(Sought::Outcome(Outcome::Failed)), Fit::Wider),
        Freshness::FreshActive | Freshness::TerminalNormal | Freshness::Unknown => {
            (None, Fit::Wider)
        }
    }
}

fn sought_outcome(outcome: &Outcome) -> (Option<Sought>, Fit) {
    let fit = match outcome {
        Outcome::Blocked | Outcome::Cancelled | Outcome::Failed | Outcome::Succeeded => Fit::Exact,
        // A database may still hold an older word for it.
        Outcome::PartiallySucceeded => Fit::Narrower,
        // So is that of everything which did not end.
        Outcome::Pending => Fit::Wider,
        Outcome::Other(_) => return (None, Fit::Wider),
    };
    (Some(Sought::Outcome(outcome.clone())), fit)
}

/// A stored word that reached a row as it is stored, and that a server takes.
fn askable(word: &str, fit: Fit) -> (Option<String>, Fit) {
    let is_plain = word.chars().all(|character| character.is_ascii_graphic());
    if is_plain && (1..=LONGEST_WORD).contains(&word.len()) {
        (Some(word.to_owned()), fit)
    } else {
        (None, Fit::Wider)
    }
}

/// The contract's bound of a type that is asked for, in characters.
const LONGEST_WORD: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(word: &str) -> State {
        State::Outcome(Outcome::parse(word))
    }

    fn status(word: &str) -> State {
        State::Status(Status::parse(word))
    }

    #[test]
    fn a_state_is_asked_for_as_far_as_the_server_tells_it_apart() {
        let failed = || Some(Sought::Outcome(Outcome::Failed));
        for (state, asked) in [
            (outcome("failed"), (failed(), Fit::Exact)),
            (
                outcome("partially_succeeded"),
                (
                    Some(Sought::Outcome(Outcome::PartiallySucceeded)),
                    Fit::Narrower,
                ),
            ),
            (
                outcome("pending"),
                (Some(Sought::Outcome(Outcome::Pending)), Fit::Wider),
            ),
            (outcome("unknown"), (None, Fit::Wider)),
            (
                status("queued"),
                (Some(Sought::Status(Status::Queued)), Fit::Exact),
            ),
            (status("unknown"), (None, Fit::Wider)),
            (
                State::Freshness(Freshness::LikelyStale),
                (Some(Sought::Stale), Fit::Exact),
            ),
            (
                State::Freshness(Freshness::ReconciledFailed),
                (failed(), Fit::Wider),
            ),
        ] {
            assert_eq!(state.sought(), asked, "{state:?}");
        }
    }

    #[test]
    fn a_type_is_asked_for_by_its_stored_word_and_no_other_is_taken_for_it() {
        let word = |word: &str| Kind::Word(word.to_owned());
        let some = |word: &str| Some(word.to_owned());
        let long = "x".repeat(LONGEST_WORD + 1);
        for (kind, labelled, asked) in [
            (
                Kind::Canonical("policy.sync"),
                Vec::new(),
                (some("policy.sync"), Fit::Exact),
            ),
            (
                Kind::Canonical("baseline.compare"),
                Vec::new(),
                (some("baseline.compare"), Fit::Narrower),
            ),
            (
                word("Policy sync"),
                vec![("policy.sync", true)],
                (some("policy.sync"), Fit::Exact),
            ),
            (
                word("Policy sync"),
                vec![("policy.sync", false)],
                (some("policy.sync"), Fit::Narrower),
            ),
            (
                word("Compare"),
                vec![("baseline.compare", false), ("baseline_compare", false)],
                (None, Fit::Wider),
            ),
            (word("made.up"), Vec::new(), (some("made.up"), Fit::Exact)),
            (word("Policy sync"), Vec::new(), (None, Fit::Wider)),
            (word(&long), Vec::new(), (None, Fit::Wider)),
        ] {
            let labelled = labelled.into_iter().collect();
            assert_eq!(kind.sought(&labelled), asked, "{kind:?}");
        }
    }

    #[test]
    fn what_is_active_has_no_outcome_and_what_ended_no_status() {
        let may = |list, state: State| {
            let filter = ListFilter {
                state: Some(state),
                ..ListFilter::default()
            };
            filter.may_match(list)
        };
        let stale = || State::Freshness(Freshness::LikelyStale);
        assert!(may(ListKind::Active, status("running")) && may(ListKind::Active, stale()));
        assert!(!may(ListKind::Active, outcome("failed")));
        assert!(may(ListKind::Recent, outcome("failed")));
        assert!(!may(ListKind::Recent, status("running")) && !may(ListKind::Recent, stale()));
        for state in [status("running"), outcome("failed"), stale()] {
            assert!(may(ListKind::Attention, state));
        }
    }

    #[test]
    fn a_filter_with_any_choice_is_not_empty() {
        assert!(ListFilter::default().is_empty());
        let only = ListFilter {
            state: Some(status("running")),
            ..ListFilter::default()
        };
        assert!(!only.is_empty());
    }
}
