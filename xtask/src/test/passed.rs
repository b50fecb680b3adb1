//! What passed lately: a command of `--fast` whose files are as they were when it last passed is not run again.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::drift::Tree;
use super::stage::Step;
use crate::shell;

/// For each command that passed, the digest of all it depends on. In a file under `target/`, so that `cargo clean` and a
/// fresh clone know of nothing.
pub(super) struct Passed {
    known: BTreeMap<String, u64>,
    tree: Tree,
    /// Of compiler and Node.js.
    tools: String,
}

impl Passed {
    /// What is known; `None` outside a git checkout, where no list of files can be had.
    pub(super) fn read() -> Result<Option<Self>> {
        let Some(tree) = Tree::look()? else {
            return Ok(None);
        };
        let known = fs::read(file()).ok();
        // A file that makes no sense is one that knows of nothing.
        let known = known.and_then(|text| serde_json::from_slice(&text).ok());
        Ok(Some(Self {
            known: known.unwrap_or_default(),
            tree,
            tools: tools(),
        }))
    }

    pub(super) fn has(&self, step: &Step) -> bool {
        !step.reads.is_empty() && self.known.get(step.line) == Some(&self.digest(step))
    }

    /// Keeps how a command ended, at once: the next one may be interrupted.
    pub(super) fn note(&mut self, step: &Step, good: bool) -> Result<()> {
        if good {
            self.known.insert(step.line.to_owned(), self.digest(step));
        } else {
            self.known.remove(step.line);
        }
        self.write()
    }

    fn digest(&self, step: &Step) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.tools.hash(&mut hasher);
        self.tree
            .below(step.reads)
            .for_each(|file| file.hash(&mut hasher));
        hasher.finish()
    }

    fn write(&self) -> Result<()> {
        let file = file();
        let folder = file.parent().context("the file is in a folder")?;
        fs::create_dir_all(folder)?;
        fs::write(&file, serde_json::to_vec_pretty(&self.known)?)
            .context("Failed to note what passed")
    }
}

fn tools() -> String {
    ["rustc", "node"]
        .map(|tool| shell::output(Command::new(tool).arg("--version")).unwrap_or_default())
        .concat()
}

fn file() -> PathBuf {
    shell::root().join("target/xtask/passed.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passed(files: &[(&str, u64)]) -> Passed {
        Passed {
            known: BTreeMap::new(),
            tree: Tree::of(files),
            tools: String::new(),
        }
    }

    fn after(before: &Passed, files: &[(&str, u64)]) -> Passed {
        let known = before.known.clone();
        Passed {
            known,
            ..passed(files)
        }
    }

    #[test]
    fn a_command_is_due_again_once_a_file_it_reads_changed_came_or_went() {
        let step = Step::new("cargo test").reading(&["crates", "Cargo.toml"]);
        let mut before = passed(&[("crates/core/lib.rs", 1), ("ui/app.css", 1)]);
        assert!(!before.has(&step));
        let digest = before.digest(&step);
        before.known.insert(step.line.to_owned(), digest);

        assert!(after(&before, &[("crates/core/lib.rs", 1), ("ui/app.css", 2)]).has(&step));
        for other in [
            vec![("crates/core/lib.rs", 2)],
            vec![],
            vec![("crates/core/lib.rs", 1), ("crates/core/new.rs", 1)],
            vec![("crates/core/lib.rs", 1), ("Cargo.toml", 1)],
        ] {
            assert!(!after(&before, &other).has(&step), "{other:?}");
        }
    }

    #[test]
    fn another_compiler_and_a_command_that_reads_anything_make_it_due() {
        let step = Step::new("cargo test").reading(&["crates"]);
        let mut before = passed(&[("crates/core/lib.rs", 1)]);
        let digest = before.digest(&step);
        before.known.insert(step.line.to_owned(), digest);
        assert!(before.has(&step));
        assert!(!before.has(&Step::new("cargo test")));
        before.tools = "rustc 2".to_owned();
        assert!(!before.has(&step));
    }
}
