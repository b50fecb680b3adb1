//! The three kinds of 404, which run the same statements: how long each takes, one after the other in turns.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hyper::StatusCode;
use serde::Serialize;

use crate::bench::Bench;
use crate::http::{Ask, Line, OPERATIONS, get};
use crate::operations::{active, usual_durations_are_known};
use crate::spread::Spread;

#[derive(Debug, Serialize)]
pub(crate) struct Unseen {
    /// Why there is nothing to see.
    pub(crate) kind: String,
    pub(crate) time: Spread,
}

/// As one of those who see one workspace, on one connection.
pub(crate) async fn measure(bench: &Bench) -> Result<Vec<Unseen>> {
    let asks = asks(bench).await?;
    let active = active(&mut bench.server.connect().await?).await?;
    let served = bench.installation.start().await?;
    let mut line = Line::open(served.address).await?;
    // Their measurement after a start takes a processor for seconds.
    usual_durations_are_known(&mut line, &bench.tokens[0], active.into_keys()).await?;
    for ask in asks.values() {
        time(&mut line, ask).await?;
    }
    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for _ in 0..bench.size.samples {
        for (kind, ask) in &asks {
            let time = time(&mut line, ask).await?;
            times.entry(kind).or_default().push(time);
        }
    }
    served.stop().await?;
    let unseen = times.into_iter().map(|(kind, times)| Unseen {
        kind: kind.to_owned(),
        time: Spread::of(times),
    });
    Ok(unseen.collect())
}

async fn asks(bench: &Bench) -> Result<BTreeMap<String, Ask>> {
    // The first of them, whose token it is.
    let user = bench.size.people + 1;
    let mut product = bench.server.connect().await?;
    let query = sqlx::query_as(include_str!("../sql/unseen.sql")).bind(user);
    let rows: Vec<(String, Option<i64>)> = query.fetch_all(&mut product).await?;
    let asks = rows.into_iter().map(|(kind, id)| -> Result<(String, Ask)> {
        let id = id.with_context(|| format!("there is no operation for the 404 {kind}"))?;
        let ask = get(&format!("{OPERATIONS}/{id}"), bench.token(0, true))?;
        Ok((kind, ask))
    });
    asks.collect()
}

/// Another answer ends the benchmark: its time would be of something else.
async fn time(line: &mut Line, ask: &Ask) -> Result<Duration> {
    let sent = Instant::now();
    let answer = line.ask(ask.clone()).await?;
    let status = answer.status;
    ensure!(
        status == StatusCode::NOT_FOUND,
        "expected 404, got {status}"
    );
    Ok(answer.arrived.duration_since(sent))
}
