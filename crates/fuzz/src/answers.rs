//! Bodies of the gateway's answers, as the client reads them.
//!
//! An answer is understood whole or not at all. What is understood is shown in windows, titles, notifications and files:
//! every name in it is one bounded line that steers nothing.

use std::time::Duration;

use monitor_client::{decode, line, steers};
use monitor_core::ports::{Answer, Ask, Change, ListKind, Observation, Scope, WatchLane};
use monitor_core::run::Progress;
use monitor_core::{Fault, LatestPack, OperationId, PackStatus, Run};

pub(crate) fn account(body: &[u8]) {
    let Some(Answer::Account(scope)) = told(&Ask::Account, body) else {
        return;
    };
    assert!(shows_what_it_says(&names_of(&scope)), "{scope:?}");
}

pub(crate) fn details(body: &[u8]) {
    let id = OperationId::new(421).expect("it is positive");
    let Some(Answer::Details { context }) = told(&Ask::Details(id), body) else {
        return;
    };
    let Some(context) = context else { return };
    let steered = context
        .chars()
        .any(|letter| letter != '\n' && steers(letter));
    assert!(!steered, "{context:?}");
    let value: Result<serde_json::Value, _> = serde_json::from_str(&context);
    assert!(value.is_ok(), "{context:?}");
}

pub(crate) fn operations(body: &[u8]) {
    let list = told(&Ask::List(ListKind::Active), body);
    let search = told(&Ask::Search("421".to_owned()), body);
    assert_eq!(list, search);
    if let Some(Answer::Operations { runs, .. }) = list {
        runs.iter().for_each(check_run);
    }
}

pub(crate) fn watch(body: &[u8]) {
    let ask = Ask::Watch {
        lane: WatchLane::Foreground,
        targets: Vec::new(),
        wait: Duration::ZERO,
    };
    let Some(Answer::Watch(changes)) = told(&ask, body) else {
        return;
    };
    for change in &changes {
        match change {
            Change::Forbidden(_) | Change::NotFound(_) => {}
            Change::Operation { run, .. } => check_run(run),
            Change::ReviewPack { latest, .. } => check_pack(latest),
        }
    }
}

/// The answer, of the kind that was asked for; none where it is unreadable, which is all that may be wrong with a body.
fn told(ask: &Ask, body: &[u8]) -> Option<Answer> {
    let Observation { answer, .. } = match decode(ask, body) {
        Ok(observation) => observation,
        Err(fault) => {
            assert_eq!(fault, Fault::Unreadable);
            return None;
        }
    };
    let fits = match ask {
        Ask::Account => matches!(answer, Answer::Account(_)),
        Ask::Details(_) => matches!(answer, Answer::Details { .. }),
        Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
            matches!(answer, Answer::Operations { .. })
        }
        Ask::Watch { .. } => matches!(answer, Answer::Watch(_)),
    };
    assert!(fits, "{ask:?} was answered with {answer:?}");
    Some(answer)
}

fn check_run(run: &Run) {
    let mut names = vec![
        run.workspace.1.as_str(),
        run.initiator.name.as_str(),
        run.kind.raw(),
        run.status.as_str(),
        run.outcome.as_str(),
    ];
    names.extend(run.environment.as_ref().map(|(_, name)| name.as_str()));
    names.extend(run.label());
    names.extend(run.counts.keys().map(String::as_str));
    for failure in &run.failures {
        names.push(&failure.message);
        names.extend(failure.label.as_deref());
    }
    match &run.progress {
        Progress::Phased { label } => names.push(label),
        Progress::Counted { processed, total } => {
            assert!(*total > 0 && (0..=*total).contains(processed), "{run:?}");
        }
        Progress::Activity | Progress::None => {}
    }
    assert!(shows_what_it_says(&names), "{run:?}");
}

fn check_pack(latest: &LatestPack) {
    let mut names = vec![latest.workspace.1.as_str(), latest.environment.1.as_str()];
    if let Some(pack) = &latest.pack {
        names.extend(pack.failure.as_deref());
        if let PackStatus::Other(word) = &pack.status {
            names.push(word);
        }
        if let Some(digest) = &pack.sha256 {
            let hexadecimal = digest.bytes().all(|digit| digit.is_ascii_hexdigit());
            assert!(hexadecimal && digest.len() == 64, "{digest:?}");
        }
    }
    assert!(shows_what_it_says(&names), "{latest:?}");
}

fn names_of(scope: &Scope) -> Vec<&str> {
    let places = scope.environments.iter();
    let places = places.flat_map(|place| [place.name.as_str(), place.workspace_name.as_str()]);
    places.chain([scope.user.as_str()]).collect()
}

/// What was cleaned once stays as it is.
fn shows_what_it_says(names: &[&str]) -> bool {
    names.iter().all(|name| line(name) == **name)
}
