//! How many cheap questions a second the gateway answers, beside a bare axum server: the same load, turn by turn.
//!
//! The load takes part of the same processor, so the processor time of a request is told as well.

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use fastrand::Rng;
use hyper::StatusCode;
use serde::Serialize;
use sqlx::PgConnection;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinSet;

use crate::bench::Bench;
use crate::books::{Books, Spent};
use crate::desks::TARGETS;
use crate::http::{Ask, Line, OPERATIONS, get_newer, watch};
use crate::operations::{active, request, usual_durations_are_known, versions};
use crate::process::worked;
use crate::served::Served;
use crate::spread::{Spread, median};

/// One question, asked of both. Each figure is the median of the rounds.
#[derive(Debug, Serialize)]
pub(crate) struct Rate {
    pub(crate) question: &'static str,
    pub(crate) bare: Figures,
    pub(crate) gateway: Figures,
    /// The gateway's requests per second over the bare server's.
    pub(crate) ratio: f64,
    /// What the database was asked meanwhile, by all these requests and the looks together.
    pub(crate) statements_per_second: f64,
    /// The same of the last round, by statement.
    pub(crate) statements: Vec<Spent>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Figures {
    pub(crate) per_second: f64,
    /// Of the server alone.
    pub(crate) processor_us_each: f64,
    pub(crate) median_ms: f64,
    pub(crate) p99_ms: f64,
}

/// One question as every connection sends it, and the answer that it must get.
struct Question {
    name: &'static str,
    asks: Vec<Ask>,
    status: StatusCode,
    most_bytes: usize,
}

struct Round {
    per_second: f64,
    processor_us_each: f64,
    spread: Spread,
}

pub(crate) async fn measure(bench: &Bench) -> Result<Vec<Rate>> {
    let mut books = bench.server.connect_to_books().await?;
    let served = bench.installation.start().await?;
    let questions = questions(bench, served.address).await?;
    let watch_bytes = questions.iter().map(|question| question.most_bytes).max();
    let bare = BareServer::start(watch_bytes.unwrap_or_default()).await?;
    let mut rates = Vec::new();
    for mut question in questions {
        let (mut bares, mut gateways) = (Vec::new(), Vec::new());
        let mut asked = Vec::new();
        // A timestamp may have a digit more.
        question.most_bytes += 16;
        for _ in 0..ROUNDS {
            bares.push(round(bare.address, bare.process, &question, bench.size.round).await?);
            let (gateway, statements) =
                booked(&mut books, &served, &question, bench.size.round).await?;
            gateways.push(gateway);
            asked.push(statements);
        }
        let (bare, gateway) = (figures(&bares), figures(&gateways));
        rates.push(Rate {
            question: question.name,
            ratio: gateway.per_second / bare.per_second,
            bare,
            gateway,
            statements_per_second: median(asked.iter().map(|spent| per_second(spent)).collect()),
            statements: asked.pop().unwrap_or_default(),
        });
    }
    served.stop().await?;
    Ok(rates)
}

/// Both, as the app asks them, with versions that are the latest.
async fn questions(bench: &Bench, address: SocketAddr) -> Result<[Question; 2]> {
    let active = active(&mut bench.server.connect().await?).await?;
    let mut line = Line::open(address).await?;
    usual_durations_are_known(&mut line, &bench.tokens[0], active.keys().copied()).await?;
    let known = versions(&mut line, &bench.tokens[0], active.into_keys()).await?;
    let tokens = bench.tokens.iter().cycle();
    let mut random = Rng::with_seed(64);
    let mut watches = Vec::new();
    let mut conditional = Vec::new();
    for token in tokens.take(CONNECTIONS) {
        let own = random.choose_multiple(known.iter(), TARGETS);
        if let Some((id, version)) = own.first() {
            let path = format!("{OPERATIONS}/{id}");
            conditional.push(get_newer(&path, token, version)?);
        }
        let targets = own
            .into_iter()
            .map(|(id, version)| (*id, Some(version.as_str())));
        watches.push(watch(token, &request(targets, 0))?);
    }
    let question = |name, asks, status| Question {
        name,
        asks,
        status,
        most_bytes: 0,
    };
    let mut watches = question("POST /watch, 20 unchanged targets", watches, StatusCode::OK);
    let answer = line.ask(watches.asks[0].clone()).await?;
    let text = answer.text()?;
    ensure!(text.contains(r#""changes":[]"#), "there is news: {text}");
    watches.most_bytes = answer.body.len();
    let conditional = question(
        "GET /operations/{id}, If-None-Match",
        conditional,
        StatusCode::NOT_MODIFIED,
    );
    Ok([conditional, watches])
}

/// A round of the gateway, and what the database was asked in it.
async fn booked(
    books: &mut PgConnection,
    served: &Served,
    question: &Question,
    span: Duration,
) -> Result<(Round, Vec<Spent>)> {
    let before = Books::read(books).await?;
    let began = Instant::now();
    let round = round(served.address, served.process(), question, span).await?;
    let span = began.elapsed();
    let statements = Books::read(books).await?.since(&before, span);
    Ok((round, statements))
}

fn per_second(statements: &[Spent]) -> f64 {
    statements.iter().map(|spent| spent.per_second).sum()
}

async fn round(
    address: SocketAddr,
    process: u32,
    question: &Question,
    span: Duration,
) -> Result<Round> {
    let mut lines = Vec::new();
    for ask in &question.asks {
        lines.push((Line::open(address).await?, ask.clone()));
    }
    let before = worked(process)?;
    let began = Instant::now();
    let mut crowd = JoinSet::new();
    for (line, ask) in lines {
        let (status, most_bytes) = (question.status, question.most_bytes);
        crowd.spawn(repeat(line, ask, began + span, status, most_bytes));
    }
    let mut times = Vec::new();
    while let Some(ended) = crowd.join_next().await {
        times.extend(ended??);
    }
    let span = began.elapsed();
    let worked = worked(process)?.saturating_sub(before);
    let many = times.len() as f64;
    Ok(Round {
        per_second: many / span.as_secs_f64(),
        processor_us_each: worked.as_secs_f64() * 1e6 / many,
        spread: Spread::of(times),
    })
}

/// A wrong answer ends the benchmark: its rate would mean nothing.
async fn repeat(
    mut line: Line,
    ask: Ask,
    end: Instant,
    status: StatusCode,
    most_bytes: usize,
) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    loop {
        let sent = Instant::now();
        if sent >= end {
            return Ok(times);
        }
        let answer = line.ask(ask.clone()).await?;
        times.push(answer.arrived.duration_since(sent));
        ensure!(
            answer.status == status && answer.body.len() <= most_bytes,
            "expected {status} and at most {most_bytes} bytes, got {}: {}",
            answer.status,
            answer.text().unwrap_or_default()
        );
    }
}

fn figures(rounds: &[Round]) -> Figures {
    let middle = |of: fn(&Round) -> f64| median(rounds.iter().map(of).collect());
    Figures {
        per_second: middle(|round| round.per_second),
        processor_us_each: middle(|round| round.processor_us_each),
        median_ms: middle(|round| round.spread.median_ms),
        p99_ms: middle(|round| round.spread.p99_ms),
    }
}

/// `gateway-bench bare`; dropped, it is killed.
struct BareServer {
    _child: Child,
    process: u32,
    address: SocketAddr,
}

impl BareServer {
    async fn start(watch_bytes: usize) -> Result<Self> {
        let program = std::env::current_exe().context("this program does not know its place")?;
        let mut child = Command::new(program)
            .args(["bare", "--watch-bytes", &watch_bytes.to_string()])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("Failed to start the bare server")?;
        let process = child.id().context("the bare server ended at once")?;
        let stdout = child
            .stdout
            .take()
            .context("the bare server has no output")?;
        let address = BufReader::new(stdout).lines().next_line().await?;
        let address = address.context("the bare server did not say its address")?;
        Ok(Self {
            address: address.parse()?,
            process,
            _child: child,
        })
    }
}

const CONNECTIONS: usize = 64;
/// Of each server, in turns.
const ROUNDS: usize = 3;
