//! What the app's own code puts into its logs, read from its sources: every field of every line is one that names nobody.
//! The lines of these crates are kept in files and in the diagnostics; `src-tauri/src/logs.rs` names them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Each field, and why it may be there.
const FIELDS: [(&str, &str); 13] = [
    ("category", "of what a JSON reader could not take"),
    ("cause", "of a request or a deadline: one of core's words"),
    ("column", "where a JSON reader stopped"),
    ("count", "how many"),
    (
        "error",
        "a system's or a library's words, which redaction has read",
    ),
    ("errors", "what a message of ours lacks"),
    ("id", "of a message of ours"),
    ("kind", "of an argument that is not known"),
    ("label", "a window's: its kind and ids"),
    ("lane", "one of two"),
    (
        "problem",
        "a line of the administrator's file, by its number",
    ),
    ("reason", "why no tray shows the icon: one of ksni's words"),
    ("replace", "yes or no"),
];

/// What a message itself may have in it.
const IN_MESSAGES: [(&str, &str); 1] = [("what", "the driver was doing: one of its own words")];

#[test]
fn no_line_has_a_field_that_could_name_somebody() -> Result<()> {
    let allowed: BTreeSet<_> = FIELDS.map(|(name, _)| name).into();
    let allowed_within: BTreeSet<_> = IN_MESSAGES.map(|(name, _)| name).into();
    let mut strange = Vec::new();
    let mut used = BTreeSet::new();
    for (path, text) in sources()? {
        for call in calls(&text) {
            let line = Line::of(&call).with_context(|| format!("{path}: {call}"))?;
            for field in line.fields {
                if !allowed.contains(field.as_str()) {
                    strange.push(format!("{path}: {field}"));
                }
                used.insert(field);
            }
            let within = line.within.iter();
            let within = within.filter(|name| !allowed_within.contains(name.as_str()));
            strange.extend(within.map(|name| format!("{path}: {{{name}}}")));
        }
    }
    assert_eq!(strange, Vec::<String>::new());
    let idle = allowed.iter().filter(|name| !used.contains(**name));
    assert_eq!(idle.collect::<Vec<_>>(), Vec::<&&str>::new());
    Ok(())
}

#[test]
fn every_crate_whose_lines_are_kept_is_read_here() -> Result<()> {
    let logs = fs::read_to_string(root().join("src-tauri/src/logs.rs"))?;
    let (_, own) = logs
        .split_once("const OWN")
        .context("no crates are named")?;
    let (own, _) = own.split_once("];").context("they have no end")?;
    let own: Vec<_> = own.split('"').skip(1).step_by(2).collect();
    let read = FOLDERS.map(|(name, _)| name);
    assert_eq!(own, read);
    Ok(())
}

#[test]
fn a_line_is_taken_apart_as_tracing_takes_it() -> Result<()> {
    for (call, fields, within) in [
        (
            r#"%error, label, "a window, it seems""#,
            vec!["error", "label"],
            vec![],
        ),
        (
            r#"lane = request.ask.lane(), cause = ?request.cause, "asking""#,
            vec!["lane", "cause"],
            vec![],
        ),
        (r#"?cause, "armed""#, vec!["cause"], vec![]),
        (
            r#"error = format!("{error:#}, {x}"), "failed to {what}""#,
            vec!["error"],
            vec!["what"],
        ),
        (r#""only words""#, vec![], vec![]),
    ] {
        let line = Line::of(call)?;
        assert_eq!(
            (line.fields, line.within),
            (owned(fields), owned(within)),
            "{call}"
        );
    }
    assert_eq!(
        calls("x; tracing::warn!(%error, \"said (twice)\"); tracing::info!(\"y\");"),
        ["%error, \"said (twice)\"", "\"y\""]
    );
    Ok(())
}

fn owned(names: Vec<&str>) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}

struct Line {
    fields: Vec<String>,
    /// Names that are written into the message.
    within: Vec<String>,
}

impl Line {
    /// What stands between the parentheses of a call: fields, then the message.
    fn of(call: &str) -> Result<Self> {
        let parts = parts(call);
        let (message, fields) = parts.split_last().context("a line says something")?;
        let message = message.strip_prefix('"').context("it ends in words")?;
        let within = message.split('{').skip(1);
        let within = within.filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()));
        let fields = fields.iter().map(|field| {
            let name = field
                .split_once('=')
                .map_or(field.as_str(), |(name, _)| name);
            name.trim().trim_start_matches(['%', '?']).to_owned()
        });
        Ok(Self {
            fields: fields.collect(),
            within: within.collect(),
        })
    }
}

/// The arguments of every call of one of tracing's macros.
fn calls(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for level in ["error", "warn", "info", "debug", "trace"] {
        let begin = format!("tracing::{level}!(");
        for (at, _) in text.match_indices(&begin) {
            let rest = &text[at + begin.len()..];
            let mut end = Nesting::default();
            let length = rest.find(|letter: char| end.take(letter) && end.depth < 0);
            found.push((at, rest[..length.unwrap_or(rest.len())].trim().to_owned()));
        }
    }
    found.sort();
    found.into_iter().map(|(_, call)| call).collect()
}

/// Parted at the commas that stand in no parentheses and in no text.
fn parts(call: &str) -> Vec<String> {
    let mut nesting = Nesting::default();
    let parts =
        call.split(|letter: char| nesting.take(letter) && nesting.depth == 0 && letter == ',');
    let parts = parts.map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// How deep in parentheses one is, and whether in a text.
#[derive(Default)]
struct Nesting {
    depth: i32,
    in_text: bool,
    escaped: bool,
}

impl Nesting {
    /// Answers whether the letter is code.
    fn take(&mut self, letter: char) -> bool {
        if self.in_text {
            self.in_text = self.escaped || letter != '"';
            self.escaped = letter == '\\' && !self.escaped;
            return false;
        }
        match letter {
            '"' => self.in_text = true,
            '(' | '[' | '{' => self.depth += 1,
            ')' | ']' | '}' => self.depth -= 1,
            _ => {}
        }
        true
    }
}

/// The crates, and where their sources are.
const FOLDERS: [(&str, &str); 7] = [
    ("monitor_client", "crates/client/src"),
    ("monitor_core", "crates/core/src"),
    ("monitor_driver", "crates/driver/src"),
    ("monitor_ledger", "crates/ledger/src"),
    ("monitor_setup", "crates/setup/src"),
    ("monitor_vault", "crates/vault/src"),
    ("tenantatlas_monitor_lib", "src-tauri/src"),
];

/// Without their tests.
fn sources() -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut folders: Vec<_> = FOLDERS.map(|(_, folder)| root().join(folder)).into();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let text = fs::read_to_string(&path)?;
                let code = text.split("#[cfg(test)]\nmod tests {").next();
                found.insert(shown(&path), code.unwrap_or_default().to_owned());
            }
        }
    }
    Ok(found)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
