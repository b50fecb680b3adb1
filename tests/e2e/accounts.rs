//! Two accounts at once, at two servers: each has its own rows, ends and pins, and what befalls one is nothing to the other.

use anyhow::Result;
use serde_json::json;
use tenantatlas_simulator::{NewOperation, Outcome};
use xtask::eventually;

use crate::instance::{again, start};
use crate::links::link;
use crate::pinned::title;
use crate::world::{ACCOUNT, Conditions, Driven, LIMIT, OLD, OVERVIEW, World, id};

#[test]
fn an_account_beside_the_shown_one_is_told_by_its_host_and_a_revoked_one_leaves_the_other_alone()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let other = world.another()?;
    let here = world.pinned_operation()?;
    // Both servers count from the same number.
    let new = NewOperation::new("policy.sync").in_environment(other.northwind, other.contoso);
    let new = new.by(other.ann).created_ago(OLD).id(9_001);
    let there = world.run(other.plant.queue(new))?;
    world.run(other.plant.start(there))?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&status(here), "Running")?;
    add_account(&app, &other.address, &other.token.secret)?;
    let (host_here, host_there) = (world.atlas.host(), other.host());
    app.reads(OTHERS, "the account beside it", |words| {
        words.starts_with(host_here)
    })?;
    app.click(&id(&format!("pin-{there}")))?;
    app.says(&status(there), "Running")?;
    app.lacks(&status(here))?;

    world.run(world.atlas.plant.complete(here, Outcome::Failed))?;
    let told = world.notifications(1)?;
    let bodies: Vec<_> = told.iter().map(|one| one.body.clone()).collect();
    let body = format!("Contoso Production · Operation #{here}\n{host_here}");
    assert_eq!(bodies, [body]);
    world.all_is_told()?;
    world.tray_entry(&format!("{host_here}: "))?;

    world.choose(&format!("{host_here}: "))?;
    reads_account(&app, host_here)?;
    app.says(&id(&format!("outcome-{here}")), "Failed")?;
    app.lacks(&status(there))?;

    world.run(other.gateway.tokens().revoke(other.token.id))?;
    app.reads_refusal()?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    app.says(OTHERS, &format!("{host_there} Signed out"))?;
    let fresh = world.run(other.issue())?;
    app.on(SIGN_IN)?;
    app.sign_in_at(&other.address, &fresh.secret)?;
    reads_account(&app, host_there)?;
    app.says(&status(there), "Running")
}

#[test]
fn links_of_an_account_beside_the_shown_one_are_followed_there_and_signing_out_shows_it()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let other = world.another()?;
    let here = world.pinned_operation()?;
    let linked = world.run(world.atlas.running(OLD))?;
    let last = world.run(world.atlas.running(OLD))?;
    // Both servers count from the same number.
    world.run(other.queued(OLD))?;
    let twin = world.run(other.queued(OLD))?;
    assert_eq!(linked, twin);
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.click(&id(&format!("open-{here}")))?;
    app.on(&title(here))?.says(&id("run-status"), "Running")?;
    add_account(&app, &other.address, &other.token.secret)?;

    start(again(&world).arg(link(linked, &world.atlas.address)))?;
    app.on(&title(linked))?.says(&id("run-status"), "Running")?;
    let own = [here, linked].map(|operation| (ACCOUNT.to_owned(), operation));
    eventually("the pin where the link leads", LIMIT, || {
        Ok((world.pinned_by_account()? == own).then_some(()))
    })?;
    reads_account(&app, other.host())?;
    app.says(&status(twin), "Queued for execution")?;

    // The window goes on with its own account, whichever is shown.
    world.run(world.atlas.plant.complete(here, Outcome::Succeeded))?;
    app.on(&title(here))?
        .says(&id("run-outcome"), "Succeeded")?;
    drop(app);

    // Where the keyring gives the other's token first, the link waits for its own.
    let link = link(last, &world.atlas.address);
    let app = world.launch_driven(&["--show", &link])?;
    app.on(&title(last))?.says(&id("run-status"), "Running")?;
    reads_account(&app, other.host())?;

    app.open_settings("account")?;
    app.click(&id("sign-out"))?;
    reads_account(&app, world.atlas.host())?;
    app.lacks(OTHERS)?;
    app.says(&id(&format!("outcome-{here}")), "Succeeded")?;
    app.on(&title(last))?.says(&id("run-status"), "Running")
}

#[test]
fn a_link_of_the_account_beside_a_signed_out_one_is_followed_and_asks_nobody_to_sign_in()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let other = world.another()?;
    let linked = world.run(world.atlas.running(OLD))?;
    let app = world.launch_driven(&["--show"])?;
    add_account(&app, &other.address, &other.token.secret)?;
    drop(app);
    world.lose_token_of_another()?;

    let app = world.launch_driven(&["--show"])?;
    app.on(SIGN_IN)?;
    world.close(SIGN_IN)?;
    start(again(&world).arg(link(linked, &world.atlas.address)))?;
    app.on(&title(linked))?.says(&id("run-status"), "Running")?;
    assert!(world.desktop.window(SIGN_IN).is_err());

    // Whoever has no token is asked for one.
    start(again(&world).arg(link(linked, &other.address)))?;
    app.on(SIGN_IN)?;
    Ok(())
}

#[test]
fn signing_out_of_an_account_beside_the_shown_one_says_that_the_keyring_keeps_its_token()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let other = world.another()?;
    let app = world.launch_driven(&["--show"])?;
    add_account(&app, &other.address, &other.token.secret)?;

    world.desktop.lock_keyring()?;
    app.open_settings("account")?;
    app.click("[data-testid^=\"account-sign-out-\"]")?;
    world.desktop.dismiss_keyring()?;
    app.reads(&id("account-parted"), "that it is kept", |words| {
        words.contains(world.atlas.host()) && words.contains("keeps the token for now.")
    })?;
    app.lacks(OTHERS)
}

#[test]
fn quiet_hours_of_one_accounts_environment_keep_nothing_back_of_the_others_with_that_number()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let other = world.another()?;
    assert_eq!(world.atlas.contoso, other.contoso);
    let here = world.pinned_operation()?;
    let new = NewOperation::new("policy.sync").in_environment(other.northwind, other.contoso);
    let new = new.by(other.ann).created_ago(OLD).id(9_001);
    let there = world.run(other.plant.queue(new))?;
    world.run(other.plant.start(there))?;
    quieten(&world)?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&status(here), "Running")?;
    add_account(&app, &other.address, &other.token.secret)?;
    app.click(&id(&format!("pin-{there}")))?;
    app.says(&status(there), "Running")?;

    world.run(world.atlas.plant.complete(here, Outcome::Failed))?;
    has_ended(&world, &[(here, false)])?;
    world.run(other.plant.complete(there, Outcome::Failed))?;
    has_ended(&world, &[(here, false), (there, true)])?;
    let told = world.notifications(1)?;
    let bodies: Vec<_> = told.iter().map(|one| one.body.clone()).collect();
    let body = format!("Contoso Production · Operation #{there}\n{}", other.host());
    assert_eq!(bodies, [body]);

    // Their environment has a number here, and no name of the other tenant.
    app.open_settings("notifications")?;
    app.reads(&id("quiet-places-0"), "whose hours they are", |words| {
        words.contains(&format!("Environment #{}", other.contoso)) && !words.contains("Contoso")
    })?;
    Ok(())
}

/// The account that is signed in at first has quiet hours for its environment, always and of failures too.
fn quieten(world: &World) -> Result<()> {
    let environment = world.atlas.contoso;
    world.change_settings(|settings| {
        let account = settings["account"]["id"].clone();
        settings["quiet_hours"] = json!([{
            "account": account,
            "days": DAYS,
            "from": 0,
            "to": 0,
            "time_zone": "UTC",
            "environments": [environment],
            "failures_break_through": false,
        }]);
    })
}

/// Waits until these are the ends that the ledger has, with whether each was told.
fn has_ended(world: &World, ends: &[(i64, bool)]) -> Result<()> {
    eventually(&format!("the ends {ends:?}"), LIMIT, || {
        Ok((world.ends()? == ends).then_some(()))
    })
}

/// Signs in at another server too, by the settings, and waits until the overview shows that account.
pub(crate) fn add_account(app: &Driven<'_>, server: &str, token: &str) -> Result<()> {
    app.on(OVERVIEW)?.open_settings("account")?;
    app.click(&id("account-add"))?;
    app.on(SIGN_IN)?;
    app.sign_in_at(server, token)?;
    reads_account(app, server.trim_start_matches("http://"))
}

fn reads_account(app: &Driven<'_>, host: &str) -> Result<()> {
    app.on(OVERVIEW)?
        .reads(&id("account"), "the account", |words| words.ends_with(host))?;
    Ok(())
}

fn status(operation: i64) -> String {
    id(&format!("status-{operation}"))
}

const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const OTHERS: &str = "[data-testid=\"other-accounts\"]";
const SIGN_IN: &str = "Sign in";
