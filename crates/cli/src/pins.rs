//! `pins`: what the app has pinned, from its ledger. Nothing is asked and nothing is written.

use monitor_core::ports::{Pin, Seen};
use monitor_core::{AccountId, Target, run};
use monitor_ledger::Ledger;
use monitor_setup::LEDGER_FILE;
use serde::Serialize;

use crate::args::Access;
use crate::exit::{Exit, Stop};
use crate::json::{self, Subject, ended};
use crate::times::exact;
use crate::{lines, out};

/// A pin of the app, as its ledger last saw it.
#[derive(Serialize)]
struct PinLine<'a> {
    #[serde(flatten)]
    subject: Subject,
    muted: bool,
    seen: Option<LastSeen<'a>>,
}

#[derive(Serialize)]
struct LastSeen<'a> {
    #[serde(rename = "type")]
    kind: Option<&'a str>,
    workspace: &'a str,
    environment: Option<&'a str>,
    status: &'a str,
    outcome: Option<&'a str>,
    ended: Option<&'static str>,
    ended_at: Option<String>,
}

pub(crate) fn pins(access: &Access, as_json: bool) -> Result<Exit, Stop> {
    let account = access.settings()?.account;
    let account = account.and_then(|account| AccountId::parse(&account.id));
    let account = account.ok_or_else(|| Stop::CannotTell("Nobody is signed in here.".into()))?;
    let pins = read(access, account)?;
    let told = |pin: &Pin| {
        if as_json {
            json::line(&PinLine::of(pin))
        } else {
            lines::seen(pin.target, pin.seen.as_ref())
        }
    };
    out::put_lines(&pins.iter().map(told).collect::<Vec<_>>())?;
    if pins.is_empty() {
        out::say("Nothing is pinned.");
    }
    Ok(Exit::Succeeded)
}

/// None where the app never started with this account.
fn read(access: &Access, account: AccountId) -> Result<Vec<Pin>, Stop> {
    let file = access.folder()?.join(LEDGER_FILE);
    if !file.exists() {
        return Ok(Vec::new());
    }
    let pins = Ledger::open_read_only(&file, account).and_then(|ledger| ledger.pins());
    pins.map_err(|error| Stop::CannotTell(format!("The pins cannot be read: {error}")))
}

impl<'a> PinLine<'a> {
    fn of(pin: &'a Pin) -> Self {
        Self {
            subject: Subject::of(pin.target),
            muted: pin.muted,
            seen: pin.seen.as_ref().map(|seen| LastSeen::of(pin.target, seen)),
        }
    }
}

impl<'a> LastSeen<'a> {
    fn of(target: Target, seen: &'a Seen) -> Self {
        let is_operation = matches!(target, Target::Operation(_));
        let end = run::ending(&seen.run_status(), &seen.run_outcome());
        Self {
            kind: seen.kind.as_ref().map(|kind| kind.raw()),
            workspace: &seen.workspace.1,
            environment: seen.environment.as_ref().map(|(_, name)| name.as_str()),
            status: &seen.status,
            outcome: Some(seen.outcome.as_str()).filter(|_| is_operation),
            ended: end.filter(|_| is_operation).map(ended),
            ended_at: seen.ended_at.and_then(exact),
        }
    }
}
