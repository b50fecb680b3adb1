//! The way to the server, as the app's settings have it, on a computer without a keyring.

#[cfg(target_os = "linux")]
use std::process::Stdio;

use tokio::net::TcpListener;
#[cfg(target_os = "linux")]
use tokio::process::Command;

use crate::world::{World, ran};

/// No test gets that far.
const ELSEWHERE: &str = "https://atlas.example.com";
/// This computer, by an address that is not the one for talking to itself; nobody listens there.
const NOBODY: &str = "https://0.0.0.0:9";
const PROXY: &str = "proxy does not lead to the server";
const DIRECT: &str = "server unreachable";
/// Into a network namespace: as root, or else as somebody who may have one.
#[cfg(target_os = "linux")]
const WAYS: [&[&str]; 2] = [&["--net"], &["--net", "--map-current-user"]];

#[tokio::test]
async fn a_proxy_that_nobody_answers_for_is_named_with_what_to_do() {
    let world = World::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    choose(&world, &manual(&address, ""));
    let (code, err) = asked(&world, ELSEWHERE, &[]).await;
    assert_eq!(code, Some(3), "{err}");
    assert!(err.contains("proxy does not lead to the server"), "{err}");
    assert!(err.contains("under Network"), "{err}");
}

#[tokio::test]
async fn an_address_with_a_password_in_it_is_refused_and_repeated_nowhere() {
    let world = World::new().await;
    choose(&world, &manual("http://ann:canary@proxy.example.com", ""));
    let (code, err) = asked(&world, ELSEWHERE, &[]).await;
    assert_eq!(code, Some(3), "{err}");
    assert!(err.contains("The settings' proxy cannot be used"), "{err}");
    assert!(!err.contains("canary"), "{err}");
}

/// Elsewhere there may be a keyring that needs no bus.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn without_a_keyring_the_proxys_password_is_the_environments() {
    let world = World::new().await;
    choose(&world, &manual("http://127.0.0.1:9", "ann"));
    let (code, err) = asked(&world, ELSEWHERE, &[]).await;
    assert_eq!(code, Some(3), "{err}");
    assert!(err.contains("TENANTATLAS_PROXY_PASSWORD"), "{err}");
    assert!(err.contains("keyring"), "{err}");

    let given = [("TENANTATLAS_PROXY_PASSWORD", "canary")];
    let (_, err) = asked(&world, ELSEWHERE, &given).await;
    assert!(err.contains("proxy does not lead to the server"), "{err}");
    assert!(!err.contains("canary"), "{err}");
}

#[tokio::test]
async fn an_exception_of_the_environment_holds_for_its_proxy_and_not_for_one_of_the_settings() {
    let world = World::new().await;
    let named = |exceptions| {
        [
            ("HTTPS_PROXY", "http://127.0.0.1:9"),
            ("NO_PROXY", exceptions),
        ]
    };
    for (exceptions, said) in [
        ("", PROXY),
        ("atlas.example.com", PROXY),
        ("example.com, 0.0.0.0", DIRECT),
        ("0.0.0.0/8", DIRECT),
    ] {
        let (code, err) = asked(&world, NOBODY, &named(exceptions)).await;
        assert_eq!(code, Some(3), "{exceptions}: {err}");
        assert!(err.contains(said), "{exceptions}: {err}");
    }
    choose(&world, &manual("http://127.0.0.1:9", ""));
    let (_, err) = asked(&world, NOBODY, &named("0.0.0.0")).await;
    assert!(err.contains(PROXY), "{err}");
}

/// The same address each time: a computer without a network is a network namespace of its own.
#[cfg(target_os = "linux")]
#[tokio::test]
#[allow(clippy::print_stdout, reason = "it says that it is left out")]
async fn no_network_is_told_from_a_server_that_does_not_answer() {
    let world = World::new().await;
    choose(&world, &serde_json::json!({ "proxy": { "mode": "none" } }));
    let (code, err) = asked(&world, NOBODY, &[]).await;
    assert_eq!((code, err.contains(DIRECT)), (Some(3), true), "{err}");

    let command = world.anonymous(&["list", "--server", NOBODY], |command| {
        command.env("TENANTATLAS_TOKEN", &world.token);
    });
    let Some(command) = without_a_network(&command).await else {
        println!("Left out: no network can be taken from a program here (see CONTRIBUTING.md)");
        return;
    };
    let ran = ran(command).await;
    assert_eq!(ran.code, Some(3), "{ran:?}");
    let said = "Not connected: no network. Connect this computer to one.";
    assert!(ran.err.contains(said), "{ran:?}");
}

#[tokio::test]
async fn a_server_on_this_computer_needs_no_proxy_and_no_password() {
    let world = World::new().await;
    choose(&world, &manual("http://127.0.0.1:9", "ann"));
    let (code, err) = asked(&world, &world.address, &[]).await;
    assert_eq!((code, err.as_str()), (Some(0), "Nothing is active.\n"));
}

#[tokio::test]
async fn certificates_that_cannot_be_read_are_told_and_gone_without() {
    let world = World::new().await;
    let file = world.file("ca.pem");
    let network = serde_json::json!({ "ca_file": file });
    choose(&world, &network);
    let (code, err) = asked(&world, &world.address, &[]).await;
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("cannot be read. Going on"), "{err}");

    std::fs::write(&file, "no certificate").unwrap();
    let (code, err) = asked(&world, &world.address, &[]).await;
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("no certificate in PEM form"), "{err}");
}

fn manual(address: &str, user: &str) -> serde_json::Value {
    serde_json::json!({ "proxy": { "mode": "manual", "address": address, "user": user } })
}

/// As the app leaves it.
fn choose(world: &World, network: &serde_json::Value) {
    std::fs::create_dir(world.data()).unwrap();
    let settings = serde_json::json!({ "network": network });
    std::fs::write(world.data().join("settings.json"), settings.to_string()).unwrap();
}

/// Lists what is active there; answers the exit code and what was said.
async fn asked(world: &World, server: &str, given: &[(&str, &str)]) -> (Option<i32>, String) {
    let command = world.anonymous(&["list", "--server", server], |command| {
        command.env("TENANTATLAS_TOKEN", &world.token);
        command.envs(given.iter().copied());
    });
    let ran = ran(command).await;
    (ran.code, ran.err)
}

/// The same program, where there is a loopback alone, switched off. Whoever is not root has to be allowed that; none where
/// nobody is.
#[cfg(target_os = "linux")]
async fn without_a_network(command: &Command) -> Option<Command> {
    for way in WAYS {
        let mut tried = Command::new("unshare");
        let tried = tried.args(way).args(["--", "true"]).output().await;
        let tried = tried.expect("util-linux has unshare");
        if tried.status.success() {
            return Some(unshared(way, command.as_std()));
        }
    }
    None
}

#[cfg(target_os = "linux")]
fn unshared(way: &[&str], command: &std::process::Command) -> Command {
    let mut unshared = Command::new("unshare");
    unshared.args(way).arg("--").arg(command.get_program());
    unshared.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => unshared.env(name, value),
            None => unshared.env_remove(name),
        };
    }
    unshared
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    unshared
}
