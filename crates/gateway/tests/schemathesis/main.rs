//! Schemathesis against the gateway and the contract it serves, on both engines, over the demo's TenantAtlas.
//!
//! Needs the program of that name in the environment variable SCHEMATHESIS, its path seen from the repository's root,
//! and is left out without: `cargo xtask test` installs it and names it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]
#![allow(clippy::print_stdout, reason = "it says that it is left out")]

#[path = "../client/mod.rs"]
mod client;
#[path = "../conformance_postgres/engine.rs"]
#[allow(dead_code, reason = "the conformance suite needs more of it")]
mod postgres;
#[path = "../conformance/engine.rs"]
#[allow(dead_code, reason = "the conformance suite needs more of it")]
mod sqlite;
mod world;

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use serde_json::Value;
use tokio::process::Command;
use tokio::time::timeout;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_on_sqlite() {
    let Some(program) = program() else { return };
    let dir = tempfile::tempdir().unwrap();
    let atlas = sqlite::atlas(dir.path()).await;
    let world = World::on(atlas, dir).await;

    find_nothing(&program, &world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_on_postgres() {
    let Some(program) = program() else { return };
    let dir = tempfile::tempdir().unwrap();
    let atlas = postgres::atlas(dir.path()).await;
    let world = World::on(atlas, dir).await;

    find_nothing(&program, &world).await;
}

async fn find_nothing(program: &Path, world: &World) {
    let output = run(program, world).await;
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );

    // It did reach everything that the contract has, signed in and not.
    let answered = answered(&world.log());
    for route in world.contract_routes().await {
        assert!(
            answered.contains(&(route.clone(), 200)),
            "{route}: {answered:?}"
        );
    }
    assert!(
        answered.contains(&("/api/v1/me".to_owned(), 401)),
        "{answered:?}"
    );
}

async fn run(program: &Path, world: &World) -> Output {
    let mut command = Command::new(program);
    command
        // It may leave files where it runs.
        .current_dir(world.dir.path())
        .env("GATEWAY_TOKEN", &world.token)
        .env("NO_PROXY", "127.0.0.1")
        .arg("--config-file")
        .arg(root().join("crates/gateway/tests/schemathesis/schemathesis.toml"))
        .arg("run")
        .arg(format!("{}/openapi.json", world.base))
        .args(OPTIONS);
    let ended = timeout(LIMIT, command.kill_on_drop(true).output()).await;
    ended.unwrap().unwrap()
}

/// Which routes were answered with which status.
fn answered(log: &str) -> BTreeSet<(String, u64)> {
    let lines = log.lines().map(|line| serde_json::from_str(line).unwrap());
    lines
        .filter_map(|entry: Value| {
            let route = entry["route"].as_str()?;
            Some((route.to_owned(), entry["status"].as_u64()?))
        })
        .collect()
}

fn program() -> Option<PathBuf> {
    let named = env::var_os("SCHEMATHESIS");
    if named.is_none() {
        println!("left out: SCHEMATHESIS names no program");
    }
    named.map(|path| root().join(path))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Deterministic: the same cases every time, and none remembered in a file.
const OPTIONS: [&str; 3] = [
    "--generation-deterministic",
    "--continue-on-failure",
    "--no-color",
];
/// Many times what it takes.
const LIMIT: Duration = Duration::from_secs(300);
