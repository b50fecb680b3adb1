//! `cargo xtask fuzz`: gives every target to cargo-fuzz for a while, and says how often each was tried.
//!
//! That takes a nightly compiler and cargo-fuzz, which nothing here installs. The tests of `crates/fuzz` try the same
//! claims with a stable one.

use std::fs;
use std::process::{Command, ExitCode, Output, Stdio};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::shell;

#[derive(Args, Debug)]
pub struct Fuzz {
    /// How long each target is tried
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u32,
    /// These alone
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,
}

impl Fuzz {
    /// # Errors
    /// When something is missing, or cargo-fuzz cannot be started. A broken claim is an exit code.
    pub fn run(&self) -> Result<ExitCode> {
        look_for_tools()?;
        // What is fuzzed is what is tested, to the versions of its dependencies.
        let root = shell::root();
        fs::copy(root.join("Cargo.lock"), root.join("fuzz/Cargo.lock"))
            .context("Failed to copy Cargo.lock")?;
        for target in self.chosen()? {
            let output = self.fuzz(&target)?;
            let said = String::from_utf8_lossy(&output.stderr);
            if !output.status.success() {
                println!("{said}");
                println!("{target}: FAILED; a broken claim's input is in fuzz/artifacts/{target}");
                return Ok(ExitCode::FAILURE);
            }
            println!("{}", figures(&target, &said));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Every target has a program of its name.
    fn chosen(&self) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(shell::root().join("fuzz/fuzz_targets"))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            names.extend(name.strip_suffix(".rs").map(str::to_owned));
        }
        names.sort();
        for target in &self.targets {
            ensure!(
                names.contains(target),
                "{target} is no target; there are {}",
                names.join(", ")
            );
        }
        if !self.targets.is_empty() {
            names.retain(|name| self.targets.contains(name));
        }
        Ok(names)
    }

    /// What it finds is kept in `fuzz/corpus`, for the next time on this computer.
    fn fuzz(&self, target: &str) -> Result<Output> {
        let found = format!("fuzz/corpus/{target}");
        fs::create_dir_all(shell::root().join(&found)).context("Failed to make a folder")?;
        let mut cargo = Command::new("cargo");
        cargo.current_dir(shell::root());
        cargo.args(["+nightly", "fuzz", "run", target, &found]);
        cargo.arg(format!("crates/fuzz/corpus/{target}"));
        cargo.args(["--", "-print_final_stats=1", "-timeout=10"]);
        cargo.arg(format!("-max_total_time={}", self.seconds));
        println!("{}", shell::line(&cargo));
        let output = cargo.stdin(Stdio::null()).output();
        output.context("Failed to start cargo")
    }
}

fn look_for_tools() -> Result<()> {
    let works = |program: &str, words: &[&str]| {
        let output = Command::new(program).args(words).output();
        output.is_ok_and(|output| output.status.success())
    };
    ensure!(
        works("rustup", &["run", "nightly", "rustc", "--version"]),
        "Fuzzing needs a nightly compiler: rustup toolchain install nightly --profile minimal"
    );
    ensure!(
        works("cargo", &["+nightly", "fuzz", "--version"]),
        "Fuzzing needs cargo-fuzz: cargo install --locked cargo-fuzz"
    );
    Ok(())
}

/// From libFuzzer's last words.
fn figures(target: &str, said: &str) -> String {
    let value = |name: &str| {
        let mut lines = said.lines().rev();
        let value = lines.find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(':'));
        value.map_or("unknown", str::trim)
    };
    let executions = value("stat::number_of_executed_units");
    let pace = value("stat::average_exec_per_sec");
    format!("{target:<16}{executions:>12} executions, {pace} a second")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_from_the_last_words() {
        let said = "INFO: Seed: 1\nDone 120 runs in 60 second(s)\n\
                    stat::number_of_executed_units: 1234567\nstat::average_exec_per_sec:     20576\n\
                    stat::new_units_added:          12\n";
        let line = "deep_link            1234567 executions, 20576 a second";
        assert_eq!(figures("deep_link", said), line);
        assert_eq!(
            figures("etag", ""),
            "etag                 unknown executions, unknown a second"
        );
    }

    #[test]
    fn only_what_is_a_target_is_chosen() -> Result<()> {
        let chosen = |targets: &[&str]| {
            let targets = targets.iter().map(|name| (*name).to_owned()).collect();
            Fuzz {
                seconds: 1,
                targets,
            }
            .chosen()
        };
        assert_eq!(chosen(&["watch", "etag"])?, ["etag", "watch"]);
        assert!(chosen(&[])?.len() > 2);
        assert!(chosen(&["nothing"]).is_err());
        Ok(())
    }
}
