//! Thousands of held watches: what they cost in memory, processor time and statements, and how soon each hears of a
//! change.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use serde::Serialize;
use sqlx::PgConnection;
use tokio::time::sleep;

use crate::bench::Bench;
use crate::books::{Books, Spent};
use crate::desks::{Desks, Told};
use crate::http::Line;
use crate::operations::{Phase, active, usual_durations_are_known, versions};
use crate::process::Memory;
use crate::served::Served;
use crate::spread::Spread;
use crate::writer::{Committed, Writer};

#[derive(Debug, Serialize)]
pub(crate) struct Held {
    pub(crate) watches: usize,
    pub(crate) indexes: bool,
    /// Before anybody asked.
    pub(crate) memory_fresh: Memory,
    /// With all targets known, before the watches came.
    pub(crate) memory_before: Memory,
    pub(crate) memory_with: Memory,
    pub(crate) kib_each: f64,
    /// Nothing changes.
    pub(crate) still: Span,
    pub(crate) moving: Option<Moving>,
    /// How often a desk got anything but an answer, and the first such words.
    pub(crate) faults: usize,
    pub(crate) first_fault: Option<String>,
}

/// What went on in a span of time.
#[derive(Debug, Serialize)]
pub(crate) struct Span {
    pub(crate) seconds: f64,
    /// Of the gateway, in percent of one core.
    pub(crate) processor_percent: f64,
    pub(crate) answers_per_second: f64,
    pub(crate) statements_per_second: f64,
    pub(crate) statements: Vec<Spent>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Moving {
    pub(crate) span: Span,
    pub(crate) changes_per_second: f64,
    /// From the commit until a desk had the head of the answer with it.
    pub(crate) delay: Spread,
    /// How often a desk had not heard of an operation's last change when the gateway had been left alone for a while.
    pub(crate) unheard: usize,
}

/// With `moving`, operations change in the end.
pub(crate) async fn measure(
    bench: &Bench,
    many: usize,
    indexes: bool,
    moving: bool,
) -> Result<Held> {
    let size = &bench.size;
    let mut product = bench.server.connect().await?;
    let mut books = bench.server.connect_to_books().await?;
    let served = bench.installation.start().await?;
    let memory_fresh = served.memory()?;
    let active = active(&mut product).await?;
    let mut line = Line::open(served.address).await?;
    usual_durations_are_known(&mut line, &bench.tokens[0], active.keys().copied()).await?;
    let known = versions(&mut line, &bench.tokens[0], active.keys().copied()).await?;
    sleep(SETTLE).await;
    let memory_before = served.memory()?;
    let desks = Desks::come(served.address, &bench.tokens, &known, many).await;
    until_held(&served, &desks, many).await?;
    sleep(SETTLE).await;
    let memory_with = served.memory()?;

    let watched = Watched::begin(&served, &desks, &mut books).await?;
    sleep(size.still).await;
    let still = watched.end(&served, &desks, &mut books).await?;
    let moving = if moving {
        let writer = Writer::new(product, &active);
        Some(move_on(bench, writer, &served, &desks, &mut books).await?)
    } else {
        None
    };
    let faults = desks.heard.faults();
    drop(desks);
    served.stop().await?;
    let grown = memory_with
        .resident_kib
        .saturating_sub(memory_before.resident_kib);
    Ok(Held {
        watches: many,
        indexes,
        memory_fresh,
        memory_before,
        memory_with,
        kib_each: grown as f64 / many as f64,
        still,
        moving,
        faults: faults.len(),
        first_fault: faults.into_iter().next(),
    })
}

async fn move_on(
    bench: &Bench,
    mut writer: Writer,
    served: &Served,
    desks: &Desks,
    books: &mut PgConnection,
) -> Result<Moving> {
    let size = &bench.size;
    let watched = Watched::begin(served, desks, books).await?;
    let began = Instant::now();
    let committed = writer.work(size.changes_per_second, size.moving).await?;
    let changes_per_second = committed.len() as f64 / began.elapsed().as_secs_f64();
    let span = watched.end(served, desks, books).await?;
    // Whoever has not heard by now never will.
    sleep(LAST_NEWS).await;
    let (delay, unheard) = delays(&committed, &desks.heard.told(), &desks.targets);
    Ok(Moving {
        span,
        changes_per_second,
        delay,
        unheard,
    })
}

/// All but one in a hundred: some are just between two watches.
async fn until_held(served: &Served, desks: &Desks, many: usize) -> Result<()> {
    let limit = Instant::now() + Duration::from_secs(60);
    let mut held = 0;
    while Instant::now() < limit {
        held = served.held().await?;
        if held * 100 >= many * 99 {
            return Ok(());
        }
        sleep(Duration::from_millis(200)).await;
    }
    let fault = desks.heard.faults().into_iter().next().unwrap_or_default();
    bail!("only {held} of {many} watches are held: {fault}")
}

/// Books that were opened on a span of time.
struct Watched {
    since: Instant,
    worked: Duration,
    answers: u64,
    books: Books,
}

impl Watched {
    async fn begin(served: &Served, desks: &Desks, books: &mut PgConnection) -> Result<Self> {
        Ok(Self {
            books: Books::read(books).await?,
            answers: desks.heard.answers(),
            worked: served.worked()?,
            since: Instant::now(),
        })
    }

    async fn end(self, served: &Served, desks: &Desks, books: &mut PgConnection) -> Result<Span> {
        let span = self.since.elapsed();
        let worked = served.worked()?.saturating_sub(self.worked);
        let answers = desks.heard.answers() - self.answers;
        let statements = Books::read(books).await?.since(&self.books, span);
        let seconds = span.as_secs_f64();
        Ok(Span {
            seconds,
            processor_percent: worked.as_secs_f64() / seconds * 100.0,
            answers_per_second: answers as f64 / seconds,
            statements_per_second: statements.iter().map(|spent| spent.per_second).sum(),
            statements,
        })
    }
}

/// How long each desk waited for each change of its targets, and how many last changes it never heard of. What was
/// overtaken before the next look, nobody is told.
fn delays(committed: &[Committed], told: &[Told], targets: &[Vec<i64>]) -> (Spread, usize) {
    let times: HashMap<(i64, Phase), Instant> = committed
        .iter()
        .map(|change| ((change.operation, change.phase), change.at))
        .collect();
    let mut heard: HashSet<(usize, i64, Phase)> = HashSet::new();
    let mut waits = Vec::new();
    for told in told {
        let Some(at) = times.get(&(told.operation, told.phase)) else {
            continue;
        };
        if heard.insert((told.desk, told.operation, told.phase)) {
            waits.push(told.at.saturating_duration_since(*at));
        }
    }
    let mut last: HashMap<i64, Phase> = HashMap::new();
    for change in committed {
        last.insert(change.operation, change.phase);
    }
    let desks = targets.iter().enumerate();
    let unheard = desks.map(|(desk, targets)| {
        let missed = |id: &&i64| {
            last.get(*id)
                .is_some_and(|phase| !heard.contains(&(desk, **id, *phase)))
        };
        targets.iter().filter(missed).count()
    });
    (Spread::of(waits), unheard.sum())
}

const SETTLE: Duration = Duration::from_secs(2);
const LAST_NEWS: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_counts_once_for_each_desk_and_a_missed_one_is_noticed() {
        let start = Instant::now();
        let committed = |operation, phase, seconds| Committed {
            operation,
            phase,
            at: start + Duration::from_secs(seconds),
        };
        let told = |desk, operation, phase, seconds| Told {
            desk,
            operation,
            phase,
            at: start + Duration::from_secs(seconds),
        };
        let committed = [
            committed(1, Phase::Running, 0),
            committed(1, Phase::Completed, 2),
            committed(2, Phase::Completed, 3),
        ];
        let told = [
            told(0, 1, Phase::Running, 1),
            told(0, 1, Phase::Completed, 4),
            told(0, 1, Phase::Completed, 9),
            told(1, 1, Phase::Completed, 5),
            told(1, 3, Phase::Running, 5),
        ];

        let (delay, unheard) = delays(&committed, &told, &[vec![1, 3], vec![1, 2]]);

        let expected = Spread {
            samples: 3,
            median_ms: 2000.0,
            p99_ms: 3000.0,
            max_ms: 3000.0,
        };
        assert_eq!((delay, unheard), (expected, 1));
    }
}
