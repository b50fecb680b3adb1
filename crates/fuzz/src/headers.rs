//! Headers of strangers: `Retry-After` of a server or a proxy, `If-None-Match` of a client.

use std::time::Duration;

use jiff::Timestamp;
use monitor_core::Attention;
use monitor_core::cadence::{
    self, Circumstances, Faults, Kind, Phase, RETRY_AFTER_MAX, RETRY_AFTER_MIN, Wish,
};
use tenantatlas_gateway::fuzzing::{names_tag, version};

use crate::text;

/// The first line is the answer's `Date`, every other a `Retry-After`.
pub(crate) fn retry_after(input: &[u8]) {
    let text = text(input);
    let mut lines = text.lines();
    let date = lines.next();
    let values: Vec<&str> = lines.collect();
    let now = Timestamp::from_second(784_111_740).expect("in 1994");
    let asked = |values: &[&str]| monitor_client::retry_after(values.iter().copied(), date, now);

    let pause = asked(&values);
    for value in &values {
        assert!(asked(&[*value]) <= pause, "a shorter pause than {value:?}");
        if let Ok(seconds) = value.parse::<u32>() {
            let plus = value.starts_with('+');
            assert!(plus || pause >= Some(Duration::from_secs(seconds.into())));
        }
    }
    let delay = delay(pause.map_or(Wish::Nothing, Wish::RetryAfter));
    let least = pause
        .unwrap_or_default()
        .clamp(RETRY_AFTER_MIN, RETRY_AFTER_MAX);
    assert!((least..=RETRY_AFTER_MAX).contains(&delay), "{delay:?}");
}

/// Of what is asked for most often.
fn delay(wish: Wish) -> Duration {
    let circumstances = Circumstances {
        kind: Kind::Operation,
        attention: Attention::Foreground,
        phase: Phase::Active,
        age: Duration::ZERO,
        faults: Faults {
            consecutive: 1,
            seed: 7,
        },
        wish,
    };
    cadence::delay(&circumstances).expect("what is active has a delay")
}

pub(crate) fn etag(input: &[u8]) {
    if names_tag(input, TAG) == Some(true) {
        let has = |part: &[u8]| input.windows(part.len()).any(|window| window == part);
        assert!(
            has(TAG.as_bytes()) || has(b"*"),
            "a tag that nobody sent was found"
        );
    }
    if input.is_ascii() {
        let with_ours = [input, b", ", TAG.as_bytes()].concat();
        assert!(
            names_tag(&with_ours, TAG) != Some(false),
            "a tag at the end of a list was not found"
        );
    }
    let text = text(input);
    let bare = text.trim_matches('"');
    if let Some(again) = version(bare) {
        assert_eq!(again, bare);
    }
}

const TAG: &str = "\"ac8d8342bbb2362d13f0a559a3621bb4\"";
