//! The history: what was withheld and what was told, in the dialog and in the file that it is exported to.

use std::fs;

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde_json::{Value, json};
use tenantatlas_simulator::Outcome;
use xtask::eventually;

use crate::pinned::title;
use crate::withheld::ends;
use crate::world::{Conditions, Driven, LIMIT, OVERVIEW, World, id};

#[test]
fn what_ended_while_it_was_snoozed_and_what_was_told_and_opened_are_in_the_history_and_its_export()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let (snoozed, told) = (world.pinned_operation()?, world.pinned_operation()?);
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{told}")), "Running")?;
    snooze(&app, snoozed)?;
    world.wait_until_held()?;

    ends(&world, &app, snoozed, Outcome::Succeeded, "Succeeded")?;
    ends(&world, &app, told, Outcome::Failed, "Failed")?;
    let received = world.notifications(1)?;
    let words: Vec<_> = received.iter().map(|one| one.summary.as_str()).collect();
    assert_eq!(words, ["Policy sync failed"]);
    world.desktop.invoke_notification()?;
    world.desktop.wait_for_window(&title(told))?;

    app.on(OVERVIEW)?;
    open_history_until_opened(&app)?;
    app.says(&of_entry(1, "history-fate"), "Shown")?;
    app.says(
        &of_entry(2, "history-fate"),
        "Waits until its snooze is over",
    )?;

    let json: Value = serde_json::from_str(&exported(&world, &app, "json")?)?;
    let entries = json.as_array().context("no list")?;
    let [second, first] = entries.as_slice() else {
        panic!("{json}");
    };
    let daemon_id = received.first().map(|one| one.id);
    assert_eq!(told_of(second), json!([told, "failed", "shown", daemon_id]));
    assert_eq!(
        told_of(first),
        json!([snoozed, "succeeded", "snoozed", null])
    );
    for never in ["sent_at", "shown_at", "opened_at"] {
        assert_eq!(first[never], Value::Null, "{never}");
    }
    for both in [first, second] {
        assert_eq!(both["environment"], "Contoso Production");
    }
    let steps = ["ended_at", "noticed_at", "sent_at", "shown_at", "opened_at"];
    let moments = steps.map(|step| moment(second, step));
    let moments: Vec<Timestamp> = moments.into_iter().collect::<Result<_>>()?;
    assert!(moments.is_sorted(), "{moments:?}");
    assert_eq!(world.desktop.notifications()?.len(), 1);
    Ok(())
}

/// The history as a file, by the system's dialog. The history is open.
pub(crate) fn exported(world: &World, app: &Driven<'_>, format: &str) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join(format!("ends.{format}"));
    app.click(&id(&format!("history-{format}")))?;
    world.desktop.choose_file(DIALOG, &file)?;
    app.says(&id("history-export"), "The file is written.")?;
    Ok(fs::read_to_string(&file)?)
}

/// For an hour, by the palette.
fn snooze(app: &Driven<'_>, operation: i64) -> Result<()> {
    app.click(&id("palette-open"))?;
    app.enter(&id("palette-input"), &format!("#{operation}"))?;
    app.click(&id(&format!("palette-snooze-one-hour-{operation}")))?;
    app.lacks(&id("palette"))?;
    app.reads(&id(&format!("muted-{operation}")), "the snooze", |_| true)?;
    Ok(())
}

/// The dialog shows what the ledger had when it was opened: it is opened again until that has the newest end as opened.
fn open_history_until_opened(app: &Driven<'_>) -> Result<()> {
    eventually("the opened end in the history", LIMIT, || {
        app.click(&id("recent-history"))?;
        let times = app.reads(&of_entry(1, "history-times"), "the newest end", |_| true)?;
        if times.contains("opened") {
            return Ok(Some(()));
        }
        app.click(&id("history-close"))?;
        app.lacks(&id("history-list"))?;
        Ok(None)
    })
}

/// Counted from the newest.
fn of_entry(place: usize, part: &str) -> String {
    let entry = id("history-entry");
    format!("{entry}:nth-child({place}) {}", id(part))
}

/// Which operation it was, how it ended, and what became of its notification.
fn told_of(entry: &Value) -> Value {
    let fields = ["id", "ending", "notification", "notification_id"];
    fields.map(|field| entry[field].clone()).to_vec().into()
}

fn moment(entry: &Value, step: &str) -> Result<Timestamp> {
    let moment = entry[step].as_str().with_context(|| format!("no {step}"))?;
    Ok(moment.parse()?)
}

const DIALOG: &str = "Export the history";
