//! What strangers send, read as every request's is: for the fuzz targets, and for nothing else.
//!
//! Values of the gateway's own stay inside; what leaves is what a claim compares.

use axum::http::header::{HeaderMap, HeaderValue, IF_NONE_MATCH};
use jiff::Timestamp;

use crate::config::Limits;
use crate::endpoints::operations::query;
use crate::endpoints::{has, watch};
use crate::version::Version;

/// Whether an `If-None-Match` names this tag; none where no header can carry it.
#[must_use]
pub fn names_tag(if_none_match: &[u8], tag: &str) -> Option<bool> {
    let value = HeaderValue::from_bytes(if_none_match).ok()?;
    Some(has(&HeaderMap::from_iter([(IF_NONE_MATCH, value)]), tag))
}

/// A version, read and told again; none where this gateway made no such version.
#[must_use]
pub fn version(text: &str) -> Option<String> {
    Version::read(text).map(|version| version.to_string())
}

/// A watch's body in words: as it is read at once, where it is, and as it is read by hand.
pub fn watch_body(body: &[u8]) -> (Option<String>, Result<String, String>) {
    watch::request::read_twice(body, &Limits::default())
}

/// How many rows the query of a list asks for, and its cursor as it would be told; none where the query is refused.
#[must_use]
pub fn list_query(pairs: Vec<(String, String)>, now: Timestamp) -> Option<(usize, Option<String>)> {
    let filter = query::filter(pairs, now, 7).ok()?;
    let cursor = filter.below.map(|below| query::cursor(filter.order, below));
    Some((filter.limit, cursor))
}
