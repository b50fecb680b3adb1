//! A server that plays a script: what each target is from when on, which environments are listed, and whether it
//! answers at all. It holds a watch as the gateway does, until something important changes.

mod history;
mod script;

use std::collections::BTreeMap;
use std::time::Duration;

use monitor_core::cadence::Wish;
use monitor_core::ports::{Answer, Ask, Change, ListKind, Observation, Scope, ScopedEnvironment};
use monitor_core::run::{Expected, Progress};
use monitor_core::{EnvironmentId, Fault, Narrowing, OperationId, Run, Target, Version};

use super::{Flight, Key};
pub use script::{Chapter, completed, pack, running, stale, stamp};
use script::{Script, environment_name, latest_pack, workspace};

/// From the server's answer to its arrival; a request arrives at once.
pub const LATENCY: Duration = Duration::from_millis(50);

pub struct Server {
    scripts: BTreeMap<Target, Script>,
    /// The environments the user is entitled to.
    pub environments: Vec<i64>,
    pub max_wait: Duration,
    pub wish: Wish,
    /// How many rows a page of a list has; all of them, where a test says nothing else.
    pub page: usize,
    /// How long every operation usually takes.
    pub expected: Option<Expected>,
    /// Since when no operation makes progress.
    pub stands_still: Option<Duration>,
    refusal: Option<Refusal>,
    /// Environments that the user lost, and since when: what is in them cannot be found.
    lost: BTreeMap<i64, Duration>,
    /// Counts what was changed of all this.
    revision: u64,
}

struct Refusal {
    since: Duration,
    /// All of them where absent.
    lane: Option<&'static str>,
    fault: Fault,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            scripts: BTreeMap::new(),
            environments: vec![1],
            max_wait: Duration::from_secs(50),
            wish: Wish::Nothing,
            page: usize::MAX,
            expected: None,
            stands_still: None,
            refusal: None,
            lost: BTreeMap::new(),
            revision: 0,
        }
    }
}

impl Server {
    pub fn add(&mut self, target: Target, created: Duration, chapter: Chapter) {
        let script = Script {
            created,
            environment: 1,
            chapters: vec![(created, chapter)],
        };
        self.scripts.insert(target, script);
        self.revision += 1;
    }

    pub fn plan(&mut self, target: Target, at: Duration, chapter: Chapter) {
        let unheard = || Script {
            created: at,
            environment: 1,
            chapters: Vec::new(),
        };
        let script = self.scripts.entry(target).or_insert_with(unheard);
        script.chapters.push((at, chapter));
        script.chapters.sort_by_key(|(start, _)| *start);
        self.revision += 1;
    }

    /// From now on every request of this lane, or of all of them, ends in this fault.
    pub fn refuse(&mut self, since: Duration, lane: Option<&'static str>, fault: Fault) {
        self.refusal = Some(Refusal { since, lane, fault });
        self.revision += 1;
    }

    pub fn recover(&mut self) {
        self.refusal = None;
        self.revision += 1;
    }

    /// When the answer to this request leaves the server.
    pub fn ready(&self, flight: &Flight) -> Duration {
        let plain = match &flight.ask {
            Ask::Watch { targets, wait, .. } => {
                let end = flight.sent + (*wait).min(self.max_wait);
                let news = targets.iter().filter_map(|(target, version)| {
                    self.news_of(*target, version.as_ref(), flight.sent)
                });
                news.min().map_or(end, |news| news.min(end))
            }
            Ask::Account | Ask::Details(_) | Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
                flight.sent
            }
        };
        match self.refusal_of(flight) {
            Some(refusal) if refusal.since <= plain => refusal.since.max(flight.sent),
            Some(_) | None => plain,
        }
    }

    pub fn answer(&self, flight: &Flight) -> Result<Observation, Fault> {
        self.answer_at(flight, self.ready(flight))
    }

    /// The answer that leaves then, which is when it is ready.
    pub(super) fn answer_at(&self, flight: &Flight, at: Duration) -> Result<Observation, Fault> {
        if let Some(refusal) = self
            .refusal_of(flight)
            .filter(|refusal| refusal.since <= at)
        {
            return Err(refusal.fault);
        }
        let answer = match &flight.ask {
            Ask::Account => Answer::Account(self.scope()),
            Ask::Details(id) => Answer::Details {
                context: Some(format!("{{\"operation\": {id}}}")),
            },
            Ask::Filtered(kind, narrowing) => self.list(*kind, narrowing, at),
            Ask::List(kind) => self.list(*kind, &Narrowing::default(), at),
            Ask::Search(text) => {
                let found = |run: &Run| run.id.to_string().contains(text.as_str());
                operations(self.runs(at).filter(found))
            }
            Ask::Watch { targets, .. } => {
                let changes = targets
                    .iter()
                    .filter_map(|(target, version)| self.change(*target, version.as_ref(), at));
                Answer::Watch(changes.collect())
            }
        };
        let server_time = (!matches!(flight.ask, Ask::Details(_))).then(|| stamp(at));
        Ok(Observation {
            server_time,
            wish: self.wish,
            answer,
        })
    }

    fn refusal_of(&self, flight: &Flight) -> Option<&Refusal> {
        let meant = |refusal: &&Refusal| refusal.lane.is_none_or(|lane| lane == flight.ask.lane());
        self.refusal.as_ref().filter(meant)
    }

    /// Where somebody may not look, nothing is found.
    fn is_lost(&self, target: Target, script: &Script) -> Option<Duration> {
        let environment = match target {
            Target::Operation(_) => script.environment,
            Target::ReviewPack(id) => id.value(),
        };
        self.lost.get(&environment).copied()
    }

    /// When a held watch has something important to say about a target of which this version is known.
    fn news_of(&self, target: Target, known: Option<&Version>, sent: Duration) -> Option<Duration> {
        let Some(script) = self.scripts.get(&target) else {
            return Some(sent);
        };
        let lost = self.is_lost(target, script);
        if let Some(since) = lost {
            return Some(since.max(sent));
        }
        let Some((index, _)) = script.at(sent) else {
            return Some(sent);
        };
        let seen = known.and_then(|version| version.as_str().split('.').next());
        if seen.and_then(|chapter| chapter.parse::<usize>().ok()) != Some(index) {
            return Some(sent);
        }
        script.chapters.get(index + 1).map(|(start, _)| *start)
    }

    fn change(&self, target: Target, known: Option<&Version>, at: Duration) -> Option<Change> {
        let Some(script) = self.scripts.get(&target) else {
            return Some(Change::NotFound(target));
        };
        let Some((index, chapter)) = script.at(at) else {
            return Some(Change::NotFound(target));
        };
        let version = Version::new(format!("{index}.{}", script.progress(self.counted(at))));
        if matches!(chapter, Chapter::Forbidden) && self.is_lost(target, script).is_none() {
            return Some(Change::Forbidden(target));
        }
        if matches!(chapter, Chapter::Gone) || self.is_lost(target, script).is_some() {
            return Some(Change::NotFound(target));
        }
        if known == Some(&version) {
            return None;
        }
        Some(match target {
            Target::Operation(id) => match self.run_of(script, id, at) {
                Some(run) => Change::Operation {
                    version,
                    run: Box::new(run),
                },
                None => Change::NotFound(target),
            },
            Target::ReviewPack(id) => Change::ReviewPack {
                version,
                latest: Box::new(latest_pack(id, chapter)),
            },
        })
    }

    /// An operation as its script has it, and as this server speaks of all of them.
    fn run_of(&self, script: &Script, id: OperationId, at: Duration) -> Option<Run> {
        let mut run = script.run(id, at)?;
        run.expected = self.expected;
        if let Progress::Counted { processed, .. } = &mut run.progress {
            let seconds = script.progress(self.counted(at));
            *processed = i64::try_from(seconds).expect("not that old");
        }
        Some(run)
    }

    /// Until when it counts.
    fn counted(&self, at: Duration) -> Duration {
        self.stands_still.map_or(at, |since| at.min(since))
    }

    fn runs(&self, at: Duration) -> impl Iterator<Item = Run> {
        self.scripts
            .iter()
            .filter(|(target, script)| self.is_lost(**target, script).is_none())
            .filter_map(move |(target, script)| match target {
                Target::Operation(id) => self.run_of(script, *id, at),
                Target::ReviewPack(_) => None,
            })
    }

    fn list(&self, kind: ListKind, narrowing: &Narrowing, at: Duration) -> Answer {
        let listed =
            |script: &Script| script.is_listed(kind, at) && script.is_within(narrowing, at);
        let mut found: Vec<_> = self
            .scripts
            .iter()
            .filter(|(target, script)| listed(script) && self.is_lost(**target, script).is_none())
            .filter_map(|(target, script)| match target {
                Target::Operation(id) => Some((script.created, *id, script)),
                Target::ReviewPack(_) => None,
            })
            .collect();
        found.sort_by_key(|(created, id, _)| std::cmp::Reverse((*created, *id)));
        let total = u64::try_from(found.len()).expect("a handful");
        found.truncate(self.page);
        let runs = found
            .iter()
            .filter_map(|(_, id, script)| self.run_of(script, *id, at));
        Answer::Operations {
            runs: runs.collect(),
            total,
        }
    }

    fn scope(&self) -> Scope {
        let environments = self
            .environments
            .iter()
            .filter_map(|id| EnvironmentId::new(*id));
        let scoped = environments.map(|id| ScopedEnvironment {
            id,
            name: environment_name(id),
            workspace: workspace().0,
            workspace_name: workspace().1,
        });
        Scope {
            user_id: 7,
            user: "Kim Muster".to_owned(),
            workspaces: vec![workspace().0],
            environments: scoped.collect(),
            max_targets: 200,
            max_wait: self.max_wait,
        }
    }
}

/// All of them on one page.
fn operations(found: impl Iterator<Item = Run>) -> Answer {
    let runs: Vec<_> = found.collect();
    let total = u64::try_from(runs.len()).expect("a handful");
    Answer::Operations { runs, total }
}
