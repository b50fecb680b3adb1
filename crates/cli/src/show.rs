//! `show`: all there is about one operation, or one latest review pack, once.

use std::time::Duration;

use monitor_core::ports::{Answer, Ask, Change, WatchLane};
use monitor_core::{LatestPack, Run, Target};

use crate::args::Access;
use crate::ask::{ask, unreadable};
use crate::exit::{Exit, Stop};
use crate::json::{self, Operation, ReviewPack};
use crate::subject;
use crate::text::plain;
use crate::times::local;
use crate::words::{self, term};
use crate::{lines, out};

pub(crate) async fn show(access: &Access, word: &str, as_json: bool) -> Result<Exit, Stop> {
    let reach = access.reach()?;
    let target = subject::target(word, &reach.server)?;
    // A watch that waits for nothing answers the whole state, without technical context.
    let question = Ask::Watch {
        lane: WatchLane::Foreground,
        targets: vec![(target, None)],
        wait: Duration::ZERO,
    };
    let changes = match ask(&reach.client, question).await? {
        Answer::Watch(changes) => changes,
        Answer::Account(_) | Answer::Details { .. } | Answer::Operations { .. } => Vec::new(),
    };
    let change = changes.into_iter().find(|change| change.target() == target);
    let told = match change.ok_or_else(unreadable)? {
        Change::Forbidden(_) => {
            return Err(refusal(target, "operation-forbidden", "pack-forbidden"));
        }
        Change::NotFound(_) => return Err(refusal(target, "operation-unavailable", "pack-gone")),
        Change::Operation { run, .. } if as_json => vec![json::line(&Operation::of(&run))],
        Change::Operation { run, .. } => operation(&run),
        Change::ReviewPack { latest, .. } => vec![pack(&latest, as_json)],
    };
    out::put_lines(&told)?;
    Ok(Exit::Succeeded)
}

fn refusal(target: Target, of_operation: &str, of_pack: &str) -> Stop {
    let term = match target {
        Target::Operation(_) => term(of_operation),
        Target::ReviewPack(_) => term(of_pack),
    };
    Stop::CannotTell(format!("{}: {term}", words::name(target)))
}

fn pack(latest: &LatestPack, as_json: bool) -> String {
    let (id, name) = &latest.environment;
    let pack = latest.pack.as_ref();
    if !as_json {
        return lines::pack(name, Target::ReviewPack(*id), pack);
    }
    let state = pack.map_or("none", |pack| pack.status.as_str());
    json::line(&ReviewPack::of(
        (*id, name),
        &latest.workspace.1,
        state,
        pack,
    ))
}

fn operation(run: &Run) -> Vec<String> {
    let environment = run.environment.as_ref().map(|(_, name)| name.as_str());
    let outcome = run
        .ending()
        .map_or_else(|| term("outcome-pending"), words::ending);
    let rows = [
        (
            "Environment",
            Some(
                environment
                    .unwrap_or_else(|| term("workspace-wide"))
                    .to_owned(),
            ),
        ),
        ("Workspace", Some(run.workspace.1.clone())),
        ("Status", Some(words::status(&run.status))),
        ("Outcome", Some(outcome.to_owned())),
        (
            "Freshness",
            words::freshness(run.freshness).map(str::to_owned),
        ),
        ("Progress", words::progress(&run.progress)),
        ("Started by", Some(run.initiator.name.clone())),
        ("Created", Some(local(run.created_at))),
        ("Started", run.started_at.map(local)),
        ("Ended", run.completed_at.map(local)),
        ("Page", run.web_url.clone()),
    ];
    let kind = words::operation_type(Some(&run.kind), run.label());
    let name = words::name(Target::Operation(run.id));
    let mut told = vec![format!("{name} · {kind}")];
    let rows = rows
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    told.extend(rows.map(|(name, value)| format!("{name:<12} {value}")));
    told.extend(
        run.counts
            .iter()
            .map(|(name, count)| format!("{name:<12} {count}")),
    );
    told.extend(run.failures.iter().map(|failure| {
        let count = failure
            .count
            .map(|count| format!("{count} × "))
            .unwrap_or_default();
        let label = failure
            .label
            .as_ref()
            .map(|label| format!("{label}: "))
            .unwrap_or_default();
        format!("{:<12} {count}{label}{}", "Failure", failure.message)
    }));
    told.iter().map(|line| plain(line)).collect()
}
