//! `watch`: exit codes, events and lines.

use serde_json::Value;
use tenantatlas_simulator::Outcome;

use crate::world::{World, line_with, lines, next, ran, within};

#[tokio::test]
async fn the_exit_code_says_how_it_ended_where_that_is_asked_for() {
    let world = World::new().await;
    for (outcome, code) in [
        (Outcome::Succeeded, 0),
        (Outcome::Failed, 1),
        (Outcome::Blocked, 1),
        (Outcome::Cancelled, 1),
        (Outcome::PartiallySucceeded, 2),
    ] {
        let id = world.completed(outcome).await.to_string();
        let asked = world.run(&["watch", &id, "--exit-status"]).await;
        assert_eq!(asked.code, Some(code), "{outcome}: {asked:?}");
        let plain = world.run(&["watch", &id]).await;
        assert_eq!(plain.code, Some(0), "{outcome}: {plain:?}");
    }
}

#[tokio::test]
async fn an_outcome_that_nobody_knows_is_no_success() {
    let world = World::new().await;
    let id = world.running().await;
    let raw = world.plant.write_raw_status(id, "completed", "glorious");
    raw.await.unwrap();
    let id = id.to_string();
    let ran = world.run(&["watch", &id, "--exit-status"]).await;
    assert_eq!(ran.code, Some(3), "{ran:?}");
    assert!(ran.out.contains("Unknown outcome"), "{ran:?}");
}

#[tokio::test]
async fn of_several_a_failure_counts_and_all_are_waited_for() {
    let world = World::new().await;
    let (first, second) = (world.running().await, world.running().await);
    let ids = [first.to_string(), second.to_string()];
    let mut command = world.command(&["watch", &ids[0], &ids[1], "--exit-status", "--json"]);
    let mut child = command.spawn().unwrap();
    let mut told = lines(child.stdout.take());
    let failed = world.plant.complete(first, Outcome::Failed);
    failed.await.unwrap();
    line_with(&mut told, r#""ended":"failed""#).await;
    assert!(child.try_wait().unwrap().is_none(), "the second is running");

    let succeeded = world.plant.complete(second, Outcome::Succeeded);
    succeeded.await.unwrap();
    line_with(&mut told, r#""ended":"succeeded""#).await;
    let status = within(child.wait()).await.unwrap();
    assert_eq!(status.code(), Some(1));
}

#[tokio::test]
async fn each_event_is_one_line_of_json_and_the_last_says_how_it_ended() {
    let world = World::new().await;
    let id = world.queued().await;
    let mut command = world.command(&["watch", &id.to_string(), "--json"]);
    let mut child = command.spawn().unwrap();
    let mut told = lines(child.stdout.take());

    let first: Value = serde_json::from_str(&next(&mut told).await).unwrap();
    assert_eq!(first["event"], "operation");
    assert_eq!(first["id"], id);
    assert_eq!(first["type"], "policy.sync");
    assert_eq!(first["status"], "queued");
    assert_eq!(first["ended"], Value::Null);
    assert_eq!(first["environment"]["name"], "Contoso");

    world.plant.start(id).await.unwrap();
    let running: Value = serde_json::from_str(&next(&mut told).await).unwrap();
    assert_eq!(running["status"], "running");

    let succeeded = world.plant.complete(id, Outcome::Succeeded);
    succeeded.await.unwrap();
    let last = line_with(&mut told, r#""completed""#).await;
    let last: Value = serde_json::from_str(&last).unwrap();
    assert_eq!(last["ended"], "succeeded");
    assert_eq!(within(told.next_line()).await.unwrap(), None);
    assert_eq!(within(child.wait()).await.unwrap().code(), Some(0));
}

#[tokio::test]
async fn into_a_pipe_go_plain_lines() {
    let world = World::new().await;
    let id = world.running().await;
    world.plant.progress(id, 12, 48).await.unwrap();
    let mut command = world.command(&["watch", &id.to_string()]);
    let mut child = command.env("TERM", "xterm").spawn().unwrap();
    let mut told = lines(child.stdout.take());

    let line = |state: &str| format!("Operation #{id} · Policy sync · Contoso · {state}");
    assert_eq!(next(&mut told).await, line("Running · 12 of 48"));
    world.plant.progress(id, 24, 48).await.unwrap();
    assert_eq!(next(&mut told).await, line("Running · 24 of 48"));
    world.plant.complete(id, Outcome::Failed).await.unwrap();
    let failed = line_with(&mut told, "Failed").await;
    assert!(failed.starts_with(&line("Failed")), "{failed:?}");
    assert!(!failed.contains('\x1b'), "{failed:?}");
    assert_eq!(within(child.wait()).await.unwrap().code(), Some(0));
}

#[tokio::test]
async fn what_is_not_the_users_to_see_is_an_error_without_a_name() {
    let world = World::new().await;
    let id = world.foreign().await.to_string();
    for arguments in [
        vec!["watch", &id],
        vec!["watch", &id, "--json"],
        vec!["show", &id],
    ] {
        let ran = world.run(&arguments).await;
        assert_eq!(ran.code, Some(3), "{ran:?}");
        assert!(ran.err.contains("Not available"), "{ran:?}");
        let said = format!("{}{}", ran.out, ran.err);
        assert!(!said.contains("Woodgrove"), "{said}");
    }
}

#[tokio::test]
async fn a_token_that_the_server_does_not_take_ends_the_watch_in_words() {
    let world = World::new().await;
    let id = world.running().await.to_string();
    let mut command = world.command(&["watch", &id]);
    command.env("TENANTATLAS_TOKEN", "canary");
    let ran = ran(command).await;
    assert_eq!(ran.code, Some(3), "{ran:?}");
    assert!(ran.err.contains("signed out"), "{ran:?}");
    assert!(!ran.err.contains("canary"), "{ran:?}");
    assert_eq!(ran.out, "");
}

#[tokio::test]
async fn a_name_that_would_steer_the_terminal_is_shown_without_what_steers() {
    let world = World::new().await;
    let hostile = "Fab\u{1b}]0;owned\u{7}rikam\u{202e}";
    let (_, id) = world.environment(hostile).await;
    let failed = world.plant.complete(id, Outcome::Failed);
    failed.await.unwrap();
    let id = id.to_string();
    for arguments in [
        vec!["watch", &id],
        vec!["show", &id],
        vec!["list", "--ended"],
    ] {
        let ran = world.run(&arguments).await;
        assert!(ran.out.contains("Fab]0;ownedrikam"), "{ran:?}");
        let steers = |letter: char| letter != '\n' && (letter.is_control() || letter == '\u{202e}');
        assert!(!ran.out.contains(steers), "{ran:?}");
    }
    let ran = world.run(&["watch", &id, "--json"]).await;
    let event: Value = serde_json::from_str(ran.out.lines().next().unwrap()).unwrap();
    assert_eq!(event["environment"]["name"], "Fab]0;ownedrikam");
}

#[tokio::test]
async fn a_reader_that_goes_ends_it_quietly() {
    let world = World::new().await;
    let id = world.completed(Outcome::Succeeded).await.to_string();
    let mut child = world.command(&["watch", &id]).spawn().unwrap();
    drop(child.stdout.take());
    let output = within(child.wait_with_output()).await.unwrap();
    assert_eq!(output.status.code(), Some(141));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
