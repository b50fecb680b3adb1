//! The notification check: what it says of each step is what happened on the desktop, in the keyring and at the gateway.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use xtask::Notification;

use crate::world::{Conditions, Driven, OVERVIEW, World, id};

#[test]
fn the_check_sends_a_rehearsal_that_arrives_and_hears_the_click_on_it() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let app = world.launch_driven(&["--show"])?;
    examine(&app)?;

    app.says(&state("click"), "waits for you")?;
    let [rehearsal]: [Notification; 1] = world
        .notifications(1)?
        .try_into()
        .expect("one check sends one rehearsal");
    assert_eq!(
        rehearsal.summary,
        "Rehearsal: this is how an end is announced"
    );
    app.says(
        &fact("rehearsal"),
        &format!(
            "The notification service took it as number {}.",
            rehearsal.id
        ),
    )?;
    world.desktop.invoke_notification()?;
    app.says(&fact("click"), "The click came back.")?;

    for step in ["tray", "daemon", "announcing", "keyring", "server", "tls"] {
        app.says(&state(step), "works")?;
    }
    app.says(&state("proxy"), "does not apply")?;
    app.reads(&fact("daemon"), "which daemon it is", |words| {
        words.starts_with("dunst ")
    })?;
    app.reads(&fact("server"), "who asked", |words| {
        words.starts_with("Answered in ")
            && words.contains(" signed in as Ann.")
            && words.ends_with(" The clocks agree.")
    })?;
    app.says(&id("doctor-summary"), "Everything works.")?;

    app.click(&id("doctor-close"))?;
    app.lacks(&id("doctor-summary"))?;
    assert_eq!(
        world.kept_token()?.as_ref(),
        Some(&world.atlas.token.secret)
    );
    Ok(())
}

#[test]
fn the_check_finds_the_missing_daemon_and_the_one_that_is_back() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let app = world.launch_driven(&["--show"])?;
    world.desktop.stop_notifications()?;
    examine(&app)?;

    app.says(&state("daemon"), "does not work")?;
    app.says(&state("rehearsal"), "does not work")?;
    app.says(&fact("click"), "Here no click can come back.")?;
    app.says(&id("doctor-summary"), "2 steps do not work.")?;
    app.click(&id("doctor-close"))?;
    app.lacks(&id("doctor-summary"))?;

    world.desktop.start_notifications()?;
    app.click(&id("warning-doctor"))?;
    app.says(&state("click"), "waits for you")?;
    app.lacks(&id("warning-notifications-unavailable"))?;
    world.desktop.close_notifications()?;
    app.reads(&fact("click"), "that nobody clicked", |words| {
        words.ends_with("without a click.")
    })?;
    app.says(&state("click"), "needs a look")
}

#[test]
fn quiet_hours_and_a_pause_are_told_and_keep_no_rehearsal_back() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let later = Timestamp::now().checked_add(SignedDuration::from_hours(1))?;
    world.change_settings(|settings| {
        let days = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        settings["notifications_paused_until"] = json!(later.as_millisecond());
        settings["privacy"] = json!(true);
        // From midnight to midnight.
        settings["quiet_hours"] = json!([{
            "days": days,
            "from": 0,
            "to": 0,
            "time_zone": "UTC",
            "environments": null,
            "failures_break_through": true,
        }]);
    })?;
    let app = world.launch_driven(&["--show"])?;
    examine(&app)?;

    world.notifications(1)?;
    app.says(&state("rehearsal"), "works")?;
    app.says(&state("announcing"), "needs a look")?;
    app.reads(&fact("announcing"), "what keeps ends back", |words| {
        words.starts_with("Ends are not announced as usual. Notifications are paused until ")
            && words.contains(" Quiet hours until ")
            && words.contains(": what failed or is blocked is told all the same.")
            && words.ends_with(" Notifications name no customer.")
    })?;
    Ok(())
}

/// From the settings, as a user comes to it.
fn examine(app: &Driven<'_>) -> Result<()> {
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    app.click(&id("settings-open"))?;
    app.click(&id("settings-doctor"))
}

fn state(step: &str) -> String {
    id(&format!("doctor-{step}-state"))
}

fn fact(step: &str) -> String {
    id(&format!("doctor-{step}-fact"))
}
