//! The settings file, which app and command line both read and write: each keeps what only the other knows, or only another
//! version.

use std::collections::BTreeMap;

use monitor_core::cadence;
use monitor_setup::SharedSettings;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use self::kept::Settings;
use self::level::LogLevel;
use self::look::{Appearance, LanguageChoice};
use self::looked::LookedSlice;
use self::places::Place;
use self::quiet_hours::QuietHours;
use self::rules::RulesSlice;

#[path = "../../../src-tauri/src/settings/kept.rs"]
mod kept;
#[path = "../../../src-tauri/src/logs/level.rs"]
mod level;
#[path = "../../../src-tauri/src/slice/look.rs"]
#[allow(dead_code, reason = "what a window is told is in no file")]
mod look;
#[path = "../../../src-tauri/src/slice/looked.rs"]
mod looked;
#[path = "../../../src-tauri/src/shell/places.rs"]
#[allow(dead_code, reason = "which screens there are is in no file")]
mod places;
#[path = "../../../src-tauri/src/slice/quiet_hours.rs"]
mod quiet_hours;
#[path = "../../../src-tauri/src/slice/rules.rs"]
mod rules;

type Object = BTreeMap<String, Value>;

/// Whatever stands in the file, what one program does not know stands there as it did once it has written it.
pub(crate) fn settings(file: &[u8]) {
    written::<SharedSettings>(file, &["account", "to_forget"]);

    let default = plain(&Settings::default());
    let known = default.as_object().expect("settings are an object").keys();
    let known: Vec<&str> = known.map(String::as_str).chain(UNWRITTEN).collect();
    if let Some(settings) = written::<Settings>(file, &known) {
        let limits = cadence::QUIET_MIN..=cadence::QUIET_MAX;
        assert!(limits.contains(&settings.quiet_every()));
    }
}

/// The settings that are read. Written and read again they are the same.
fn written<T: DeserializeOwned + Serialize>(file: &[u8], known: &[&str]) -> Option<T> {
    let settings: T = serde_json::from_slice(file).ok()?;
    // What is passed over in an account may be no value at all.
    let before: Object = serde_json::from_slice(file).ok()?;
    let written = serde_json::to_vec_pretty(&settings).expect("settings are plain data");
    let after: Object = serde_json::from_slice(&written).expect("what was written is an object");
    for (key, value) in &before {
        let kept = after.get(key).is_some_and(|kept| same(kept, value));
        assert!(kept || known.contains(&key.as_str()), "{key:?} is not kept");
    }
    let again: T = serde_json::from_slice(&written).expect("what was written can be read");
    let (again, read) = (plain(&again), plain(&settings));
    assert!(same(&again, &read), "{read} became {again}");
    Some(settings)
}

fn plain(settings: &impl Serialize) -> Value {
    serde_json::to_value(settings).expect("settings are plain data")
}

/// A number with a fraction is written as the shortest that is read as it, or as its neighbour.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let has = |(key, value): (&String, &Value)| {
                other.get(key).is_some_and(|found| same(value, found))
            };
            one.len() == other.len() && one.iter().all(has)
        }
        (Value::Number(one), Value::Number(other)) if one.is_f64() && other.is_f64() => {
            let (one, other) = (one.as_f64(), other.as_f64());
            let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
            (one - other).abs() <= one.abs() * 1e-12
        }
        (one, other) => one == other,
    }
}

/// What the app knows of the file, and leaves out where nothing was chosen.
const UNWRITTEN: [&str; 2] = ["network", "other_accounts"];
