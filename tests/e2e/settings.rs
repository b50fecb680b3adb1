//! Settings: what is chosen holds at once and everywhere, and still does after a restart; and the start at login.

use std::fs;
use std::path::Path;

use anyhow::Result;
use serde_json::json;
use xtask::eventually;

use crate::world::{BINARY, Conditions, LIMIT, OVERVIEW, World, checked, id};

#[test]
fn what_is_set_still_holds_after_a_restart() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let entry = world
        .desktop
        .home()
        .join(".config/autostart/tenantatlas-monitor.desktop");
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.open_settings("look")?;
    app.click(&id("appearance-dark"))?;
    app.becomes(THEME, &json!("dark"))?;
    app.click(&id("single-keys"))?;
    app.becomes(&checked("single-keys"), &json!(false))?;
    app.click(&id("language-de"))?;
    app.becomes(SPOKEN, &json!("de"))?;

    app.open_tab("notifications")?;
    app.becomes(&checked(SUCCEEDED), &json!(true))?;
    app.click(&id(SUCCEEDED))?;
    app.becomes(&checked(SUCCEEDED), &json!(false))?;

    assert!(!entry.exists());
    app.open_tab("start")?;
    app.click(&id("autostart"))?;
    app.becomes(&checked("autostart"), &json!(true))?;
    assert_eq!(exec(&entry)?, command(&world)?);
    drop(app);

    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.open_settings("notifications")?;
    app.becomes(THEME, &json!("dark"))?;
    app.becomes(SPOKEN, &json!("de"))?;
    app.becomes(&checked(SUCCEEDED), &json!(false))?;
    app.open_tab("look")?;
    app.becomes(&checked("appearance-dark"), &json!(true))?;
    app.becomes(&checked("language-de"), &json!(true))?;
    app.becomes(&checked("single-keys"), &json!(false))?;
    app.open_tab("start")?;
    app.becomes(&checked("autostart"), &json!(true))?;

    app.click(&id("autostart"))?;
    app.becomes(&checked("autostart"), &json!(false))?;
    assert!(!entry.exists());
    Ok(())
}

#[test]
fn another_language_is_spoken_at_once_by_window_and_tray() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{operation}")), "Running")?;
    app.open_settings("look")?;
    for (language, tab, summary, entry) in [
        ("de", "Darstellung", "1 beobachtet", "Vorgang"),
        ("en", "Appearance", "1 watched", "Operation"),
    ] {
        app.click(&id(&format!("language-{language}")))?;
        app.says(&id("settings-tab-look"), tab)?;
        app.says(&id("summary"), summary)?;
        world.tray_entry(&format!("{entry} #{operation} "))?;
        let tooltip = format!("TenantAtlas Monitor\n{summary}");
        eventually(&format!("the tooltip {summary:?}"), LIMIT, || {
            Ok((world.desktop.tray_tooltip()? == tooltip).then_some(()))
        })?;
        world.tray_begins(summary)?;
    }
    Ok(())
}

#[test]
fn started_at_login_it_stays_in_the_tray_even_where_the_token_is_refused() -> Result<()> {
    let world = World::start(Conditions::default())?;
    // With nothing pinned nothing would be asked, and nothing refused.
    world.pinned_operation()?;
    world.run(world.atlas.gateway.tokens().revoke(world.atlas.token.id))?;
    let _app = world.launch(&["--autostart"])?;

    // Until there is a session the menu cannot open the overview; from then on it asks to sign in only where it must.
    world.tray_entry("Open overview")?;
    world.tray_entry("Sign in")?;
    assert_eq!(world.desktop.windows()?, []);

    world.choose("Sign in")?;
    world.desktop.wait_for_window("Sign in to")?;
    Ok(())
}

/// What the autostart file starts.
fn exec(entry: &Path) -> Result<String> {
    let text = fs::read_to_string(entry)?;
    let line = text.lines().find_map(|line| line.strip_prefix("Exec="));
    Ok(line.unwrap_or_default().to_owned())
}

/// None of these paths has a character that would be escaped.
fn command(world: &World) -> Result<String> {
    let program = fs::canonicalize(BINARY)?;
    let (program, data) = (program.display(), world.data());
    Ok(format!(
        "\"{program}\" --autostart --data \"{}\"",
        data.display()
    ))
}

/// The rule for operations that succeeded.
const SUCCEEDED: &str = "rule-outcome-succeeded";
const THEME: &str = "document.documentElement.dataset.theme";
const SPOKEN: &str = "document.documentElement.lang";
