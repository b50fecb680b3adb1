//! The figures beside their goals: as JSON, and as the table of docs/benchmarks.md.

use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::openings::Openings;
use crate::options::Options;
use crate::samples::{Figure, Samples, State, Whose};

pub(crate) struct Report {
    samples: Samples,
    opening: Value,
    openings: Option<Openings>,
    sizes: Sizes,
    runs: usize,
    idle_seconds: u64,
}

/// In MiB.
struct Sizes {
    monitor: f64,
    empty_app: f64,
    command_line: f64,
}

/// One line of the table.
struct Row {
    what: String,
    monitor: f64,
    /// The empty app, where nothing else is said.
    beside: Option<f64>,
    judged: Option<(Judged, f64)>,
}

/// What is at most as large as its goal.
#[derive(Clone, Copy)]
enum Judged {
    /// How much more it is than what stands beside it.
    Difference,
    Figure,
    Ratio,
}

impl Report {
    pub(crate) fn new(
        options: &Options,
        samples: Samples,
        opening: Value,
        openings: Option<Openings>,
    ) -> Result<Self> {
        let sizes = Sizes {
            monitor: size(&options.monitor)?,
            empty_app: size(&options.empty_app)?,
            command_line: size(&options.command_line)?,
        };
        Ok(Self {
            samples,
            opening,
            openings,
            sizes,
            runs: options.runs,
            idle_seconds: options.idle().as_secs(),
        })
    }

    /// The table goes beside the JSON, as Markdown.
    pub(crate) fn write(&self, out: &Path) -> Result<()> {
        let figures = json!({
            "runs": self.runs,
            "idle_seconds": self.idle_seconds,
            "samples": self.samples,
            "seconds_from_click": self.opening,
            "openings": self.openings,
            "binary_mib": {
                "monitor": self.sizes.monitor,
                "empty_app": self.sizes.empty_app,
                "command_line": self.sizes.command_line,
            },
        });
        for (file, text) in [
            (out.to_owned(), serde_json::to_string_pretty(&figures)?),
            (out.with_extension("md"), self.to_string()),
        ] {
            fs::write(&file, text)
                .with_context(|| format!("Failed to write {}", file.display()))?;
        }
        Ok(())
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = self.memory();
        rows.extend(self.quiet());
        rows.extend(self.times());
        if let Some(openings) = &self.openings {
            rows.push(Row {
                what: "private memory after many openings, growth in %".into(),
                monitor: openings.growth(),
                beside: None,
                judged: Some((Judged::Figure, 2.0)),
            });
        }
        rows.extend([
            row("binary in MiB", self.sizes.monitor, self.sizes.empty_app)
                .judged(Judged::Figure, 15.0),
            Row {
                what: "binary of the command line in MiB".into(),
                monitor: self.sizes.command_line,
                beside: None,
                judged: Some((Judged::Figure, 6.0)),
            },
        ]);
        rows
    }

    fn memory(&self) -> Vec<Row> {
        let monitor = |state| self.median(Whose::Monitor, state, Figure::Memory);
        let empty = |state| self.median(Whose::EmptyApp, state, Figure::Memory);
        let further = |ten: f64, one: f64| (ten - one) / 9.0;
        let ratio =
            |what, state, goal| row(what, monitor(state), empty(state)).judged(Judged::Ratio, goal);
        vec![
            ratio("tray alone", State::TrayOnly, 1.15),
            ratio("one pinned window", State::OneWindow, 1.15),
            row(
                "each further pinned window",
                further(monitor(State::TenWindows), monitor(State::OneWindow)),
                further(empty(State::TenWindows), empty(State::OneWindow)),
            )
            .judged(Judged::Ratio, 0.5),
            row(
                "ten pinned windows",
                monitor(State::TenWindows),
                empty(State::TenWindows),
            ),
            row(
                "overview, beside one empty window",
                monitor(State::Overview),
                empty(State::OneWindow),
            ),
            row(
                "a window closed, beside the same minimised",
                monitor(State::Closed),
                monitor(State::PutAside),
            )
            .judged(Judged::Ratio, 0.56),
        ]
    }

    /// The goals are those of an app that nobody looks at: a window shows the seconds that pass.
    fn quiet(&self) -> Vec<Row> {
        let [processor, wake_ups, requests] = self.idle("idle", State::TrayOnly, State::TrayOnly);
        let mut rows = vec![
            processor.judged(Judged::Figure, 0.1),
            wake_ups.judged(Judged::Difference, 1.0),
            requests,
        ];
        for (what, state, beside) in WITH_WINDOWS {
            rows.extend(self.idle(what, state, beside));
        }
        rows
    }

    fn idle(&self, what: &str, state: State, beside: State) -> [Row; 3] {
        let both = |unit, figure| {
            let monitor = self.median(Whose::Monitor, state, figure);
            let empty = self.median(Whose::EmptyApp, beside, figure);
            row(format!("{what}: {unit}"), monitor, empty)
        };
        [
            both("% of one core", Figure::Processor),
            both("wake-ups a second", Figure::WakeUps),
            Row {
                beside: None,
                ..both("requests a minute", Figure::Requests)
            },
        ]
    }

    fn median(&self, whose: Whose, state: State, figure: Figure) -> f64 {
        self.samples.median(whose, state, figure)
    }

    fn times(&self) -> Vec<Row> {
        let start = row(
            "start to tray icon in s",
            self.median(Whose::Monitor, State::TrayOnly, Figure::ToTray),
            self.median(Whose::EmptyApp, State::TrayOnly, Figure::ToTray),
        );
        let opening = |what: &str, window: &str| {
            let seconds = &self.opening[window]["to_paint_with_data"]["p95"];
            Row {
                what: what.into(),
                monitor: seconds.as_f64().unwrap_or_default() * 1_000.0,
                beside: None,
                judged: Some((Judged::Figure, 300.0)),
            }
        };
        vec![
            start.judged(Judged::Ratio, 1.25),
            opening("click to first pinned window in ms (95 %)", "pinned_window"),
            opening(
                "click to another pinned window in ms (95 %)",
                "another_pinned_window",
            ),
            opening("click to overview in ms (95 %)", "overview"),
        ]
    }
}

impl Row {
    fn judged(self, judged: Judged, goal: f64) -> Self {
        Self {
            judged: Some((judged, goal)),
            ..self
        }
    }

    /// How it stands to its goal, and whether that is met.
    fn verdict(&self, judged: Judged, goal: f64) -> String {
        let beside = self.beside.unwrap_or_default();
        let (figure, sign) = match judged {
            Judged::Difference => (self.monitor - beside, " more"),
            Judged::Figure => (self.monitor, ""),
            Judged::Ratio => (self.monitor / beside, " times"),
        };
        // What could not be compared has not met its goal.
        let verdict = if figure <= goal { "met" } else { "MISSED" };
        format!("{figure:.2}{sign} | at most {goal}{sign}, {verdict}")
    }
}

fn row(what: impl Into<String>, monitor: f64, beside: f64) -> Row {
    Row {
        what: what.into(),
        monitor,
        beside: Some(beside),
        judged: None,
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            runs, idle_seconds, ..
        } = self;
        writeln!(
            f,
            "Medians of {runs}, idle for {idle_seconds} s; memory is PSS in MiB.\n\n{HEAD}"
        )?;
        self.rows().iter().try_for_each(|row| writeln!(f, "{row}"))
    }
}

impl Display for Row {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "| {} | {:.2} | ", self.what, self.monitor)?;
        if let Some(beside) = self.beside {
            write!(f, "{beside:.2} ")?;
        }
        match self.judged {
            Some((judged, goal)) => write!(f, "| {} |", self.verdict(judged, goal)),
            None => write!(f, "| | |"),
        }
    }
}

fn size(file: &Path) -> Result<f64> {
    let file = fs::metadata(file).with_context(|| format!("Failed to find {}", file.display()))?;
    Ok(file.len() as f64 / 1024.0 / 1024.0)
}

/// What is open, and the state of the empty app that stands beside it.
const WITH_WINDOWS: [(&str, State, State); 3] = [
    (
        "idle with one pinned window",
        State::OneWindow,
        State::OneWindow,
    ),
    (
        "idle with ten pinned windows",
        State::TenWindows,
        State::TenWindows,
    ),
    ("idle with the overview", State::Overview, State::OneWindow),
];
const HEAD: &str = "| | monitor | empty app | compared | goal |\n|---|---|---|---|---|";
