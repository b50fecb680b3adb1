//! Looking around without an account: the sign-in window leads into the demo, and out of it nothing is kept. A start in the
//! demo is nothing else.

use anyhow::Result;
use xtask::eventually;

use crate::instance::again;
use crate::world::{Conditions, LIMIT, OVERVIEW, World, id};

#[test]
fn the_demo_is_one_click_away_from_the_sign_in_window_and_leads_back_to_it() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let app = world.launch_to_sign_in()?;
    app.click(&id("signin-demo"))?;

    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    app.says(&id("demo-mark"), "Demo")?;
    // The invented tenants are there, and what is watched of them.
    app.reads(&id("summary"), "what is watched", |words| {
        words.ends_with(" watched") && words != "Nothing watched"
    })?;
    assert_eq!(world.kept_token()?, None);
    assert!(!world.data().join("ledger.sqlite").exists());

    app.open_settings("account")?;
    app.click(&id("sign-out"))?;
    app.on("Sign in")?
        .says(&id("signin-demo"), "Look around in the demo")?;
    Ok(())
}

/// Beside it another app may have the account, and the ledger's file.
#[test]
fn a_start_in_the_demo_that_fails_ends_and_leaves_the_account_alone() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let mut command = again(&world);
    command.arg("--demo").env("TMPDIR", "/nonexistent");
    let log = world.desktop.home().join("no-demo.log");
    let mut app = world
        .desktop
        .launch("tenantatlas-monitor", &mut command, &log)?;
    let status = eventually("the app to end", LIMIT, || app.ended())?;
    assert_eq!(status.code(), Some(1), "{}", app.said());
    assert!(app.said().contains("the demo could not begin"));
    assert!(!world.data().join("ledger.sqlite").exists());
    Ok(())
}
