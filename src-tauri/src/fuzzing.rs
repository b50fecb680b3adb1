//! What the app claims of files that it reads, on what `crates/fuzz` keeps for them and on mutations of that. The
//! readers of links, markup and log lines need no app, and are targets there.

use std::fs;
use std::sync::atomic::AtomicBool;

use monitor_core::cadence;
use monitor_fuzz::replay;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::check::{self, Stage};
use crate::settings::Settings;

#[test]
fn settings_that_are_read_are_in_their_limits_and_survive_being_written() {
    replay("settings", settings, 4_000);
}

fn settings(file: &[u8]) {
    let Ok(settings) = serde_json::from_slice::<Settings>(file) else {
        return;
    };
    assert!((cadence::QUIET_MIN..=cadence::QUIET_MAX).contains(&settings.quiet_every()));
    // What is passed over in an account may be no value at all.
    let Ok(before) = serde_json::from_slice::<Map<String, Value>>(file) else {
        return;
    };
    let written = serde_json::to_vec_pretty(&settings).expect("settings are plain data");
    let after: Map<String, Value> = serde_json::from_slice(&written).expect("it is an object");
    assert!(before.keys().all(|key| after.contains_key(key)));
    let again: Settings = serde_json::from_slice(&written).expect("it can be read");
    let known = |settings: Settings| Settings {
        rest: Map::new(),
        ..settings
    };
    assert_eq!(known(again), known(settings));
}

#[test]
fn a_checked_file_has_its_digest_whatever_is_in_it() {
    replay("check", check, 200);
}

/// The file is as long as its first bytes say, so that it ends on both sides of the pieces it is read in.
fn check(input: &[u8]) {
    let length = match input {
        [a, b, c, ..] => usize::from(*a) * 1024 + usize::from(*b) * 4 + usize::from(*c),
        _ => 0,
    };
    let bytes: Vec<u8> = input.iter().copied().cycle().take(length).collect();
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("pack.zip");
    fs::write(&path, &bytes).expect("there is room");

    let mut told = Vec::new();
    let stage = check::read(&path, &AtomicBool::new(false), |reading| told.push(reading));
    let digest = Sha256::digest(&bytes);
    let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(stage, Some(Stage::Read { sha256 }));
    assert!(told.iter().all(|reading| reading.read <= reading.total));
    assert!(told.is_sorted_by_key(|reading| reading.read) && told.len() <= 101);
}
