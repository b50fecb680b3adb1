//! What is wrong usage, what the help says, and what packages are given.

use crate::world::{World, ran};

#[tokio::test]
async fn wrong_usage_is_told_apart_from_every_other_end() {
    let world = World::new().await;
    let elsewhere = "tenantatlas-monitor://operation/421?server=https%3A%2F%2Fatlas.fabrikam.com";
    for arguments in [
        &["frobnicate"][..],
        &["watch"],
        &["watch", "policy.sync"],
        &["watch", "0"],
        &["watch", "421", "--until", "ready"],
        &["watch", "--pack", "0"],
        &["watch", "421", "--token", "canary"],
        &["watch", elsewhere],
        &["list", "--ended", "--attention"],
        &["list", "--search", "  "],
        &["show", "421", "422"],
        &["list", "--server", "http://atlas.example.com"],
    ] {
        let ran = world.run(arguments).await;
        assert_eq!(ran.code, Some(64), "{arguments:?}: {ran:?}");
        assert_eq!(ran.out, "", "{arguments:?}");
        assert!(!ran.err.is_empty(), "{arguments:?}");
    }
}

#[tokio::test]
async fn an_operation_alone_is_never_ready_and_that_is_said_in_words() {
    let world = World::new().await;
    for word in ["421", "tenantatlas-monitor://operation/421"] {
        let ran = world.run(&["watch", word, "--until", "ready"]).await;
        assert_eq!(ran.code, Some(64), "{ran:?}");
        assert!(ran.err.contains("name a review pack"), "{ran:?}");
    }
}

#[tokio::test]
async fn help_is_an_answer_and_tells_every_exit_code() {
    let world = World::new().await;
    let help = world.run(&["--help"]).await;
    assert_eq!((help.code, help.err.as_str()), (Some(0), ""));
    for word in [
        "watch",
        "list",
        "show",
        "login",
        "logout",
        "pins",
        "141",
        "TENANTATLAS_TOKEN",
    ] {
        assert!(help.out.contains(word), "{word}: {}", help.out);
    }
    assert!(!help.out.contains("generate"), "{}", help.out);
    assert!(!help.out.contains(&world.token), "{}", help.out);
    let watch = world.run(&["watch", "--help"]).await;
    assert!(watch.out.contains("--exit-status"), "{}", watch.out);
}

#[tokio::test]
async fn completions_and_manual_pages_come_from_the_same_description() {
    let world = World::new().await;
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = world.run(&["generate", "completions", shell]).await;
        assert_eq!(script.code, Some(0), "{shell}");
        assert!(script.out.contains("exit-status"), "{shell}");
    }
    let folder = world.file("man");
    let mut command = world.command(&["generate", "man"]);
    command.arg(&folder);
    assert_eq!(ran(command).await.code, Some(0));
    for page in [
        "tenantatlas.1",
        "tenantatlas-watch.1",
        "tenantatlas-login.1",
    ] {
        assert!(folder.join(page).is_file(), "{page}");
    }
    assert!(!folder.join("tenantatlas-generate.1").exists());
}
