//! One stage of the checks: commands anybody can type, in a row or side by side.

use std::io::{self, Write as _};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::Command;
use std::{env, thread};

use anyhow::{Context, Result};

use crate::shell;

pub(super) struct Stage {
    pub(super) name: &'static str,
    pub(super) steps: Vec<Step>,
    /// Steps that need nothing of each other run side by side.
    pub(super) together: bool,
}

impl Stage {
    pub(super) fn new(name: &'static str, steps: Vec<Step>) -> Self {
        Self {
            name,
            steps,
            together: false,
        }
    }

    /// Runs the steps; the first of them that fails.
    pub(super) fn failing(&self) -> Result<Option<&Step>> {
        if self.together {
            return self.failing_of_all();
        }
        for step in &self.steps {
            self.announce(step);
            if !step.run()? {
                return Ok(Some(step));
            }
        }
        Ok(None)
    }

    fn failing_of_all(&self) -> Result<Option<&Step>> {
        let passed: Vec<Result<bool>> = thread::scope(|scope| {
            let start = |step| {
                self.announce(step);
                scope.spawn(|| step.run_quietly())
            };
            let running: Vec<_> = self.steps.iter().map(start).collect();
            let join = |step: thread::ScopedJoinHandle<'_, _>| {
                step.join().unwrap_or_else(|panic| resume_unwind(panic))
            };
            running.into_iter().map(join).collect()
        });
        for (step, passed) in self.steps.iter().zip(passed) {
            if !passed? {
                return Ok(Some(step));
            }
        }
        Ok(None)
    }

    fn announce(&self, step: &Step) {
        println!("\n== {}: {}", self.name, step.shown());
    }
}

/// One command: its words separated by single spaces, none of which needs quoting.
pub(super) struct Step {
    folder: &'static str,
    variable: Option<(&'static str, &'static str)>,
    pub(super) line: &'static str,
}

impl Step {
    pub(super) const fn new(line: &'static str) -> Self {
        Self {
            folder: ".",
            variable: None,
            line,
        }
    }

    pub(super) const fn ui(line: &'static str) -> Self {
        Self {
            folder: "ui",
            variable: None,
            line,
        }
    }

    pub(super) const fn with(line: &'static str, name: &'static str, value: &'static str) -> Self {
        Self {
            folder: ".",
            variable: Some((name, value)),
            line,
        }
    }

    fn run(&self) -> Result<bool> {
        let status = self.command()?.status().with_context(|| self.unstarted())?;
        Ok(status.success())
    }

    /// What it prints is shown in one piece when it has ended.
    fn run_quietly(&self) -> Result<bool> {
        let output = self.command()?.output().with_context(|| self.unstarted())?;
        let mut screen = io::stdout().lock();
        screen.write_all(&output.stdout)?;
        screen.write_all(&output.stderr)?;
        Ok(output.status.success())
    }

    fn command(&self) -> Result<Command> {
        let mut words = self.line.split(' ');
        let mut command = Command::new(words.next().context("an empty command")?);
        command
            .args(words)
            .envs(self.variable)
            .current_dir(self.path());
        if env::var("CI").is_ok_and(|ci| ci == "true") {
            // Nothing is compiled twice there, so the bookkeeping would only cost.
            command.env("CARGO_INCREMENTAL", "0");
        }
        Ok(command)
    }

    fn unstarted(&self) -> String {
        format!("Failed to start {}", self.line)
    }

    fn path(&self) -> PathBuf {
        shell::root().join(self.folder)
    }

    /// As one would type it at the repository's root.
    pub(super) fn shown(&self) -> String {
        let variable = self
            .variable
            .map(|(name, value)| format!("{name}='{value}' "));
        let line = format!("{}{}", variable.unwrap_or_default(), self.line);
        if self.folder == "." {
            line
        } else {
            format!("(cd {} && {line})", self.folder)
        }
    }
}
