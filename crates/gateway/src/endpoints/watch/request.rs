//! The body of a watch, checked by hand so that every refusal names its field.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use monitor_wire::Target;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::config::Limits;
use crate::refusal::Refusal;
use crate::version::Version;

#[derive(Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) wait_seconds: u32,
    /// In the order asked.
    pub(super) targets: Arc<[Target]>,
    /// What the client has of each; none also where this gateway made no such version.
    pub(super) versions: Box<[Option<Version>]>,
}

/// Whether the body says that it is JSON. The other headers are not kept while a watch is held.
pub(crate) struct IsJson(bool);

impl<S: Sync> FromRequestParts<S> for IsJson {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let kind = parts.headers.get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let essence = kind.split(';').next().unwrap_or_default();
        Ok(Self(
            essence.trim().eq_ignore_ascii_case("application/json"),
        ))
    }
}

pub(super) fn parse(
    IsJson(is_json): IsJson,
    body: &[u8],
    limits: &Limits,
) -> Result<Asked, Refusal> {
    if !is_json {
        return Err(Refusal::UnsupportedMediaType);
    }
    read(body, limits).map_or_else(|| read_by_hand(body, limits), Ok)
}

/// For the fuzz targets, which compare both ways of reading.
pub(crate) fn read_twice(body: &[u8], limits: &Limits) -> (Option<String>, Result<String, String>) {
    let words = |asked: Asked| format!("{asked:?}");
    let by_hand = read_by_hand(body, limits).map(words);
    let refused = |refusal: Refusal| format!("{refusal:?}");
    (read(body, limits).map(words), by_hand.map_err(refused))
}

fn read_by_hand(body: &[u8], limits: &Limits) -> Result<Asked, Refusal> {
    let value: Value = serde_json::from_slice(body).map_err(|_| Refusal::Malformed)?;
    let Value::Object(fields) = value else {
        return Err(Refusal::invalid("", "Send one JSON object."));
    };
    only(&fields, &["targets", "wait_seconds"], String::new)?;
    let wait_seconds = wait_seconds(fields.get("wait_seconds"), limits.max_wait_seconds)?;
    let (targets, versions): (Vec<_>, Vec<_>) = targets(fields.get("targets"), limits.max_targets)?
        .into_iter()
        .unzip();
    Ok(Asked {
        wait_seconds,
        targets: targets.into(),
        versions: versions.into(),
    })
}

/// A body as nearly all are, in a fraction of the time. None where anything is unusual: that is looked at by hand.
fn read(body: &[u8], limits: &Limits) -> Option<Asked> {
    // A list of the fields' values would be read as well.
    if !body.trim_ascii_start().starts_with(b"{") {
        return None;
    }
    let plain: Plain = serde_json::from_slice(body).ok()?;
    let most = usize::try_from(limits.max_targets).unwrap_or(usize::MAX);
    if !(1..=most).contains(&plain.targets.len()) || plain.wait_seconds > LONGEST_WAIT {
        return None;
    }
    let known = plain.targets.iter().map(PlainTarget::known);
    let known: Option<Vec<Known>> = known.collect();
    let (targets, versions): (Vec<_>, Vec<_>) = known?.into_iter().unzip();
    Some(Asked {
        wait_seconds: plain.wait_seconds.min(limits.max_wait_seconds),
        targets: targets.into(),
        versions: versions.into(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain<'a> {
    #[serde(borrow)]
    targets: Vec<PlainTarget<'a>>,
    #[serde(default)]
    wait_seconds: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlainTarget<'a> {
    #[serde(default, deserialize_with = "present")]
    operation: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    review_pack: Option<i64>,
    version: Option<&'a str>,
}

impl PlainTarget<'_> {
    fn known(&self) -> Option<Known> {
        let target = match (self.operation, self.review_pack) {
            (Some(id), None) => Target::Operation(id),
            (None, Some(id)) => Target::ReviewPack(id),
            (None, None) | (Some(_), Some(_)) => return None,
        };
        let fits = self
            .version
            .is_none_or(|version| version.len() <= LONGEST_VERSION);
        fits.then(|| (target, self.version.and_then(Version::read)))
    }
}

/// A `null` is no id.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    i64::deserialize(deserializer).map(Some)
}

/// A longer wait than this gateway holds is asked of it in good faith; it is held as long as it can be.
fn wait_seconds(value: Option<&Value>, most: u32) -> Result<u32, Refusal> {
    let Some(value) = value else {
        return Ok(0);
    };
    let seconds = whole(value).and_then(|seconds| u32::try_from(seconds).ok());
    let allowed = seconds.filter(|seconds| *seconds <= LONGEST_WAIT);
    let refused = || {
        let allowed = format!("Send 0 to {LONGEST_WAIT} seconds.");
        Refusal::invalid("wait_seconds", allowed)
    };
    Ok(allowed.ok_or_else(refused)?.min(most))
}

type Known = (Target, Option<Version>);

fn targets(value: Option<&Value>, most: u32) -> Result<Vec<Known>, Refusal> {
    let Some(Value::Array(entries)) = value else {
        return Err(Refusal::invalid("targets", "Send a list of targets."));
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    if !(1..=most).contains(&entries.len()) {
        return Err(Refusal::invalid(
            "targets",
            format!("Send 1 to {most} targets."),
        ));
    }
    entries
        .iter()
        .enumerate()
        .map(|(index, entry)| target(index, entry))
        .collect()
}

fn target(index: usize, entry: &Value) -> Result<Known, Refusal> {
    let at = |field: &str| format!("targets[{index}]{field}");
    let Value::Object(fields) = entry else {
        return Err(Refusal::invalid(at(""), "Send one JSON object."));
    };
    only(fields, &["operation", "review_pack", "version"], || at("."))?;
    let target = match (fields.get("operation"), fields.get("review_pack")) {
        (Some(value), None) => Target::Operation(id(value, || at(".operation"))?),
        (None, Some(value)) => Target::ReviewPack(id(value, || at(".review_pack"))?),
        (None, None) | (Some(_), Some(_)) => {
            return Err(Refusal::invalid(
                at(""),
                "Send either operation or review_pack.",
            ));
        }
    };
    let version = version(fields.get("version"), || at(".version"))?;
    Ok((target, version))
}

fn id(value: &Value, field: impl FnOnce() -> String) -> Result<i64, Refusal> {
    whole(value).ok_or_else(|| Refusal::invalid(field(), "Send an id."))
}

/// JSON has one kind of number: 421.0 and 4.21e2 are 421.
fn whole(value: &Value) -> Option<i64> {
    let range = -TWO_TO_53..=TWO_TO_53;
    let written_otherwise = || {
        let number = value.as_f64()?;
        // Exact: it is whole, and so close to zero no other number was rounded to it.
        (number.fract() == 0.0 && range.contains(&number)).then_some(number as i64)
    };
    value.as_i64().or_else(written_otherwise)
}

fn version(
    value: Option<&Value>,
    field: impl FnOnce() -> String,
) -> Result<Option<Version>, Refusal> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(version)) if version.len() <= LONGEST_VERSION => {
            Ok(Version::read(version))
        }
        Some(_) => Err(Refusal::invalid(
            field(),
            "Send a version this gateway answered.",
        )),
    }
}

fn only(
    fields: &Map<String, Value>,
    known: &[&str],
    at: impl FnOnce() -> String,
) -> Result<(), Refusal> {
    let unknown = fields.keys().find(|name| !known.contains(&name.as_str()));
    match unknown {
        // A name is the client's own text; a long one is not worth repeating.
        Some(name) if name.len() <= LONGEST_NAME => {
            let at = at();
            let field = format!("{at}{name}");
            Err(Refusal::invalid(field, "There is no such field."))
        }
        Some(_) => Err(Refusal::invalid(
            at().trim_end_matches('.'),
            "There is no such field.",
        )),
        None => Ok(()),
    }
}

const LONGEST_VERSION: usize = 128;
const LONGEST_WAIT: u32 = 3600;
const LONGEST_NAME: usize = 64;
const TWO_TO_53: f64 = 9_007_199_254_740_992.0;

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn ask(body: &str) -> Result<Asked, Refusal> {
        parse(IsJson(true), body.as_bytes(), &limits())
    }

    fn limits() -> Limits {
        Limits {
            max_targets: 2,
            max_wait_seconds: 50,
            ..Limits::default()
        }
    }

    #[test]
    fn what_is_read_at_once_is_what_would_be_read_by_hand() {
        let usual = [
            r#"{"targets": [{"operation": 421, "version": "0123456789abcdef0123456789abcdef"}]}"#,
            r#"{"wait_seconds": 600, "targets": [{"review_pack": 12, "version": null}, {"operation": -1}]}"#,
            r#"{"wait_seconds": 50, "targets": [{"operation": 1, "version": "a"}]}"#,
        ];
        for body in usual.map(str::as_bytes) {
            let asked = read(body, &limits()).ok_or(Refusal::Malformed);
            assert!(asked.is_ok());
            assert_eq!(asked, read_by_hand(body, &limits()));
        }
        let unusual = [
            r#"{"targets": [{"operation": null, "review_pack": 5}]}"#,
            r#"{"targets": [{"operation": 1}], "targets": [{"operation": 2}]}"#,
            r#"{"targets": [{"operation": 1}], "wait_seconds": 3601}"#,
            r#"{"targets": []}"#,
        ];
        for body in unusual.into_iter().chain(IMPOSSIBLE.map(|(body, _)| body)) {
            assert_eq!(read(body.as_bytes(), &limits()), None, "{body}");
        }
    }

    #[test]
    fn both_kinds_of_target_are_read_with_and_without_a_version() {
        let version = "0123456789abcdef0123456789abcdef";
        let asked = ask(&format!(
            r#"{{"wait_seconds": 50, "targets": [{{"operation": 421, "version": "{version}"}}, {{"review_pack": 12}}]}}"#,
        ));

        let expected = Asked {
            wait_seconds: 50,
            targets: [Target::Operation(421), Target::ReviewPack(12)].into(),
            versions: [Version::read(version), None].into(),
        };
        assert_eq!(asked, Ok(expected));
    }

    #[test]
    fn a_version_of_anybody_else_is_taken_and_never_fits() {
        let asked = ask(r#"{"targets": [{"operation": 1, "version": "a"}]}"#).unwrap();

        assert_eq!(*asked.versions, [None]);
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_fraction_or_an_exponent() {
        let ids = |body: &str| {
            let asked = ask(body).unwrap();
            (asked.wait_seconds, asked.targets[0])
        };

        let plain = r#"{"wait_seconds": 2, "targets": [{"operation": -421}]}"#;
        let otherwise = r#"{"wait_seconds": 2.0, "targets": [{"operation": -4.21e2}]}"#;
        assert_eq!(ids(plain), (2, Target::Operation(-421)));
        assert_eq!(ids(otherwise), ids(plain));
    }

    #[test]
    fn an_id_that_no_number_of_ours_holds_is_refused() {
        for id in [
            "9223372036854775808",
            "-9223372036854775809",
            "1e19",
            "-1e300",
            "421.5",
        ] {
            let body = format!(r#"{{"targets": [{{"operation": {id}}}]}}"#);

            let expected = Refusal::invalid("targets[0].operation", "Send an id.");
            assert_eq!(ask(&body), Err(expected), "{id}");
        }
    }

    #[test]
    fn every_impossible_field_is_named() {
        let long = "x".repeat(129);
        let version = format!(r#"{{"targets": [{{"operation": 1, "version": "{long}"}}]}}"#);
        let name = format!(r#"{{"targets": [{{"operation": 1, "{long}": 1}}]}}"#);
        let too_long = [
            (version.as_str(), "targets[0].version"),
            (name.as_str(), "targets[0]"),
        ];
        for (body, expected) in IMPOSSIBLE.into_iter().chain(too_long) {
            let Err(Refusal::Invalid { field, .. }) = ask(body) else {
                panic!("{body} was taken");
            };
            assert_eq!(field, expected, "{body}");
        }
    }

    #[test]
    fn what_is_no_json_is_told_apart() {
        assert_eq!(ask("{").unwrap_err(), Refusal::Malformed);
        let untold = parse(IsJson(false), b"{}", &Limits::default());
        assert_eq!(untold.unwrap_err(), Refusal::UnsupportedMediaType);
    }

    #[tokio::test]
    async fn json_is_told_whatever_its_parameters() {
        for (kind, expected) in [
            (Some("application/json"), true),
            (Some("Application/JSON; charset=utf-8"), true),
            (Some("text/plain"), false),
            (None, false),
        ] {
            let request = Request::builder();
            let request = match kind {
                Some(kind) => request.header(CONTENT_TYPE, kind),
                None => request,
            };
            let (mut parts, ()) = request.body(()).unwrap().into_parts();

            let IsJson(told) = IsJson::from_request_parts(&mut parts, &()).await.unwrap();
            assert_eq!(told, expected, "{kind:?}");
        }
    }

    /// Bodies, each with the field that is to blame.
    const IMPOSSIBLE: [(&str, &str); 18] = [
        (r#"[[{"operation": 1}]]"#, ""),
        (r#"[[{"operation": 1}], 50]"#, ""),
        ("[]", ""),
        ("{}", "targets"),
        (r#"{"targets": []}"#, "targets"),
        (r#"{"targets": {}}"#, "targets"),
        (
            r#"{"targets": [{"operation": 1}, {"operation": 2}, {"operation": 3}]}"#,
            "targets",
        ),
        (
            r#"{"targets": [{"operation": 1}], "wait_seconds": 3601}"#,
            "wait_seconds",
        ),
        (
            r#"{"targets": [{"operation": 1}], "wait_seconds": -1}"#,
            "wait_seconds",
        ),
        (
            r#"{"targets": [{"operation": 1}], "wait_seconds": "1"}"#,
            "wait_seconds",
        ),
        (r#"{"targets": [{"operation": 1}], "wait": 1}"#, "wait"),
        (r#"{"targets": [1]}"#, "targets[0]"),
        (r#"{"targets": [{}]}"#, "targets[0]"),
        (
            r#"{"targets": [{"operation": 1, "review_pack": 2}]}"#,
            "targets[0]",
        ),
        (
            r#"{"targets": [{"operation": 1}, {"operation": "2"}]}"#,
            "targets[1].operation",
        ),
        (
            r#"{"targets": [{"review_pack": 1.5}]}"#,
            "targets[0].review_pack",
        ),
        (
            r#"{"targets": [{"operation": 1, "version": 2}]}"#,
            "targets[0].version",
        ),
        (
            r#"{"targets": [{"operation": 1, "etag": "a"}]}"#,
            "targets[0].etag",
        ),
    ];
}
