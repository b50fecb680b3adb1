//! What a page may do, tried from inside the page, as a page that was taken over would.
//!
//! Which commands there are is read from the app's own permissions: a new one is tried without being named here.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::pinned::alone_in_its_window;
use crate::world::{Conditions, Driven, OVERVIEW, World, id};

#[test]
fn a_pinned_window_may_ask_about_its_own_operation_and_load_nothing_from_elsewhere() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = alone_in_its_window(&world, operation)?;

    assert_eq!(invoke(&app, "refresh_operation", json!({}))?, "done");
    let twice = json!({ "value": 2.0 });
    assert_eq!(
        invoke(&app, "plugin:webview|set_webview_zoom", twice)?,
        "done"
    );
    refuses_the_rest(&app, include_str!("../../src-tauri/capabilities/run.json"))?;
    assert_eq!(world.desktop.notifications()?, []);
    assert_eq!(world.desktop.windows()?.len(), 1);

    let frozen = app.answer("done(Object.isFrozen(Object.prototype));", vec![])?;
    assert_eq!(frozen, json!(true));

    let outside = format!("{}/api/v1/health", world.atlas.address);
    let blocked = app.answer(BREAK_OUT, vec![json!(outside)])?;
    assert_eq!(
        blocked,
        json!([
            "connect-src",
            "img-src",
            "script-src-elem",
            "style-src-elem"
        ])
    );
    let requests = world.requests_since(Timestamp::UNIX_EPOCH)?;
    assert!(
        requests.iter().all(|entry| entry.lane.is_some()),
        "the page reached the network: {requests:?}"
    );
    Ok(())
}

#[test]
fn the_overview_may_neither_sign_in_nor_speak_for_a_pinned_window() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;

    assert_eq!(invoke(&app, "refresh", json!({}))?, "done");
    refuses_the_rest(&app, include_str!("../../src-tauri/capabilities/main.json"))
}

#[test]
fn the_sign_in_window_may_do_nothing_but_sign_in() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let app = world.launch_to_sign_in()?;

    let page = json!({ "modalOpen": false, "hidden": false });
    assert_eq!(invoke(&app, "report_page", page)?, "done");
    refuses_the_rest(
        &app,
        include_str!("../../src-tauri/capabilities/sign-in.json"),
    )
}

/// The app that has the lock of the data folder may be another one, and writes there.
#[test]
fn the_overview_of_a_start_in_the_demo_changes_nothing_of_the_users() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let settings = || std::fs::read_to_string(world.data().join("settings.json"));
    let before = settings()?;
    let app = world.launch_driven(&["--demo", "--show"])?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;

    let proxy = json!({ "mode": "none", "address": "", "user": "" });
    let proxy = json!({ "proxy": proxy, "password": null });
    assert_eq!(invoke(&app, "set_proxy", proxy)?, "done");
    let german = json!({ "language": "de" });
    assert_eq!(invoke(&app, "set_language", german)?, "done");
    // One request after the other: the first was done with before this one.
    app.says(&id("health-line"), "Verbunden")?;
    assert_eq!(settings()?, before);
    Ok(())
}

/// Whatever the window's capability does not name is refused before its arguments are read, so that none are needed.
fn refuses_the_rest(app: &Driven<'_>, capability: &str) -> Result<()> {
    for command in forbidden(capability)? {
        let answer = invoke(app, &command, json!({}))?;
        assert_eq!(
            answer,
            format!("refused: Command {command} not allowed by ACL")
        );
    }
    Ok(())
}

/// The app's commands that other windows may call, and the library's that no window may.
fn forbidden(capability: &str) -> Result<BTreeSet<String>> {
    let granted: Capability = serde_json::from_str(capability)?;
    let permissions: Permissions =
        toml::from_str(include_str!("../../src-tauri/permissions/windows.toml"))
            .context("Failed to read the permissions")?;
    let (mine, others): (Vec<_>, Vec<_>) = permissions
        .permission
        .into_iter()
        .partition(|permission| granted.permissions.contains(&permission.identifier));
    ensure!(
        mine.len() == 2 && others.len() == 2,
        "a window may what any window may, and what is its own: {granted:?}"
    );
    let own: BTreeSet<_> = commands(mine).collect();
    let forbidden = commands(others).filter(|command| !own.contains(command));
    Ok(forbidden.chain(NOBODYS.map(str::to_owned)).collect())
}

fn commands(permissions: Vec<Permission>) -> impl Iterator<Item = String> {
    permissions
        .into_iter()
        .flat_map(|permission| permission.commands.allow)
}

#[derive(Debug, Deserialize)]
struct Capability {
    permissions: Vec<String>,
}

#[derive(Deserialize)]
struct Permissions {
    permission: Vec<Permission>,
}

#[derive(Deserialize)]
struct Permission {
    identifier: String,
    commands: Commands,
}

#[derive(Deserialize)]
struct Commands {
    allow: Vec<String>,
}

fn invoke(app: &Driven<'_>, command: &str, arguments: Value) -> Result<String> {
    let answer = app.answer(INVOKE, vec![json!(command), arguments])?;
    Ok(answer.as_str().unwrap_or_default().to_owned())
}

/// Ways to events, notifications, pages, files and windows that go past the app.
const NOBODYS: [&str; 6] = [
    "plugin:dialog|open",
    "plugin:event|emit",
    "plugin:notification|notify",
    "plugin:opener|open_url",
    "plugin:webview|create_webview_window",
    "plugin:window|set_title",
];

const INVOKE: &str = "window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])\
    .then(() => done('done'), (error) => done(`refused: ${error.message ?? error}`));";

/// Four ways out of a page; answers which directive of the policy stopped each.
const BREAK_OUT: &str = "
    const outside = arguments[0];
    const stopped = new Set();
    document.addEventListener('securitypolicyviolation', (event) => {
        stopped.add(event.effectiveDirective);
        if (stopped.size === 4) done([...stopped].sort());
    });
    const script = document.createElement('script');
    script.textContent = 'window.escaped = true;';
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = outside;
    document.head.append(script, style);
    new Image().src = outside;
    fetch(outside, { mode: 'no-cors' }).catch(() => undefined);
";
