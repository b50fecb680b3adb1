//! Signing in and being signed out: a token lives in the keyring alone, and one that no longer works says so.

use std::fs;
use std::path::Path;

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};

use crate::world::{Conditions, OLD, World, id};

#[test]
fn a_wrong_token_is_refused_and_a_right_one_is_kept_in_the_keyring_alone() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let app = world.launch_to_sign_in()?;
    let wrong = format!("tam_{}", "0".repeat(64));
    app.sign_in(&wrong)?;
    app.reads_refusal()?;
    assert_eq!(world.kept_token()?, None);

    let secret = &world.atlas.token.secret;
    app.sign_in_to_overview(secret)?
        .says(&id("health-line"), "Connected")?;
    assert_eq!(world.kept_token()?.as_ref(), Some(secret));
    for folder in [world.data().as_path(), world.desktop.home()] {
        assert_eq!(files_with(folder, secret.as_bytes())?, Vec::<String>::new());
    }
    Ok(())
}

#[test]
fn a_revoked_token_leads_to_the_sign_in_window_and_a_fresh_one_back_to_the_pins() -> Result<()> {
    let (world, operation) = signed_out_with_an_operation()?;
    let app = world.launch_to_sign_in()?;
    app.sign_in_to_overview(&world.atlas.token.secret)?
        .says(&id("health-line"), "Connected")?;
    app.click(&id(&format!("pin-{operation}")))?;
    world.tray_state(operation, "Running")?;

    world.run(world.atlas.gateway.tokens().revoke(world.atlas.token.id))?;
    app.click(&id("refresh"))?;
    app.reads_refusal()?;
    world.stays_signed_out()?;

    let fresh = world.run(world.atlas.issue())?;
    app.sign_in_to_overview(&fresh.secret)?
        .says(&id("summary"), "1 watched")?;
    assert_eq!(world.kept_token()?, Some(fresh.secret));
    Ok(())
}

#[test]
fn a_token_that_expires_while_it_is_used_leads_to_the_sign_in_window_by_itself() -> Result<()> {
    let (world, operation) = signed_out_with_an_operation()?;
    let app = world.launch_to_sign_in()?;
    let token = &world.atlas.token;
    app.sign_in_to_overview(&token.secret)?
        .says(&id(&format!("status-{operation}")), "Running")?;

    // An active list asks every ten seconds, so that the end of the token is noticed without a click.
    let expires = Timestamp::now() + SOON;
    world.expire_token(token.id, expires)?;
    app.reads_refusal()?;
    assert!(Timestamp::now() >= expires, "refused before it expired");
    world.stays_signed_out()?;
    Ok(())
}

fn signed_out_with_an_operation() -> Result<(World, i64)> {
    let world = World::start(Conditions::signed_out())?;
    let operation = world.run(world.atlas.running(OLD))?;
    Ok((world, operation))
}

const SOON: SignedDuration = SignedDuration::from_secs(3);

/// The names of the files below a folder that contain the secret.
pub(crate) fn files_with(folder: &Path, secret: &[u8]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // Sockets, and what vanishes while we look, hold no secret.
        let Ok(kind) = fs::symlink_metadata(&path) else {
            continue;
        };
        if kind.is_dir() {
            match files_with(&path, secret) {
                Ok(below) => found.extend(below),
                Err(_) if !path.exists() => {}
                Err(error) => return Err(error),
            }
        } else if fs::read(&path)
            .is_ok_and(|bytes| bytes.windows(secret.len()).any(|part| part == secret))
        {
            found.push(path.display().to_string());
        }
    }
    Ok(found)
}
