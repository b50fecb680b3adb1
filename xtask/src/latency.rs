//! `cargo xtask bench latency`: builds the app as it is released, lets `tests/latency` measure on the headless desktop how
//! soon it shows what happened, and makes a table of the samples. docs/benchmarks.md says what the figures mean.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use serde_json::{Value, json};

use crate::{app, bench, released};

#[derive(Args, Debug)]
pub struct Latency {
    /// How often everything is measured, over a minute each time; of fewer than 100 the 99th percentile is the longest
    #[arg(long, default_value_t = 7, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Where the figures go as JSON, and the table beside it as Markdown; target/bench/latency.json, where absent
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Seconds, by what was measured.
type Samples = BTreeMap<String, Vec<f64>>;

/// One line of the table, in seconds.
#[derive(Debug, PartialEq)]
struct Row {
    key: &'static str,
    what: &'static str,
    median: f64,
    p99: f64,
}

impl Latency {
    /// # Errors
    /// When something cannot be installed, built or measured.
    pub fn run(&self) -> Result<()> {
        let release = released::build("the app", &[APP])?;
        let target = app::target_directory()?;
        let out = bench::file(self.out.as_deref(), &target.join("bench/latency.json"))?;
        let options = json!({ "runs": self.runs, "out": out });
        released::measure("latency", &release.join(app::BINARY), &options)?;
        self.report(&out)?;
        released::print_table(&out)
    }

    /// Puts medians and percentiles beside the samples that lie there, and the table into a file of its own.
    fn report(&self, out: &Path) -> Result<()> {
        let text = fs::read_to_string(out);
        let text = text.with_context(|| format!("Failed to read {}", out.display()))?;
        let samples: Samples =
            serde_json::from_str(&text).context("Failed to understand the samples")?;
        let rows = rows(&samples)?;
        let figures = json!({ "runs": self.runs, "seconds": figures(&rows, &samples) });
        for (file, text) in [
            (out.to_owned(), serde_json::to_string_pretty(&figures)?),
            (out.with_extension("md"), table(self.runs, &rows)),
        ] {
            fs::write(&file, text)
                .with_context(|| format!("Failed to write {}", file.display()))?;
        }
        Ok(())
    }
}

fn rows(samples: &Samples) -> Result<Vec<Row>> {
    let rows = ROWS.into_iter().map(|(key, what)| {
        let taken = samples.get(key).cloned().unwrap_or_default();
        let at = |percent| percentile(&taken, percent);
        let (median, p99) = at(50)
            .zip(at(99))
            .with_context(|| format!("{key:?} was not measured"))?;
        Ok(Row {
            key,
            what,
            median,
            p99,
        })
    });
    rows.collect()
}

/// The smallest sample that at least so many percent of all are no longer than (nearest rank); `None` of none.
fn percentile(samples: &[f64], percent: usize) -> Option<f64> {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

fn figures(rows: &[Row], samples: &Samples) -> Value {
    let figures = rows.iter().map(|row| {
        let figure = json!({
            "median": row.median,
            "p99": row.p99,
            "samples": samples.get(row.key),
        });
        (row.key.to_owned(), figure)
    });
    Value::Object(figures.collect())
}

fn table(runs: u32, rows: &[Row]) -> String {
    let mut table = format!("Seconds, {runs} of each.\n\n| | median | 99 % |\n|---|---|---|\n");
    for row in rows {
        let Row {
            what, median, p99, ..
        } = row;
        table.push_str(&format!("| {what} | {median:.2} | {p99:.2} |\n"));
    }
    table
}

const APP: &str = "build --release --package tenantatlas-monitor --features custom-protocol";
/// What `tests/latency` calls it, and what the table does.
const ROWS: [(&str, &str); 9] = [
    ("end_shown", "commit to notification, its window open"),
    ("end_closed", "commit to notification, every window closed"),
    (
        "wake_up",
        "wake-up to notification, with a pause of 2 to 6 s",
    ),
    ("overview_first_paint", "click to first paint: overview"),
    (
        "pinned_window_first_paint",
        "click to first paint: pinned window",
    ),
    (
        "another_pinned_window_first_paint",
        "click to first paint: another pinned window",
    ),
    ("overview_with_data", "click to painted data: overview"),
    (
        "pinned_window_with_data",
        "click to painted data: pinned window",
    ),
    (
        "another_pinned_window_with_data",
        "click to painted data: another pinned window",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_sample_by_its_nearest_rank() {
        let hundred: Vec<_> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(percentile(&hundred, 50), Some(50.0));
        assert_eq!(percentile(&hundred, 99), Some(99.0));
        let few = [0.4, 0.1, 0.3, 0.2];
        assert_eq!(percentile(&few, 50), Some(0.2));
        assert_eq!(percentile(&few, 99), Some(0.4));
        assert_eq!(percentile(&[7.0], 50), Some(7.0));
        assert_eq!(percentile(&[], 50), None);
    }

    #[test]
    fn every_line_of_the_table_has_its_figures() {
        let measured = ROWS.map(|(key, _)| (key.to_owned(), vec![0.25, 0.5, 4.0]));
        let samples = Samples::from(measured);
        let rows = rows(&samples).unwrap();
        let table = table(3, &rows);
        let lines: Vec<_> = table.lines().skip(2).collect();
        assert_eq!(lines.len(), 2 + ROWS.len());
        assert_eq!(
            lines[2],
            "| commit to notification, its window open | 0.50 | 4.00 |"
        );
        let figure = json!({ "median": 0.5, "p99": 4.0, "samples": [0.25, 0.5, 4.0] });
        assert_eq!(figures(&rows, &samples)["wake_up"], figure);
    }

    #[test]
    fn what_was_not_measured_is_named() {
        let error = rows(&Samples::new()).map_err(|error| error.to_string());
        assert_eq!(error, Err("\"end_shown\" was not measured".to_owned()));
    }
}
