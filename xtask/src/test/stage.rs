//! One stage of the checks: commands anybody can type, in a row or side by side.

use std::io::{self, Write as _};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::Command;
use std::{env, thread};

use anyhow::{Context, Result};

use super::passed::Passed;
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

    /// Runs the steps; the first of them that fails. What is known to have passed is left out.
    pub(super) fn failing(&self, mut passed: Option<&mut Passed>) -> Result<Option<&Step>> {
        let known = passed.as_deref();
        let is_known = |step: &&Step| known.is_some_and(|passed| passed.has(step));
        let (known, due): (Vec<_>, Vec<_>) = self.steps.iter().partition(is_known);
        for step in known {
            println!(
                "\n== {}: unchanged since it passed: {}",
                self.name,
                step.shown()
            );
        }
        let ended = if self.together {
            self.all_at_once(&due)?
        } else {
            self.one_by_one(&due)?
        };
        for (step, good) in &ended {
            if let Some(passed) = passed.as_deref_mut() {
                passed.note(step, *good)?;
            }
        }
        let failing = ended.into_iter().find(|(_, good)| !good);
        Ok(failing.map(|(step, _)| step))
    }

    /// Up to the first that fails.
    fn one_by_one<'a>(&self, steps: &[&'a Step]) -> Result<Vec<(&'a Step, bool)>> {
        let mut ended = Vec::new();
        for &step in steps {
            self.announce(step);
            let good = step.run()?;
            ended.push((step, good));
            if !good {
                break;
            }
        }
        Ok(ended)
    }

    fn all_at_once<'a>(&self, steps: &[&'a Step]) -> Result<Vec<(&'a Step, bool)>> {
        thread::scope(|scope| {
            let start = |step: &'a Step| {
                self.announce(step);
                (step, scope.spawn(|| step.run_quietly()))
            };
            let running: Vec<_> = steps.iter().copied().map(start).collect();
            let join = |(step, thread): (_, thread::ScopedJoinHandle<'_, _>)| {
                let good: Result<bool> = thread.join().unwrap_or_else(|panic| resume_unwind(panic));
                Ok((step, good?))
            };
            running.into_iter().map(join).collect()
        })
    }

    fn announce(&self, step: &Step) {
        println!("\n== {}: {}", self.name, step.shown());
    }
}

/// Name and value.
pub(super) type Variable = (&'static str, &'static str);

/// One command: its words separated by single spaces, none of which needs quoting.
pub(super) struct Step {
    folder: &'static str,
    variables: &'static [Variable],
    pub(super) line: &'static str,
    /// The files and folders, from the repository's root, on which its outcome depends; none where it is always run.
    pub(super) reads: &'static [&'static str],
}

impl Step {
    pub(super) const fn new(line: &'static str) -> Self {
        Self {
            folder: ".",
            variables: &[],
            line,
            reads: &[],
        }
    }

    pub(super) const fn ui(line: &'static str) -> Self {
        Self {
            folder: "ui",
            ..Self::new(line)
        }
    }

    pub(super) const fn with(line: &'static str, variables: &'static [Variable]) -> Self {
        Self {
            variables,
            ..Self::new(line)
        }
    }

    pub(super) const fn reading(self, reads: &'static [&'static str]) -> Self {
        Self { reads, ..self }
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
            .envs(self.variables.iter().copied())
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
        let set = |(name, value): &Variable| format!("{name}='{value}' ");
        let variables: String = self.variables.iter().map(set).collect();
        let line = format!("{variables}{}", self.line);
        if self.folder == "." {
            line
        } else {
            format!("(cd {} && {line})", self.folder)
        }
    }
}
