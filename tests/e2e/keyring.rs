//! The keyring as it can be: locked, missing, refusing, or late with its answer. What is said of the token, and where it is.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Result, ensure};
use xtask::{Desktop, eventually};

use crate::instance::{again, start};
use crate::links::link;
use crate::pinned::title;
use crate::signing_in::files_with;
use crate::world::{BINARY, Conditions, Driven, LIMIT, OLD, OVERVIEW, World, id};

#[test]
fn a_locked_keyring_is_told_and_asked_again_it_leads_to_the_overview_and_where_a_link_led_meanwhile()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.run(world.atlas.running(OLD))?;
    world.desktop.lock_keyring()?;
    let app = launch_prompted(&world, Desktop::dismiss_keyring)?;
    app.on(SIGN_IN)?
        .reads(&id("signin-problem"), "that it is locked", |words| {
            words.contains("in the system keyring, which is locked.")
        })?;

    app.click(&id("signin-ask-keyring"))?;
    app.reads(&id("signin-asking"), "that it is asked", |words| {
        words.starts_with("Asking the keyring")
    })?;
    start(again(&world).arg(link(operation, &world.atlas.address)))?;
    assert!(world.desktop.window(&title(operation)).is_err());
    world.desktop.unlock_keyring()?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    assert_eq!(app.text(&id("warning-keyring-unavailable"))?, None);
    app.on(&title(operation))?
        .says(&id("run-status"), "Running")?;
    world.tray_state(operation, "Running")
}

#[test]
fn a_prompt_that_is_answered_late_still_keeps_the_token() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    world.desktop.lock_keyring()?;
    let secret = &world.atlas.token.secret;
    let app = world.launch_to_sign_in()?;
    app.sign_in(secret)?;
    app.reads(&id("signin-problem"), "that it is silent", |words| {
        words.starts_with("The system keyring did not answer.")
    })?;

    app.click(&id("signin-memory"))?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    reads_that_it_is_in_memory(&app)?;
    assert_eq!(app.text(&id("warning-keep-token"))?, None);
    world.desktop.unlock_keyring()?;
    app.lacks(&id("warning-keyring-unavailable"))?;
    assert_eq!(world.kept_token()?.as_ref(), Some(secret));
    Ok(())
}

#[test]
fn without_a_keyring_the_token_lives_in_memory_by_consent_until_there_is_one() -> Result<()> {
    let world = World::start(Conditions {
        keyring: false,
        ..Conditions::signed_out()
    })?;
    let secret = &world.atlas.token.secret;
    let app = world.launch_to_sign_in()?;
    app.sign_in(secret)?;
    app.reads(&id("signin-problem"), "that there is none", |words| {
        words.starts_with("This computer has no system keyring.")
    })?;

    app.click(&id("signin-memory"))?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    reads_that_it_is_in_memory(&app)?;
    for folder in [world.data().as_path(), world.desktop.home()] {
        assert_eq!(files_with(folder, secret.as_bytes())?, Vec::<String>::new());
    }

    world.desktop.start_keyring()?;
    app.click(&id("warning-keep-token"))?;
    app.lacks(&id("warning-keyring-unavailable"))?;
    assert_eq!(world.kept_token()?.as_ref(), Some(secret));
    Ok(())
}

#[test]
fn a_keyring_that_refuses_the_kept_token_is_told_and_asked_again_once_it_is_allowed() -> Result<()>
{
    let world = World::start(Conditions::default())?;
    world.desktop.refuse_keyring()?;
    let app = world.launch_driven(&["--show"])?;
    app.on(SIGN_IN)?
        .reads(&id("signin-problem"), "that it refuses", |words| {
            words.contains("The system keyring refused to give the saved token.")
        })?;

    world.desktop.allow_keyring()?;
    app.click(&id("signin-ask-keyring"))?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    assert_eq!(app.text(&id("warning-keyring-unavailable"))?, None);
    Ok(())
}

#[test]
fn a_keyring_that_refuses_a_new_token_is_told_and_keeps_it_once_it_is_allowed() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let secret = &world.atlas.token.secret;
    world.desktop.refuse_keyring()?;
    let app = world.launch_to_sign_in()?;
    app.sign_in(secret)?;
    app.reads(&id("signin-problem"), "that it refuses", |words| {
        words.starts_with("The system keyring refused the token.")
    })?;
    app.click(&id("signin-memory"))?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    reads_that_it_is_in_memory(&app)?;

    world.desktop.allow_keyring()?;
    assert_eq!(world.kept_token()?, None);
    app.click(&id("warning-keep-token"))?;
    app.lacks(&id("warning-keyring-unavailable"))?;
    assert_eq!(world.kept_token()?.as_ref(), Some(secret));
    Ok(())
}

#[test]
fn signing_out_says_what_became_of_the_token_and_a_locked_one_goes_at_the_next_start() -> Result<()>
{
    let world = World::start(Conditions::default())?;
    let app = world.launch_driven(&["--show"])?;
    sign_out(&app)?;
    app.on(SIGN_IN)?
        .reads(&id("signin-parting"), "that it was removed", |words| {
            words.ends_with("The token was removed from the system keyring.")
        })?;
    assert_eq!(world.kept_token()?, None);

    app.sign_in_to_overview(&world.atlas.token.secret)?;
    world.desktop.lock_keyring()?;
    sign_out(&app)?;
    world.desktop.dismiss_keyring()?;
    app.on(SIGN_IN)?
        .reads(&id("signin-parting"), "that it is kept", |words| {
            words.contains("is locked and keeps the token for now.")
        })?;
    drop(app);

    let _app = launch_prompted(&world, Desktop::unlock_keyring)?;
    eventually("the token to leave the keyring", LIMIT, || {
        Ok(world.kept_token()?.is_none().then_some(()))
    })
}

#[test]
fn the_command_line_and_the_app_have_one_account_in_one_keyring() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let secret = &world.atlas.token.secret;
    let desktop = &world.desktop;
    let login = command_line(&world, &["login", "--server", &world.atlas.address])?;
    let (code, said) = ran(login, secret, || Ok(()))?;
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(world.kept_token()?.as_ref(), Some(secret));
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    drop(app);

    desktop.lock_keyring()?;
    let list = command_line(&world, &["list"])?;
    let (code, said) = ran(list, "", || desktop.dismiss_keyring())?;
    assert_eq!(code, Some(3), "{said}");
    assert!(
        said.starts_with("The keyring is locked. Unlock it"),
        "{said}"
    );
    let list = command_line(&world, &["list"])?;
    let (code, said) = ran(list, "", || desktop.unlock_keyring())?;
    assert_eq!(code, Some(0), "{said}");

    let logout = command_line(&world, &["logout"])?;
    let (code, said) = ran(logout, "", || Ok(()))?;
    let removed = "Signed out. The token was removed from the keyring.\n";
    assert_eq!((code, said.as_str()), (Some(0), removed));
    assert_eq!(world.kept_token()?, None);
    world.launch_to_sign_in()?;
    Ok(())
}

/// Starts the app, which opens a window only when the keyring's prompt was answered: so it is meanwhile.
fn launch_prompted(
    world: &World,
    answer: impl FnOnce(&Desktop) -> Result<()> + Send,
) -> Result<Driven<'_>> {
    let desktop = &world.desktop;
    thread::scope(|scope| {
        let answering = scope.spawn(move || answer(desktop));
        let app = world.launch_driven(&["--show"]);
        answering.join().expect("nobody panics there")?;
        app
    })
}

fn reads_that_it_is_in_memory(app: &Driven<'_>) -> Result<()> {
    let warning = id("warning-keyring-unavailable");
    app.reads(&warning, "that the token is in memory", |words| {
        words.starts_with("The token is kept for this session only.")
    })?;
    Ok(())
}

fn sign_out(app: &Driven<'_>) -> Result<()> {
    app.on(OVERVIEW)?.open_settings("account")?;
    app.click(&id("sign-out"))
}

/// The command line's program, which is built with this test.
pub(crate) fn command_line(world: &World, arguments: &[&str]) -> Result<Command> {
    let program = Path::new(BINARY).with_file_name("tenantatlas");
    ensure!(
        program.is_file(),
        "tenantatlas is not built beside the app: build the whole workspace"
    );
    let mut command = world.desktop.command(program);
    command
        .args(arguments)
        .arg("--data")
        .arg(world.data())
        .env_remove("TENANTATLAS_TOKEN")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    Ok(command)
}

/// Its exit code and what it said, with something done meanwhile.
pub(crate) fn ran(
    mut command: Command,
    input: &str,
    meanwhile: impl FnOnce() -> Result<()>,
) -> Result<(Option<i32>, String)> {
    let mut child = command.spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that reads nothing may be gone already.
        drop(stdin.write_all(input.as_bytes()));
    }
    meanwhile()?;
    let output = child.wait_with_output()?;
    Ok((output.status.code(), String::from_utf8(output.stderr)?))
}

const SIGN_IN: &str = "Sign in";
