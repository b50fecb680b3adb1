//! Looking around without an account: the sign-in window leads into the demo, and out of it nothing is kept.

use anyhow::Result;

use crate::world::{Conditions, World, id};

#[test]
fn the_demo_is_one_click_away_from_the_sign_in_window_and_leads_back_to_it() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let app = world.launch_to_sign_in()?;
    app.click(&id("signin-demo"))?;

    app.on("TenantAtlas Monitor")?
        .says(&id("health-line"), "Connected")?;
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
