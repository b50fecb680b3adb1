//! Every example in the guides is one that this program takes: command lines, configurations, the proxy, and the lines
//! of the views that the guide says to change; and the statements that are shown are this program's.
//!
//! Runs none of them; what the SQL scripts do has tests of its own.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;
use tenantatlas_gateway::Config;

use crate::Cli;

#[test]
fn every_command_line_in_the_guides_is_taken() {
    for guide in GUIDES {
        let commands = commands(&read(guide));
        assert!(!commands.is_empty(), "{guide} shows no command");
        for words in commands {
            is_taken(&words);
        }
    }
}

#[test]
fn the_unit_and_the_container_start_what_there_is() {
    let unit = read("packaging/gateway/tenantatlas-gateway.service");
    let start = unit
        .lines()
        .find_map(|line| line.strip_prefix("ExecStart="));
    is_taken(&words(start.unwrap()));

    let container = read("packaging/gateway/Containerfile");
    let lines = || container.lines().map(str::trim_start);
    let entry = lines().find_map(|line| line.strip_prefix("ENTRYPOINT "));
    let entry = list(entry.unwrap());
    let commands: Vec<_> = lines()
        .filter_map(|line| line.strip_prefix("CMD "))
        .collect();
    assert_eq!(commands.len(), 2, "the health check and the start");
    for command in commands.into_iter().map(list) {
        let whole = command.first() == entry.first();
        is_taken(&if whole {
            command
        } else {
            [entry.clone(), command].concat()
        });
    }
}

#[test]
fn every_configuration_in_the_guides_is_understood() {
    for block in GUIDES.map(|guide| blocks(&read(guide), "toml")).concat() {
        // A block may show a part.
        let mut table: toml::Table = block.parse().unwrap();
        for needed in ["database", "state"] {
            table.entry(needed).or_insert_with(|| "a.db".into());
        }
        let config: Result<Config, _> = table.try_into();
        config.unwrap_or_else(|error| panic!("{error}\n{block}"));
    }
}

#[cfg(feature = "postgres")]
#[test]
fn every_line_that_the_example_configuration_leaves_out_may_be_put_in() {
    let example = read("crates/gateway/gateway.example.toml");
    let mut lines: Vec<&str> = Vec::new();
    let mut put_in = 0;
    for line in example.lines() {
        let Some(setting) = line.strip_prefix("# ").filter(|rest| is_setting(rest)) else {
            lines.push(line);
            continue;
        };
        // Shown as another choice for the same field.
        lines.pop_if(|line| key(line).is_some() && key(line) == key(setting));
        lines.push(setting);
        put_in += 1;
    }

    assert!(put_in > 5, "{put_in}");
    let text = lines.join("\n");
    let config: Result<Config, _> = toml::from_str(&text);
    config.unwrap_or_else(|error| panic!("{error}\n{text}"));
}

#[test]
fn the_guide_changes_lines_that_the_views_have() {
    let views = read("crates/gateway/schema/views-spec123.sql");
    let changes = blocks(&read("docs/gateway.md"), "diff");
    assert!(!changes.is_empty());
    for line in changes.iter().flat_map(|block| block.lines()) {
        let there = line.strip_prefix(['-', ' ']).filter(|rest| *rest != "...");
        assert!(
            there.is_none_or(|there| views.lines().any(|line| line == there)),
            "{line}"
        );
    }
}

#[test]
fn the_proxy_that_is_shown_waits_longer_than_any_watch_is_held() {
    let config = Config::sqlite("a.db", "b.db");
    let shown = blocks(&read("docs/gateway.md"), "nginx");
    let [block] = &shown[..] else {
        panic!("{} blocks for nginx", shown.len());
    };
    let (head, rest) = block.split_once(" {\n").unwrap();
    let (inside, after) = rest.split_once("}\n").unwrap();
    assert_eq!((head, after), ("location /api/v1/", ""));
    let settings = inside.lines().map(|line| {
        let setting = line.strip_prefix("    ").unwrap();
        let setting = setting.strip_suffix(';').unwrap();
        setting.split_once(' ').unwrap()
    });
    let settings: Vec<(&str, &str)> = settings.collect();
    let value = |name: &str| {
        let mut values = settings.iter().filter(|(setting, _)| *setting == name);
        values.next().unwrap().1
    };

    assert_eq!(value("proxy_pass"), format!("http://{}", config.listen));
    assert_eq!(value("proxy_buffering"), "off");
    let seconds = value("proxy_read_timeout").strip_suffix('s').unwrap();
    let seconds: u32 = seconds.parse().unwrap();
    assert!(seconds >= config.limits.max_wait_seconds + 10, "{seconds}");
}

#[test]
fn the_guide_runs_scripts_that_there_are() {
    let lines = blocks(&read("docs/gateway.md"), "sh").concat();
    let psql = lines
        .lines()
        .map(words)
        .filter(|words| words.first().is_some_and(|word| word == "psql"));
    let scripts: Vec<String> = psql
        .filter_map(|words| {
            words
                .iter()
                .skip_while(|word| *word != "-f")
                .nth(1)
                .cloned()
        })
        .collect();
    assert!(!scripts.is_empty());
    for script in scripts {
        assert!(
            root().join("crates/gateway/schema").join(&script).is_file(),
            "{script}"
        );
    }
}

#[test]
fn the_statements_that_are_shown_are_those_that_are_sent() {
    let folder = fs::read_dir(root().join("crates/gateway/sql")).unwrap();
    let files = folder.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let sent: String = files.collect();
    let shown = blocks(&read("docs/benchmarks.md"), "sql");
    assert!(!shown.is_empty());
    for line in shown.iter().flat_map(|block| block.lines()) {
        assert!(sent.lines().any(|there| there == line), "{line}");
    }
}

#[test]
fn words_are_split_as_a_shell_does() {
    let line = "target/gateway token issue --label \"Ann's laptop\" --x 'a  b' '' # and so on";

    let expected = [
        "target/gateway",
        "token",
        "issue",
        "--label",
        "Ann's laptop",
        "--x",
        "a  b",
        "",
    ];
    assert_eq!(words(line), expected);
}

fn is_taken(words: &[String]) {
    if let Err(error) = Cli::try_parse_from(words) {
        panic!("{words:?}: {error}");
    }
}

/// The lines of shell blocks and the code within sentences that begin with this program.
fn commands(guide: &str) -> Vec<Vec<String>> {
    let shell = blocks(guide, "sh").concat().replace("\\\n", " ");
    let sentences = outside_of_blocks(guide);
    let within = sentences.split('`').skip(1).step_by(2);
    // A name alone is no command.
    let within = within.filter(|code| code.contains(' '));
    let lines = shell.lines().chain(within).map(words);
    lines
        .filter(|words| words.first().is_some_and(|word| is_program(word)))
        .collect()
}

fn is_program(word: &str) -> bool {
    Path::new(word)
        .file_name()
        .is_some_and(|name| name == env!("CARGO_PKG_NAME"))
}

/// The blocks of a Markdown text in one language.
fn blocks(guide: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let Some(said) = line.trim_start().strip_prefix("```") else {
            continue;
        };
        let inside = lines.by_ref().take_while(|line| line.trim_start() != "```");
        let block: String = inside.map(|line| format!("{line}\n")).collect();
        if said == language {
            blocks.push(block);
        }
    }
    blocks
}

fn outside_of_blocks(guide: &str) -> String {
    let mut inside = false;
    let lines = guide.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        !inside && !fence
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// With quotes and comments; the guides need no more of the shell's grammar.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for letter in line.chars() {
        if quote == Some(letter) {
            quote = None;
        } else if quote.is_none() && matches!(letter, '\'' | '"') {
            quote = Some(letter);
            word.get_or_insert_default();
        } else if quote.is_none() && word.is_none() && letter == '#' {
            break;
        } else if quote.is_none() && letter.is_whitespace() {
            words.extend(word.take());
        } else {
            word.get_or_insert_default().push(letter);
        }
    }
    words.extend(word);
    words
}

/// The words of a command as a Containerfile writes them.
fn list(words: &str) -> Vec<String> {
    serde_json::from_str(words).unwrap()
}

fn is_setting(line: &str) -> bool {
    key(line).is_some() || (line.starts_with('[') && line.ends_with(']'))
}

fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(" = ")?;
    let plain = |letter: char| letter.is_ascii_lowercase() || "_.\"".contains(letter);
    key.chars().all(plain).then_some(key)
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

const GUIDES: [&str; 2] = ["README.md", "docs/gateway.md"];
