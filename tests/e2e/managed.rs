//! A computer that an administrator manages, and what helps whoever helps: what is set there holds whatever a page asks
//! for, and neither the logs nor the diagnostics tell of anybody.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde_json::{Value, json};
use xtask::eventually;

use crate::world::{
    Authority, Conditions, Driven, ELSEWHERE, LIMIT, OVERVIEW, QUIET, World, checked, id,
};

#[test]
fn what_an_administrator_set_is_shown_as_theirs_and_holds_whatever_a_page_asks_for() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let file = world.manage(
        "while_hidden = \"suspend_completely\"\n\
         quiet_seconds = 45\n\
         colour = \"teal\"\n\
         [rules.operations]\n\
         succeeded = false\n",
    )?;
    let app = world.launch_managed(&["--show"], &file)?;
    app.on(OVERVIEW)?
        .reads(&id("warning-managed-unreadable"), "the mistake", |words| {
            words.starts_with("Your administrator’s settings have a mistake.")
        })?;
    app.open_settings("watching")?;
    let set_by = format!("Set by your administrator ({})", file.display());
    app.says(&id("while-hidden-managed"), &set_by)?;
    app.says(&id("quiet-seconds-managed"), &set_by)?;
    suspends(&app)?;
    app.open_tab("notifications")?;
    app.says(&id("rules-managed"), &set_by)?;
    is_locked(&app, SUCCEEDED, false)?;
    app.open_tab("diagnostics")?;
    app.reads(&id("managed-problems"), "the wrong line", |words| {
        words.contains("Line 3: colour: there is no such setting")
    })?;

    // As a page would that was taken over. The last of them shows that the app has heard all of them.
    app.open_tab("look")?;
    for (command, arguments) in [
        ("set_while_hidden", json!({ "mode": "watch_quietly" })),
        ("set_quiet_seconds", json!({ "seconds": 15 })),
        ("set_rules", json!({ "rules": all_told() })),
        ("set_single_keys", json!({ "on": false })),
    ] {
        let answer = app.answer(INVOKE, vec![json!(command), arguments])?;
        assert_eq!(answer, "done", "{command}");
    }
    app.becomes(&checked("single-keys"), &json!(false))?;
    app.open_tab("watching")?;
    suspends(&app)?;
    app.open_tab("notifications")?;
    is_locked(&app, SUCCEEDED, false)?;

    // The user's own choices stay theirs.
    let settings = fs::read(world.data().join("settings.json"))?;
    let settings: Value = serde_json::from_slice(&settings)?;
    assert_eq!(settings["watch_quietly"], json!(true));
    assert_eq!(settings["quiet_seconds"], json!(QUIET.as_secs()));
    assert_eq!(settings["rules"]["operations"]["succeeded"], json!(true));
    Ok(())
}

#[test]
fn the_administrators_server_is_in_the_sign_in_window_and_stays_there() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let address = &world.atlas.address;
    let file = world.manage(&format!("server = \"{address}\"\n"))?;
    let app = world.launch_managed(&[], &file)?;
    app.on("Sign in")?;
    let field = format!("document.querySelector('{}')", id("signin-server"));
    app.becomes(&format!("{field}?.value"), &json!(address))?;
    app.becomes(&format!("{field}?.readOnly"), &json!(true))?;

    app.enter(&id("signin-token"), &world.atlas.token.secret)?;
    app.click(&id("signin-submit"))?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")
}

#[test]
fn who_is_signed_in_elsewhere_is_asked_to_sign_in_and_nothing_is_asked_there() -> Result<()> {
    let world = World::start(Conditions::default())?;
    world.pinned_operation()?;
    let file = world.manage("server = \"https://atlas.example.com\"\n")?;
    let app = world.launch_managed(&[], &file)?;
    app.on("Sign in")?
        .reads(&id("signin-problem"), "the other server", |words| {
            words.starts_with("Your administrator chose another server.")
        })?;
    assert_eq!(world.requests_since(Timestamp::UNIX_EPOCH)?, []);
    Ok(())
}

#[test]
fn who_comes_to_an_administrators_proxy_is_said_while_signing_in() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let authority = Authority::new()?;
    let nginx = world.nginx(&authority.identity(&[ELSEWHERE])?)?;
    world.trust(&authority)?;
    let (user, password) = ("ann", "canary-of-the-proxy");
    let proxy = world.tinyproxy(user, password)?;
    let address = format!("http://127.0.0.1:{}", proxy.port());
    let file = world.manage(&format!(
        "server = \"https://{ELSEWHERE}:{}/monitor\"\n\
         [proxy]\n\
         mode = \"manual\"\n\
         address = \"{address}\"\n",
        nginx.port()
    ))?;
    let app = world.launch_managed(&[], &file)?;
    app.on("Sign in")?
        .enter(&id("signin-token"), &world.atlas.token.secret)?;
    app.click(&id("signin-submit"))?;
    app.reads(&id("signin-problem"), "the proxy", |words| {
        words.starts_with("The proxy requires a sign-in.")
    })?;
    app.says(&id("proxy-address"), &address)?;
    app.enter(&id("proxy-user"), user)?;
    app.enter(&id("proxy-password"), password)?;
    app.click(&id("proxy-save"))?;
    app.reads(&id("proxy-password-state"), "the keyring", |words| {
        words.starts_with("Kept in the system keyring.")
    })?;

    app.click(&id("signin-submit"))?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    let settings = fs::read_to_string(world.data().join("settings.json"))?;
    let settings: Value = serde_json::from_str(&settings)?;
    let set = json!({ "address": address, "user": user });
    assert_eq!(settings["network"]["managed_user"], set);
    assert!(!settings.to_string().contains(password));
    Ok(())
}

#[test]
fn logs_and_diagnostics_tell_of_the_app_and_of_nobody() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{operation}")), "Running")?;
    app.open_settings("diagnostics")?;
    app.click(&id("detailed-logs"))?;
    app.becomes(&checked("detailed-logs"), &json!(true))?;
    app.click(&id("settings-close"))?;
    app.lacks(&id("settings-close"))?;
    app.click(&id("refresh"))?;

    let folder = world.data().join("logs");
    let log = folder.join("monitor.log");
    let written = eventually("the log to say what is asked", LIMIT, || {
        let text = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
        Ok(text.contains(": asking lane=").then_some(text))
    })?;
    tells_of_nobody(&world, &written);
    assert_eq!((mode(&folder)?, mode(&log)?), (0o700, 0o600));

    app.open_settings("diagnostics")?;
    let shown = format!(
        "document.querySelector('{}')?.value",
        id("diagnostics-text")
    );
    let text = eventually("the diagnostics", LIMIT, || {
        let text = app.value(&shown)?;
        let text = text.as_str().unwrap_or_default().to_owned();
        Ok(Some(text).filter(|text| text.contains("Last log lines:")))
    })?;
    for line in [
        "Account: e2e",
        "Reached through a proxy: no",
        "Ledger is a file: yes",
        "Quiet hours: off",
        "Privacy mode: no",
        "CA file: no",
        "Detailed logs: yes",
    ] {
        assert!(text.lines().any(|told| told == line), "{line}\n{text}");
    }
    assert!(text.contains(": asking lane="), "{text}");
    tells_of_nobody(&world, &text);

    app.click(&id("diagnostics-copy"))?;
    app.says(&id("diagnostics-copied"), "Copied, as it is shown here.")?;
    assert_eq!(world.clipboard()?, text);
    let settings = fs::read_to_string(world.data().join("settings.json"))?;
    let settings: Value = serde_json::from_str(&settings)?;
    assert_eq!(settings["log_level"], json!("detailed"));
    Ok(())
}

impl World {
    /// Writes what an administrator set.
    fn manage(&self, text: &str) -> Result<PathBuf> {
        let file = self.data().with_file_name("managed.toml");
        fs::write(&file, text).context("Failed to write the administrator's file")?;
        Ok(file)
    }

    fn launch_managed(&self, args: &[&str], file: &Path) -> Result<Driven<'_>> {
        let file = file.to_str().context("Failed to name the file")?;
        self.launch_driven(&[args, &["--managed", file]].concat())
    }
}

/// Nothing that the user, a customer or an operation is called by, and no token.
fn tells_of_nobody(world: &World, text: &str) {
    for name in ["Ann", "Contoso", "Northwind", "policy", "tam_", "earer"] {
        assert!(!text.contains(name), "{name}\n{text}");
    }
    assert!(!text.contains(&world.atlas.token.secret));
}

fn suspends(app: &Driven<'_>) -> Result<()> {
    is_locked(app, "while-hidden-suspend", true)?;
    let seconds = format!("document.querySelector('{}')?.value", id("quiet-seconds"));
    app.becomes(&seconds, &json!("45"))
}

fn is_locked(app: &Driven<'_>, testid: &str, on: bool) -> Result<()> {
    app.becomes(&checked(testid), &json!(on))?;
    let disabled = format!("document.querySelector('{}')?.disabled", id(testid));
    app.becomes(&disabled, &json!(true))
}

/// What a page would send that wants every ending told.
fn all_told() -> Value {
    json!({
        "operations": {
            "succeeded": true,
            "partially_succeeded": true,
            "blocked": true,
            "failed": true,
            "cancelled": true,
        },
        "packs": { "ready": true, "failed": true, "expired": true },
    })
}

fn mode(path: &Path) -> Result<u32> {
    use std::os::unix::fs::PermissionsExt;

    Ok(fs::metadata(path)?.permissions().mode() & 0o777)
}

/// The rule for operations that succeeded.
const SUCCEEDED: &str = "rule-outcome-succeeded";
const INVOKE: &str = "window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])\
    .then(() => done('done'), (error) => done(`refused: ${error.message ?? error}`));";
