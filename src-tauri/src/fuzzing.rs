//! What the app claims of its settings file, on what `crates/fuzz` keeps for it and on mutations of that. The readers of
//! links, markup, log lines and downloaded files need no app, and are targets there.

use monitor_core::cadence;
use monitor_fuzz::replay;
use serde_json::{Map, Value};

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
