//! `cargo xtask test`: every check of this repository, in stages.
//!
//! A stage is a list of commands anybody can type; the first one that fails ends the run with the
//! line that repeats it.

mod drift;
mod passed;
mod stage;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;

use crate::{app, packages, shell};
use drift::Tree;
use passed::Passed;
use stage::{Stage, Step, Variable};

#[derive(Args, Debug)]
pub struct Test {
    /// Leave out whatever needs the window library or a desktop, and install nothing
    #[arg(long, conflicts_with = "long")]
    fast: bool,
    /// Everything, and what takes too long for every change
    #[arg(long)]
    long: bool,
}

impl Test {
    /// # Errors
    /// When something cannot be installed or started. A failing check is an exit code.
    pub fn run(&self) -> Result<ExitCode> {
        if !self.fast {
            packages::install()?;
            packages::install_browser()?;
            app::install_rust_components()?;
            app::install_ui_dependencies()?;
        }
        let before = Tree::look()?;
        let mut stages = if self.fast { fast() } else { full() };
        if self.long {
            stages.extend(at_length());
        }
        let mut passed = if self.fast { Passed::read()? } else { None };
        let mut report = Report::default();
        for stage in &stages {
            if !report.pass(stage, passed.as_mut())? {
                return Ok(report.finish());
            }
        }
        report.compare(before.as_ref())?;
        Ok(report.finish())
    }
}

fn full() -> Vec<Stage> {
    let mut ui = ui_checks();
    ui.steps.push(Step::ui("npm run build"));
    vec![
        Stage::new("format", vec![Step::new("cargo fmt --all --check")]),
        ui,
        walk_and_lints(),
        simulation(),
        Stage::new(
            "doc",
            vec![Step::with(DOC, &[("RUSTDOCFLAGS", "-D warnings")])],
        ),
        Stage::new("build", vec![Step::new(BUILD)]),
        Stage::new("test", tests()),
    ]
}

fn fast() -> Vec<Stage> {
    let mut stages = vec![Stage::new(
        "format",
        vec![Step::new("cargo fmt --all --check")],
    )];
    if shell::root().join("ui/node_modules").is_dir() {
        stages.push(ui_checks());
    } else {
        println!("Left out: ui (its dependencies are not installed: cd ui && npm ci)");
    }
    stages.push(Stage::new("clippy", vec![Step::new(FAST_CLIPPY)]));
    let units = FAST_UNIT.map(|(line, reads)| Step::new(line).reading(reads));
    stages.push(Stage::new("unit", units.into()));
    stages
}

/// The walk through the gallery waits for a browser for a third of its time, in which a compiler gets on.
fn walk_and_lints() -> Stage {
    Stage {
        name: "walk, lints",
        steps: vec![Step::ui("npm run gallery:test"), Step::new(CLIPPY)],
        together: true,
    }
}

/// What takes too long for every change.
fn at_length() -> [Stage; 6] {
    [
        soak(),
        simulation_at_length(),
        kills(),
        figures(),
        packages_tried(),
        fuzz(),
    ]
}

/// Every test there is. Schemathesis, in a virtual environment of its own, tries the gateway on both databases.
fn tests() -> Vec<Step> {
    vec![
        Step::new(VENV),
        Step::new(VENV_INSTALL),
        Step::with(TEST, &TESTED),
    ]
}

fn soak() -> Stage {
    let more = Step::with(SOAK, &[("PROPTEST_CASES", "20000")]);
    Stage::new("soak", vec![more, Step::new(WEEK)])
}

/// Seeds that were always played, some that never were, and whether planted bugs are found.
fn simulation() -> Stage {
    Stage::new("simulation", SIMULATION.map(Step::new).into())
}

fn simulation_at_length() -> Stage {
    Stage::new("long days", vec![Step::new(SIMULATION_AT_LENGTH)])
}

/// The app, killed at random moments as often as one would not wait for with every change.
fn kills() -> Stage {
    Stage::new("kills", vec![Step::with(KILLS, &[("KILLS", "200")])])
}

/// Every claim, on far more mutations; then by cargo-fuzz, which finds its own way.
fn fuzz() -> Stage {
    let more = Step::with(MUTATIONS, &[("FUZZ_MUTATIONS", "20000")]);
    Stage::new("fuzz", vec![more, Step::new(FUZZ)])
}

fn figures() -> Stage {
    Stage::new("figures", vec![Step::new(FIGURES)])
}

fn packages_tried() -> Stage {
    Stage::new("packages", vec![Step::new(PACKAGES_TRIED)])
}

fn ui_checks() -> Stage {
    Stage {
        name: "ui",
        steps: ["npm run check", "npm run lint", "npm run test"]
            .map(|line| Step::ui(line).reading(UI_READS))
            .into(),
        together: true,
    }
}

#[derive(Default)]
struct Report {
    passed: Vec<(&'static str, Duration)>,
    failed: Option<(&'static str, String)>,
}

impl Report {
    /// Runs one stage and says whether it passed.
    fn pass(&mut self, stage: &Stage, passed: Option<&mut Passed>) -> Result<bool> {
        let start = Instant::now();
        if let Some(step) = stage.failing(passed)? {
            self.failed = Some((stage.name, step.shown()));
            return Ok(false);
        }
        self.passed.push((stage.name, start.elapsed()));
        Ok(true)
    }

    /// The stage without a command: whether the tests rewrote a generated file.
    fn compare(&mut self, before: Option<&Tree>) -> Result<()> {
        let Some(before) = before else {
            println!("\nLeft out: drift (this is not a git checkout)");
            return Ok(());
        };
        let start = Instant::now();
        println!("\n== drift: generated files are up to date");
        let after = Tree::look()?.context("the git checkout is gone")?;
        let changed = before.changed(&after);
        if changed.is_empty() {
            self.passed.push(("drift", start.elapsed()));
        } else {
            let files = changed.join(" ");
            println!("These files changed while the checks ran: {files}");
            self.failed = Some(("drift", format!("git diff -- {files}")));
        }
        Ok(())
    }

    fn finish(&self) -> ExitCode {
        println!();
        for (name, time) in &self.passed {
            println!("{name:<12}{:>7.1} s", time.as_secs_f64());
        }
        if let Some((name, repeat)) = &self.failed {
            println!("{name:<12} FAILED, repeat with: {repeat}");
        }
        let failed = usize::from(self.failed.is_some());
        println!("stages: {} passed, {failed} failed", self.passed.len());
        if failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// With the profile of the tests: what runs while it compiles, macros and build scripts, is built once for both.
const CLIPPY: &str = "cargo clippy --profile e2e --features custom-protocol --workspace --all-targets \
                      -- -D warnings";
const FAST_CLIPPY: &str = "cargo clippy --workspace --exclude tenantatlas-monitor \
                           --exclude monitor-closed-page --exclude monitor-delay-load --all-targets -- -D warnings";
/// One profile and one choice of packages: what two commands would build twice is built once.
const BUILD: &str = "cargo test --profile e2e --features custom-protocol --workspace --no-run";
const TEST: &str = "cargo test --profile e2e --features custom-protocol --workspace";
/// What needs PostgreSQL or a desktop is left out. With each, what it reads.
const FAST_UNIT: [(&str, &[&str]); 5] = [
    (
        "cargo test -p monitor-core",
        &[
            "Cargo.toml",
            "Cargo.lock",
            "crates/core",
            "crates/sim",
            "docs",
        ],
    ),
    (
        "cargo test --workspace --exclude monitor-core --exclude tenantatlas-monitor \
         --exclude monitor-closed-page --exclude monitor-delay-load --exclude tenantatlas-gateway \
         --exclude tenantatlas-simulator --exclude xtask",
        RUST_READS,
    ),
    (
        "cargo test -p tenantatlas-gateway --lib --test conformance --test serving",
        RUST_READS,
    ),
    (
        "cargo test -p tenantatlas-simulator -- --skip postgres --skip every_database",
        RUST_READS,
    ),
    (
        "cargo test -p xtask --lib",
        &["Cargo.toml", "Cargo.lock", "fuzz", "xtask"],
    ),
];
/// What `crates/fuzz` compiles of the app is among it.
const RUST_READS: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "crates",
    "docs",
    "fuzz",
    "packaging",
    "src-tauri/src/check/reading.rs",
    "src-tauri/src/deep_link.rs",
    "src-tauri/src/logs/redaction.rs",
    "src-tauri/src/markup.rs",
];
const UI_READS: &[&str] = &[
    "crates",
    "docs",
    "icons",
    "src-tauri",
    "tauri.conf.json",
    "ui",
];
const VENV: &str = "python3 -m venv target/venv-schemathesis";
/// `env` finds a program by a path that is seen from the step's folder. What is there already is left alone.
const VENV_INSTALL: &str = "env target/venv-schemathesis/bin/pip --disable-pip-version-check \
                            install --quiet --no-deps --requirement \
                            crates/gateway/tests/schemathesis/requirements.txt";
/// Three for each core that one can count on: those on a desktop compute for a quarter of their time, and wait.
const TESTED: [Variable; 2] = [
    ("RUST_TEST_THREADS", "6"),
    ("SCHEMATHESIS", "target/venv-schemathesis/bin/schemathesis"),
];
/// Of the same packages as clippy, which has read their dependencies for it.
const DOC: &str = "cargo doc --profile e2e --features custom-protocol --no-deps --workspace";
const SOAK: &str = "cargo test --profile e2e -p monitor-core";
/// Again, for what it prints: how long a week of two hundred operations takes.
const WEEK: &str =
    "cargo test --profile e2e -p monitor-core --test scenarios a_week -- --nocapture";
/// All with the bugs that can be planted, of which only the last plants any: so they are built once.
const SIMULATION: [&str; 3] = [
    "cargo run --quiet --profile simulation -p monitor-sim --features planted -- --seeds 400",
    "cargo run --quiet --profile simulation -p monitor-sim --features planted -- --seeds 100 --fresh",
    "cargo test --profile simulation -p monitor-sim --features planted --test planted",
];
const SIMULATION_AT_LENGTH: &str =
    "cargo run --quiet --profile simulation -p monitor-sim -- --seeds 100000 --fresh";
const KILLS: &str = "cargo test --profile e2e --features custom-protocol -p tenantatlas-monitor \
                     --test e2e kills::";
const MUTATIONS: &str = "cargo test --profile e2e -p monitor-fuzz --test replay";
const FUZZ: &str = "cargo xtask fuzz --seconds 60";
/// Measures; asserts nothing about time.
const FIGURES: &str = "cargo test --release --features custom-protocol \
                       -p tenantatlas-monitor --test figures -- --nocapture";
/// Builds what is released, and tries it as root on a clean system.
const PACKAGES_TRIED: &str = "cargo xtask package --try";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_command_has_an_empty_word() {
        let stages = full().into_iter().chain(fast()).chain(at_length());
        for step in stages.flat_map(|stage| stage.steps) {
            assert!(
                step.line.split(' ').all(|word| !word.is_empty()),
                "{}",
                step.line
            );
        }
    }

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        assert_eq!(Step::ui("npm run lint").shown(), "(cd ui && npm run lint)");
        let doc = Step::with("cargo doc", &[("RUSTDOCFLAGS", "-D warnings")]);
        assert_eq!(doc.shown(), "RUSTDOCFLAGS='-D warnings' cargo doc");
    }

    #[test]
    fn fast_leaves_out_what_needs_the_window_library() {
        for step in fast().into_iter().flat_map(|stage| stage.steps) {
            let line = step.line;
            let takes_all = line.contains("--workspace");
            assert!(!line.contains("custom-protocol"));
            for name in [
                "tenantatlas-monitor",
                "monitor-closed-page",
                "monitor-delay-load",
            ] {
                assert!(!line.contains(&format!("-p {name}")));
                assert!(!takes_all || line.contains(&format!("--exclude {name}")));
            }
        }
    }
}
