//! `watch` and `login` on a terminal: `script` of util-linux makes one and writes down what comes out of it.

use std::collections::BTreeSet;
use std::process::Stdio;

use tenantatlas_simulator::Outcome;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, UnixListener};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::world::{BINARY, World, within};

/// A terminal with one program on it.
struct Terminal {
    child: Child,
    keys: ChildStdin,
    screen: ChildStdout,
    /// All that was written to it.
    seen: String,
}

impl Terminal {
    /// A line for the shell, in which `$PROGRAM` and `$DATA` stand for what a test has.
    fn start(world: &World, line: &str) -> Self {
        let mut child = Command::new("script")
            .args(["--quiet", "--flush", "--return", "--command"])
            .args([line, "/dev/null"])
            .env("PROGRAM", BINARY)
            .env("DATA", world.data())
            .env("TERM", "xterm")
            .env("SHELL", "/bin/sh")
            .env("TENANTATLAS_SERVER", &world.address)
            .env("TENANTATLAS_TOKEN", &world.token)
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        Self {
            keys: child.stdin.take().unwrap(),
            screen: child.stdout.take().unwrap(),
            child,
            seen: String::new(),
        }
    }

    async fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).await.unwrap();
        self.keys.flush().await.unwrap();
    }

    async fn sees(&mut self, text: &str) {
        self.looks_until(|seen| seen.contains(text)).await;
    }

    async fn looks_until(&mut self, is_seen: impl Fn(&str) -> bool) {
        let mut bytes = [0; 4096];
        while !is_seen(&self.seen) {
            let read = within(self.screen.read(&mut bytes)).await.unwrap();
            assert!(read > 0, "it is not in {:?}", self.seen);
            self.seen.push_str(&String::from_utf8_lossy(&bytes[..read]));
        }
    }

    /// The exit code, and all that was written.
    async fn ends(mut self) -> (Option<i32>, String) {
        let mut rest = Vec::new();
        within(self.screen.read_to_end(&mut rest)).await.unwrap();
        self.seen.push_str(&String::from_utf8_lossy(&rest));
        let status = within(self.child.wait()).await.unwrap();
        (status.code(), self.seen)
    }
}

#[tokio::test]
async fn a_terminal_shows_live_lines_and_has_its_cursor_back_at_the_end() {
    let world = World::new().await;
    let id = world.running().await;
    let mut terminal = Terminal::start(&world, &watch(id, "--exit-status"));
    terminal.sees("Contoso · Running").await;
    world.plant.complete(id, Outcome::Failed).await.unwrap();
    let (code, seen) = terminal.ends().await;

    assert_eq!(code, Some(1), "{seen:?}");
    let (before, after) = seen.split_once("Contoso · Running").unwrap();
    assert!(before.contains("\x1b[?25l"), "{seen:?}");
    assert!(
        before.contains(&format!("Operation #{id} · asking…")),
        "{seen:?}"
    );
    // The line before it is drawn over.
    assert!(after.contains("\x1b[1A\x1b[J"), "{seen:?}");
    assert!(after.contains("Contoso · Failed"), "{seen:?}");
    assert!(after.trim_end().ends_with("\x1b[?25h"), "{seen:?}");
    assert!(
        !seen.contains("\x1b[?1049h"),
        "the scrollback stays: {seen:?}"
    );
}

#[tokio::test]
async fn a_terminal_shows_how_far_it_is_and_counts_the_seconds_until_it_ended() {
    let world = World::new().await;
    let id = world.running().await;
    world.plant.progress(id, 12, 48).await.unwrap();
    let mut terminal = Terminal::start(&world, &watch(id, ""));
    terminal.sees("Contoso · Running · 12 of 48 · for ").await;
    // Nothing of it changes any more, and its age is redrawn all the same.
    terminal.looks_until(|seen| ages(seen).len() >= 3).await;

    world.plant.progress(id, 24, 48).await.unwrap();
    terminal.sees("Contoso · Running · 24 of 48 · for ").await;
    world.plant.complete(id, Outcome::Succeeded).await.unwrap();
    let (code, seen) = terminal.ends().await;
    assert_eq!(code, Some(0), "{seen:?}");
    let (_, last) = seen.rsplit_once("\x1b[J").unwrap();
    assert!(last.contains("Contoso · Succeeded"), "{seen:?}");
    assert!(
        ages(last).is_empty() && !last.contains(" of 48"),
        "{seen:?}"
    );
}

#[tokio::test]
async fn ctrl_c_leaves_a_clean_terminal() {
    let world = World::new().await;
    let id = world.running().await;
    let mut terminal = Terminal::start(&world, &watch(id, ""));
    terminal.sees("Contoso · Running").await;
    terminal.press("\x03").await;
    let (code, seen) = terminal.ends().await;
    assert_eq!(code, Some(130), "{seen:?}");
    is_left_clean(&seen);
}

#[tokio::test]
async fn a_watch_that_somebody_else_ends_leaves_a_clean_terminal_too() {
    let world = World::new().await;
    let id = world.running().await;
    // The shell becomes the program.
    let line = format!("echo \"number $$.\"; {}", watch(id, ""));
    let mut terminal = Terminal::start(&world, &line);
    terminal.sees("Contoso · Running").await;
    let (_, rest) = terminal.seen.split_once("number ").unwrap();
    let (number, _) = rest.split_once('.').unwrap();
    let mut kill = Command::new("sh");
    kill.args(["-c", "kill -TERM \"$0\"", number]);
    assert!(within(kill.status()).await.unwrap().success());
    let (code, seen) = terminal.ends().await;
    assert_eq!(code, Some(143), "{seen:?}");
    is_left_clean(&seen);
}

/// Its cursor is back, and so is how it breaks lines.
fn is_left_clean(seen: &str) {
    let last = seen.rfind("\x1b[?25").unwrap();
    assert!(seen[last..].starts_with("\x1b[?25h"), "{seen:?}");
    let wraps = (
        seen.matches("\x1b[?7l").count(),
        seen.matches("\x1b[?7h").count(),
    );
    assert_eq!(wraps.0, wraps.1, "{seen:?}");
}

#[tokio::test]
async fn a_typed_token_is_not_shown_and_ctrl_c_at_the_prompt_ends_it() {
    let world = World::new().await;
    let mut terminal = Terminal::start(&world, LOGIN);
    terminal.sees("Token: ").await;
    terminal.press("canary\n").await;
    let (code, seen) = terminal.ends().await;
    assert_eq!(code, Some(3), "{seen:?}");
    assert!(!seen.contains("canary"), "{seen:?}");
    assert!(seen.contains("signed out"), "{seen:?}");

    // A shell that does not end with what it started asks the terminal how it was left.
    let line = format!("trap : INT; {LOGIN}; stty -a");
    let mut terminal = Terminal::start(&world, &line);
    terminal.sees("Token: ").await;
    terminal.press("\x03").await;
    let (_, seen) = terminal.ends().await;
    let words: Vec<_> = seen.split_whitespace().collect();
    assert!(words.contains(&"echo"), "{seen:?}");
}

#[tokio::test]
async fn ctrl_c_while_the_server_is_asked_ends_a_login_and_keeps_nothing() {
    let world = World::new().await;
    let silent = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let line = format!("exec {LOGIN} --server {address}");
    let mut terminal = Terminal::start(&world, &line);
    terminal.sees("Token: ").await;
    terminal.press("canary\n").await;
    let (_question, _) = within(silent.accept()).await.unwrap();
    terminal.press("\x03").await;
    let (code, seen) = terminal.ends().await;
    assert_eq!(code, Some(130), "{seen:?}");
    assert!(!world.data().exists());
}

#[tokio::test]
async fn ctrl_c_while_the_keyring_is_asked_ends_a_login_and_has_the_token_forgotten() {
    let world = World::new().await;
    // A bus that never says a word, as a keyring whose prompt nobody answers.
    let bus = world.file("bus");
    let silent = UnixListener::bind(&bus).unwrap();
    let bus = bus.display();
    let line = format!("export DBUS_SESSION_BUS_ADDRESS=unix:path={bus}; exec {LOGIN}");
    let mut terminal = Terminal::start(&world, &line);
    terminal.sees("Token: ").await;
    terminal.press(&format!("{}\n", world.token)).await;
    let (_question, _) = within(silent.accept()).await.unwrap();
    terminal.press("\x03").await;
    let (code, seen) = terminal.ends().await;
    assert_eq!(code, Some(130), "{seen:?}");

    let settings = std::fs::read_to_string(world.data().join("settings.json")).unwrap();
    assert!(!settings.contains(&world.token));
    let settings: serde_json::Value = serde_json::from_str(&settings).unwrap();
    assert_eq!(settings["account"], serde_json::Value::Null);
    assert_eq!(settings["to_forget"].as_array().map(Vec::len), Some(1));
}

/// What was told of how long it has been going on, in whole seconds.
fn ages(seen: &str) -> BTreeSet<&str> {
    let told = seen.split(" · for ").skip(1);
    told.filter_map(|rest| Some(rest.split_once(" s")?.0))
        .collect()
}

fn watch(id: i64, more: &str) -> String {
    format!("exec \"$PROGRAM\" watch {id} {more} --data \"$DATA\"")
}

const LOGIN: &str = "\"$PROGRAM\" login --data \"$DATA\"";
