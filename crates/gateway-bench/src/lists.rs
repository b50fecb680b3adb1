//! Pages of `GET /operations`, by filter: how long they take alone and among others, and whether any statement behind
//! them reads the whole table.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use hyper::StatusCode;
use monitor_wire::OperationList;
use serde::Serialize;
use tokio::task::JoinSet;

use crate::bench::Bench;
use crate::http::{Line, OPERATIONS, get};
use crate::plans::{Journal, Plans};
use crate::spread::Spread;

#[derive(Debug, Serialize)]
pub(crate) struct List {
    pub(crate) indexes: bool,
    /// Its filters; of the narrow user where it says so.
    pub(crate) filter: String,
    pub(crate) narrow_user: bool,
    /// How many operations match; the gateway stops counting somewhere.
    pub(crate) total: Option<i64>,
    /// One connection.
    pub(crate) alone: Spread,
    /// Eight connections, each asking as soon as it is answered.
    pub(crate) together: Spread,
    /// Answers that were no page: given up by the database, or not begun in time.
    pub(crate) failures: usize,
    pub(crate) plans: Option<Plans>,
}

struct Filter {
    name: &'static str,
    query: String,
    narrow: bool,
}

struct Asked {
    times: Vec<Duration>,
    failures: usize,
}

/// How often, and until when, all connections together may ask.
struct Allowance {
    left: AtomicUsize,
    end: Instant,
}

/// `plans` is a folder for the plans in full.
pub(crate) async fn measure(bench: &Bench, indexes: bool, plans: &Path) -> Result<Vec<List>> {
    let served = bench.installation.start().await?;
    let filters = filters(bench, served.address).await?;
    let mut lists = Vec::new();
    for filter in &filters {
        lists.push(list(bench, served.address, filter, indexes).await?);
    }
    served.stop().await?;
    explain(bench, &filters, &mut lists, plans).await?;
    Ok(lists)
}

async fn list(bench: &Bench, address: SocketAddr, filter: &Filter, indexes: bool) -> Result<List> {
    let first = bench.ask_page(address, filter).await?;
    let total = first.map(|page| page.total);
    // Slow pages need fewer samples to tell that they are slow.
    let span = bench.size.filter / if indexes { 1 } else { 2 };
    let alone = ask(bench, address, filter, 1, span).await?;
    let together = ask(bench, address, filter, CONNECTIONS, span).await?;
    Ok(List {
        indexes,
        filter: filter.name.to_owned(),
        narrow_user: filter.narrow,
        total,
        alone: Spread::of(alone.times),
        together: Spread::of(together.times),
        failures: alone.failures + together.failures,
        plans: None,
    })
}

/// On some connections, until there are enough samples or the time is over; what was asked by then is waited for.
async fn ask(
    bench: &Bench,
    address: SocketAddr,
    filter: &Filter,
    connections: usize,
    span: Duration,
) -> Result<Asked> {
    let mut crowd = JoinSet::new();
    let allowance = Arc::new(Allowance {
        left: AtomicUsize::new(bench.size.samples),
        end: Instant::now() + span,
    });
    for number in 0..connections {
        let token = bench.token(number, filter.narrow).to_owned();
        let allowance = Arc::clone(&allowance);
        crowd.spawn(repeat(address, filter.path(), token, allowance));
    }
    let mut all = Asked {
        times: Vec::new(),
        failures: 0,
    };
    while let Some(ended) = crowd.join_next().await {
        let Asked { times, failures } = ended??;
        all.times.extend(times);
        all.failures += failures;
    }
    Ok(all)
}

async fn repeat(
    address: SocketAddr,
    path: String,
    token: String,
    allowance: Arc<Allowance>,
) -> Result<Asked> {
    let mut line = Line::open(address).await?;
    let mut asked = Asked {
        times: Vec::new(),
        failures: 0,
    };
    while allowance.take() {
        let sent = Instant::now();
        let answer = line.ask(get(&path, &token)?).await?;
        if answer.status == StatusCode::OK {
            asked.times.push(sent.elapsed());
        } else {
            asked.failures += 1;
        }
    }
    Ok(asked)
}

/// Once more, one after the other, on a gateway whose statements are explained: a figure with that would be no figure.
async fn explain(
    bench: &Bench,
    filters: &[Filter],
    lists: &mut [List],
    folder: &Path,
) -> Result<()> {
    bench.server.explain_to_log(&bench.size).await?;
    let served = bench.installation.start().await?;
    let mut journal = Journal::open(&bench.server).await?;
    for (number, (filter, list)) in filters.iter().zip(lists).enumerate() {
        let mut pages = 0;
        for _ in 0..EXPLAINED {
            pages += usize::from(bench.ask_page(served.address, filter).await?.is_some());
        }
        let file = folder.join(format!("{number:02}.txt"));
        list.plans = journal.plans(filter.name, pages, &file).await?;
    }
    served.stop().await?;
    bench.server.explain_no_more(&bench.size).await
}

impl Allowance {
    /// Whether one more may be asked.
    fn take(&self) -> bool {
        let one_less = |left: usize| left.checked_sub(1);
        let ordering = Ordering::Relaxed;
        Instant::now() < self.end && self.left.fetch_update(ordering, ordering, one_less).is_ok()
    }
}

impl Filter {
    fn path(&self) -> String {
        match self.query.as_str() {
            "" => OPERATIONS.to_owned(),
            query => format!("{OPERATIONS}?{query}"),
        }
    }
}

impl Bench {
    /// None where the gateway gave up.
    async fn ask_page(
        &self,
        address: SocketAddr,
        filter: &Filter,
    ) -> Result<Option<OperationList>> {
        let ask = get(&filter.path(), self.token(0, filter.narrow))?;
        let answer = Line::open(address).await?.ask(ask).await?;
        if answer.status == StatusCode::SERVICE_UNAVAILABLE {
            return Ok(None);
        }
        Ok(Some(answer.json()?))
    }
}

/// As the app and its users ask. Environment 1 is the busiest, the last one the quietest.
async fn filters(bench: &Bench, address: SocketAddr) -> Result<Vec<Filter>> {
    let everybody = |name, query: &str| Filter {
        name,
        query: query.to_owned(),
        narrow: false,
    };
    let first = everybody("everything", "");
    let page = first_page(bench, address, &first).await?;
    ensure!(page.items.len() == 50, "the first page is not full");
    let cursor = page.next_cursor.context("there is no second page")?;
    let half_way = bench.size.finished_operations / 2;
    let quiet = bench.size.environments;
    let mut filters = vec![
        first,
        everybody("everything, second page", &format!("cursor={cursor}")),
        everybody("active", "status=active"),
        everybody("ended last", "status=completed&order=ended"),
        everybody("attention", "problem_class=attention"),
        everybody("terminal follow-up", "problem_class=terminal_follow_up"),
        everybody("outcome blocked", "outcome=blocked"),
        everybody("a busy environment", "environment=1"),
        everybody("a quiet environment", &format!("environment={quiet}")),
        everybody(
            "a busy environment's failures",
            "environment=1&outcome=failed",
        ),
        everybody("a workspace", "workspace=1"),
        everybody("a workspace's policy syncs", "workspace=1&type=policy.sync"),
        everybody("search an id", &format!("search=%23{half_way}")),
        everybody("search a part of a type", "search=restore"),
        everybody("search an environment's name", "search=Environment%201"),
        everybody("search what is nowhere", "search=nowhere"),
    ];
    let narrow = |name, query: &str| Filter {
        narrow: true,
        ..everybody(name, query)
    };
    filters.extend([
        narrow("everything", ""),
        narrow("ended last", "status=completed&order=ended"),
        narrow("attention", "problem_class=attention"),
        narrow("search a part of a type", "search=restore"),
    ]);
    Ok(filters)
}

/// The first one after a start may be given up while the gateway measures the usual durations.
async fn first_page(bench: &Bench, address: SocketAddr, filter: &Filter) -> Result<OperationList> {
    for _ in 0..FIRST_TRIES {
        if let Some(page) = bench.ask_page(address, filter).await? {
            return Ok(page);
        }
    }
    bail!("the gateway gives the first page up")
}

const FIRST_TRIES: u32 = 5;
const CONNECTIONS: usize = 8;
/// So often each filter is explained.
const EXPLAINED: usize = 2;
