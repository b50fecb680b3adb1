//! One JSON line for every request, also for those whose client went away before the answer (status 499).
//!
//! Names the route's template, never the raw address, a query string or a header of the client's own words.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use anyhow::{Context, Result};
use axum::body::{Body, HttpBody};
use axum::extract::{MatchedPath, Request};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt;
use jiff::Timestamp;
use monitor_wire::{LANE_HEADER, Target};
use serde::{Serialize, Serializer};

use crate::step::Step;

pub(crate) enum AccessLog {
    /// Appended to in one write for each line, so that lines never mix and nothing waits in a buffer.
    File(File),
    Tracing,
}

/// What the handlers tell of a request; travels in its extensions.
#[derive(Clone, Default)]
pub(crate) struct Trail(Arc<Told>);

#[derive(Default)]
struct Told {
    user: OnceLock<i64>,
    asked: OnceLock<Asked>,
}

#[derive(Default)]
struct Asked {
    /// How many targets of a watch; zero for other calls.
    watched: usize,
    targets: Arc<[Target]>,
}

impl AccessLog {
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else {
            return Ok(Self::Tracing);
        };
        let file = OpenOptions::new().create(true).append(true).open(path);
        let file =
            file.with_context(|| format!("Failed to open the access log {}", path.display()))?;
        Ok(Self::File(file))
    }

    fn write(&self, entry: &Entry<'_>) {
        let mut line = serde_json::to_string(entry).expect("an entry is plain data");
        match self {
            Self::File(file) => {
                let mut file = file;
                line.push('\n');
                if let Err(error) = file.write_all(line.as_bytes()) {
                    tracing::error!(%error, "the access log cannot be written");
                }
            }
            Self::Tracing => tracing::info!(target: "tenantatlas_gateway::access", "{line}"),
        }
    }
}

impl Trail {
    pub(crate) fn signed_in(&self, user: i64) {
        self.0.user.get_or_init(|| user);
    }

    pub(crate) fn asks(&self, target: Target) {
        self.0.asked.get_or_init(|| Asked {
            watched: 0,
            targets: Arc::new([target]),
        });
    }

    pub(crate) fn watches(&self, targets: Arc<[Target]>) {
        self.0.asked.get_or_init(|| Asked {
            watched: targets.len(),
            targets,
        });
    }
}

/// Outside of everything that may refuse, and of what makes an answer shorter.
#[derive(Clone)]
pub(crate) struct Record(pub(crate) Arc<AccessLog>);

impl Step for Record {
    type Kept = Line;

    fn before(&self, request: &mut Request) -> Result<Line, Box<Response>> {
        let line = Line::begin(Arc::clone(&self.0), request);
        request.extensions_mut().insert(line.trail.clone());
        Ok(line)
    }

    fn after(line: Line, response: Response) -> Response {
        line.answered(response)
    }
}

/// Written when dropped: with the answer's last byte, or when the client went away.
pub(crate) struct Line {
    log: Arc<AccessLog>,
    trail: Trail,
    time: Timestamp,
    since: Instant,
    route: Option<MatchedPath>,
    method: Method,
    lane: Option<&'static str>,
    status: u16,
    bytes: usize,
}

impl Line {
    fn begin(log: Arc<AccessLog>, request: &Request) -> Self {
        Self {
            log,
            trail: Trail::default(),
            time: Timestamp::now(),
            since: Instant::now(),
            route: request.extensions().get::<MatchedPath>().cloned(),
            method: request.method().clone(),
            lane: lane(request.headers()),
            status: CLIENT_WENT_AWAY,
            bytes: 0,
        }
    }

    fn answered(mut self, response: Response) -> Response {
        self.status = response.status().as_u16();
        let (mut parts, body) = response.into_parts();
        // A counted body no longer tells its length by itself.
        let length = body
            .size_hint()
            .exact()
            .filter(|_| parts.status != StatusCode::NOT_MODIFIED);
        if let Some(length) = length {
            parts.headers.insert(CONTENT_LENGTH, length.into());
        }
        let mut line = self;
        let counted = body.map_frame(move |frame| {
            line.count(frame.data_ref().map_or(0, |data| data.len()));
            frame
        });
        Response::from_parts(parts, Body::new(counted))
    }

    fn count(&mut self, bytes: usize) {
        self.bytes += bytes;
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let nothing = Asked::default();
        let asked = self.trail.0.asked.get().unwrap_or(&nothing);
        self.log.write(&Entry {
            time: self.time,
            route: self.route.as_ref().map(MatchedPath::as_str),
            method: self.method.as_str(),
            lane: self.lane,
            targets: asked.watched,
            target_ids: TargetIds(&asked.targets),
            status: self.status,
            bytes: self.bytes,
            ms: self.since.elapsed().as_millis(),
            user: self.trail.0.user.get().copied(),
        });
    }
}

#[derive(Serialize)]
struct Entry<'a> {
    time: Timestamp,
    route: Option<&'a str>,
    method: &'a str,
    lane: Option<&'static str>,
    targets: usize,
    target_ids: TargetIds<'a>,
    status: u16,
    bytes: usize,
    ms: u128,
    user: Option<i64>,
}

struct TargetIds<'a>(&'a [Target]);

impl Serialize for TargetIds<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(TargetId))
    }
}

struct TargetId<'a>(&'a Target);

impl Serialize for TargetId<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Target::Operation(id) => serializer.collect_str(&format_args!("operation:{id}")),
            Target::ReviewPack(environment) => {
                serializer.collect_str(&format_args!("review_pack:{environment}"))
            }
        }
    }
}

fn lane(headers: &HeaderMap) -> Option<&'static str> {
    let named = headers.get(LANE_HEADER)?;
    LANES
        .into_iter()
        .find(|lane| named.as_bytes() == lane.as_bytes())
}

const LANES: [&str; 6] = [
    "account",
    "details",
    "foreground",
    "list",
    "quiet",
    "search",
];
const CLIENT_WENT_AWAY: u16 = 499;
