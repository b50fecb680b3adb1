//! What the overview chose of its lists, from the words of its rows into core's.
//!
//! A choice is the webview's: what is none of these words is taken for a word of the server, which then has nothing of it.

use monitor_core::ListFilter;
use monitor_core::filter::{Kind, Place, State};
use monitor_core::operation_type::{CANONICAL, OperationType};
use monitor_core::run::{Freshness, Outcome, Status};

use crate::slice::FilterSlice;

pub(crate) fn chosen(filter: FilterSlice, turn: u32) -> ListFilter {
    ListFilter {
        turn,
        workspace: filter.workspace,
        environment: filter.environment.map(place),
        kind: filter.kind.map(kind),
        state: filter.state.as_deref().map(state),
    }
}

/// No environment has an empty name.
fn place(name: String) -> Place {
    if name.is_empty() {
        Place::WorkspaceWide
    } else {
        Place::Environment(name)
    }
}

fn kind(word: String) -> Kind {
    let is_named = |code: &&str| OperationType::parse(code).message_id().as_ref() == Some(&word);
    match CANONICAL.iter().copied().find(is_named) {
        Some(code) => Kind::Canonical(code),
        None => Kind::Word(word),
    }
}

/// The id of a badge's message: the axis, and its word.
fn state(id: &str) -> State {
    let (axis, word) = id.split_once('-').unwrap_or((id, ""));
    let word = word.replace('-', "_");
    match axis {
        "freshness" => State::Freshness(Freshness::parse(&word)),
        "outcome" => State::Outcome(Outcome::parse(&word)),
        _ => State::Status(Status::parse(&word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_in_the_words_of_rows() {
        let asked = FilterSlice {
            environment: Some("Contoso".into()),
            state: Some("outcome-partially-succeeded".into()),
            kind: Some("type-environment-review-pack-generate".into()),
            workspace: Some("Northwind".into()),
        };
        let filter = ListFilter {
            turn: 3,
            workspace: Some("Northwind".into()),
            environment: Some(Place::Environment("Contoso".into())),
            kind: Some(Kind::Canonical("environment.review_pack.generate")),
            state: Some(State::Outcome(Outcome::PartiallySucceeded)),
        };
        assert_eq!(chosen(asked, 3), filter);
    }

    #[test]
    fn everything_is_no_choice_and_a_stranger_s_word_stays_one() {
        assert!(chosen(FilterSlice::default(), 1).is_empty());
        assert_eq!(kind("Made up".into()), Kind::Word("Made up".into()));
        assert_eq!(place(String::new()), Place::WorkspaceWide);
        for (id, expected) in [
            (
                "freshness-likely-stale",
                State::Freshness(Freshness::LikelyStale),
            ),
            ("status-queued", State::Status(Status::Queued)),
            ("made up", State::Status(Status::Other(String::new()))),
        ] {
            assert_eq!(state(id), expected);
        }
    }
}
