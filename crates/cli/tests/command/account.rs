//! Where the token comes from, and what is kept of an account on a computer without a keyring.

use std::process::Stdio;

use tokio::io::AsyncWriteExt;

use crate::world::{World, ran, within};

#[cfg(unix)]
#[tokio::test]
async fn a_token_file_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let world = World::new().await;
    let id = world.running().await.to_string();
    let file = world.file("token");
    std::fs::write(&file, format!("{}\n", world.token)).unwrap();
    for (mode, code) in [
        (0o600, 0),
        (0o400, 0),
        (0o640, 64),
        (0o604, 64),
        (0o644, 64),
    ] {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        let command = world.anonymous(&["show", &id], |command| {
            command.arg("--server").arg(&world.address);
            command.arg("--token-file").arg(&file);
        });
        let ran = ran(command).await;
        assert_eq!(ran.code, Some(code), "{mode:o}: {ran:?}");
        assert!(!ran.err.contains(&world.token), "{ran:?}");
        assert_eq!(ran.err.contains("chmod 600"), code != 0, "{ran:?}");
    }
}

#[tokio::test]
async fn without_account_server_or_token_it_says_what_to_do() {
    let world = World::new().await;
    for command in ["list", "pins", "logout"] {
        let ran = ran(world.anonymous(&[command], |_| {})).await;
        assert_eq!(ran.code, Some(3), "{ran:?}");
        assert!(ran.err.contains("Nobody is signed in"), "{ran:?}");
    }
    let server = ["list", "--server", &world.address];
    let ran = ran(world.anonymous(&server, |_| {})).await;
    assert_eq!(ran.code, Some(3), "{ran:?}");
    assert!(ran.err.contains("There is no token"), "{ran:?}");
    assert!(!world.data().exists(), "looking made a folder");
}

#[tokio::test]
async fn the_keyrings_token_goes_to_no_other_server() {
    let world = World::new().await;
    sign_in_by_hand(&world, "https://atlas.example.com");
    let server = ["list", "--server", &world.address];
    let ran = ran(world.anonymous(&server, |_| {})).await;
    // The keyring, which is not there, was not even asked.
    assert!(ran.err.contains("There is no token"), "{ran:?}");
}

#[tokio::test]
async fn a_token_that_the_server_refuses_is_not_kept() {
    let world = World::new().await;
    let (code, err) = login(&world, "canary").await;
    assert_eq!(code, Some(3), "{err}");
    assert!(
        err.contains("signed out") && !err.contains("canary"),
        "{err}"
    );
    assert!(!world.data().exists());
}

/// Elsewhere there may be a keyring that needs no bus.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn without_a_keyring_nobody_is_signed_in_and_no_file_has_the_token() {
    let world = World::new().await;
    let token = world.token.clone();
    let (code, err) = login(&world, &token).await;
    assert_eq!(code, Some(3), "{err}");
    assert!(!err.contains(&token), "{err}");
    assert!(
        err.contains("There is no keyring") && err.contains("--token-file"),
        "{err}"
    );
    assert!(!world.data().exists());
}

/// Elsewhere there may be a keyring that needs no bus.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn without_a_keyring_a_logout_says_that_the_token_may_be_left_and_can_be_said_again() {
    let world = World::new().await;
    sign_in_by_hand(&world, &world.address);
    let listed = ran(world.anonymous(&["list"], |_| {})).await;
    assert_eq!(listed.code, Some(3), "{listed:?}");
    assert!(listed.err.contains("There is no keyring"), "{listed:?}");
    for _ in 0..2 {
        let ran = ran(world.anonymous(&["logout"], |_| {})).await;
        assert_eq!(ran.code, Some(3), "{ran:?}");
        assert!(ran.err.starts_with("You are signed out, but"), "{ran:?}");
        let settings = std::fs::read_to_string(world.data().join("settings.json")).unwrap();
        let settings: serde_json::Value = serde_json::from_str(&settings).unwrap();
        assert_eq!(settings["account"], serde_json::Value::Null);
        assert_eq!(settings["to_forget"], serde_json::json!(["a1"]));
    }
}

#[tokio::test]
async fn while_the_app_runs_nobody_is_signed_in_or_out_beside_it() {
    let world = World::new().await;
    sign_in_by_hand(&world, &world.address);
    let settings = world.data().join("settings.json");
    let before = std::fs::read(&settings).unwrap();
    let app = monitor_setup::lock_folder(&world.data()).unwrap();
    assert!(app.is_some());
    let token = world.token.clone();
    let logout = ran(world.anonymous(&["logout"], |_| {})).await;
    for (code, err) in [login(&world, &token).await, (logout.code, logout.err)] {
        assert_eq!(code, Some(3), "{err}");
        assert!(err.starts_with("TenantAtlas Monitor is running"), "{err}");
    }
    assert_eq!(std::fs::read(&settings).unwrap(), before);

    drop(app);
    let logout = ran(world.anonymous(&["logout"], |_| {})).await;
    assert!(!logout.err.contains("is running"), "{logout:?}");
}

#[tokio::test]
async fn who_is_signed_in_elsewhere_is_not_signed_out_by_a_login() {
    let world = World::new().await;
    sign_in_by_hand(&world, "https://atlas.example.com");
    let before = std::fs::read(world.data().join("settings.json")).unwrap();
    let token = world.token.clone();
    let (code, err) = login(&world, &token).await;
    assert_eq!(code, Some(3), "{err}");
    assert!(err.contains("Another account is signed in"), "{err}");
    let after = std::fs::read(world.data().join("settings.json")).unwrap();
    assert_eq!(after, before);
}

#[tokio::test]
async fn pins_of_an_app_that_never_started_are_none_and_no_ledger_is_made() {
    let world = World::new().await;
    sign_in_by_hand(&world, &world.address);
    let ran = ran(world.anonymous(&["pins"], |_| {})).await;
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{ran:?}");
    assert_eq!(ran.err, "Nothing is pinned.\n");
    assert!(!world.data().join("ledger.sqlite").exists());
}

#[tokio::test]
async fn the_apps_pins_are_listed_in_their_order() {
    use monitor_core::ports::{Record, Store};
    use monitor_core::{AccountId, EnvironmentId, OperationId, Target};

    let world = World::new().await;
    sign_in_by_hand(&world, &world.address);
    let file = world.data().join("ledger.sqlite");
    let account = AccountId::parse("a1").unwrap();
    let mut ledger = monitor_ledger::Ledger::open(&file, account).unwrap();
    let pack = Target::ReviewPack(EnvironmentId::new(3).unwrap());
    let operation = Target::Operation(OperationId::new(421).unwrap());
    for target in [pack, operation] {
        ledger.record(&Record::Pinned(target)).unwrap();
    }

    let words = ran(world.anonymous(&["pins"], |_| {})).await;
    assert_eq!(words.out, "Review pack of environment #3\nOperation #421\n");
    let json = ran(world.anonymous(&["pins", "--json"], |_| {})).await;
    assert_eq!(
        json.out,
        "{\"environment\":3,\"muted\":false,\"seen\":null}\n\
         {\"operation\":421,\"muted\":false,\"seen\":null}\n"
    );
}

#[tokio::test]
async fn the_administrators_server_is_asked_and_no_other() {
    let world = World::new().await;
    let id = world.running().await.to_string();
    let file = world.file("managed.toml");
    let text = format!("server = \"{}\"\ncolour = \"teal\"\n", world.address);
    std::fs::write(&file, text).unwrap();
    let managed = |command: &mut tokio::process::Command| {
        command.env("TENANTATLAS_TOKEN", &world.token);
        command.arg("--managed").arg(&file);
    };

    let asked = ran(world.anonymous(&["show", &id], managed)).await;
    assert_eq!(asked.code, Some(0), "{asked:?}");
    let told = format!(
        "{}, line 2: colour: there is no such setting.",
        file.display()
    );
    assert!(asked.err.contains(&told), "{asked:?}");

    let elsewhere = ["show", &id, "--server", "https://atlas.example.com"];
    let refused = ran(world.anonymous(&elsewhere, managed)).await;
    assert_eq!(refused.code, Some(64), "{refused:?}");
    assert!(refused.err.contains("administrator"), "{refused:?}");
}

/// As the app leaves it, without a token in any keyring.
fn sign_in_by_hand(world: &World, server: &str) {
    std::fs::create_dir(world.data()).unwrap();
    let settings = serde_json::json!({ "account": { "id": "a1", "server": server } });
    std::fs::write(world.data().join("settings.json"), settings.to_string()).unwrap();
}

/// Pipes a token in; answers the exit code and what was said.
async fn login(world: &World, token: &str) -> (Option<i32>, String) {
    let server = ["login", "--server", &world.address];
    let mut command = world.anonymous(&server, |command| {
        command.stdin(Stdio::piped());
    });
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // A program that wants no token may be gone already.
    drop(input.write_all(format!("{token}\n").as_bytes()).await);
    drop(input);
    let output = within(child.wait_with_output()).await.unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stderr).unwrap(),
    )
}
