//! Where a configuration comes from: a file, and over it what environment and command line give.
//!
//! No error repeats a line of the file, for the database's address may carry a password.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use toml::{Table, Value};

use super::Config;

/// What wins over the file, field by field.
#[derive(Default)]
pub struct Given {
    /// A SQLite file's path or a `postgres://` address; an empty one counts as none.
    pub database: Option<String>,
    pub state: Option<PathBuf>,
}

impl Config {
    /// Reads the file that was named, else `gateway.toml` where there is one; without either, `given` must be whole.
    pub fn load(file: Option<&Path>, given: Given) -> Result<Self> {
        let database = given.database.filter(|database| !database.is_empty());
        let file = file.or_else(|| present(Path::new(USUAL_FILE)));
        let mut table = match file {
            Some(file) => read(file)?,
            None if database.is_some() && given.state.is_some() => Table::new(),
            None => bail!(
                "There is no {USUAL_FILE} here. Name the configuration with --config, or give DATABASE_URL and --state"
            ),
        };
        if let Some(database) = database {
            table.insert("database".to_owned(), database.into());
        }
        if let Some(state) = &given.state {
            table.insert("state".to_owned(), Value::try_from(state)?);
        }
        understand(table).with_context(|| match file {
            Some(file) => format!("Failed to understand the configuration {}", file.display()),
            None => "Failed to understand the configuration".to_owned(),
        })
    }
}

fn present(file: &Path) -> Option<&Path> {
    file.exists().then_some(file)
}

fn read(file: &Path) -> Result<Table> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("Failed to read the configuration {}", file.display()))?;
    text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        anyhow!("{}, line {line}: {}", file.display(), error.message())
    })
}

fn understand(table: Table) -> Result<Config> {
    table.try_into().map_err(|error: toml::de::Error| {
        let told = error.to_string();
        // An address under a wrong name is quoted where another kind of value is expected.
        if told.contains("://") {
            anyhow!("a field holds another kind of value than it takes")
        } else {
            anyhow!("{}", told.trim_end())
        }
    })
}

const USUAL_FILE: &str = "gateway.toml";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_wins_over_the_file() {
        let file = file("database = 'a.db'\nstate = 'b.db'\nattention_days = 3");
        let given = Given {
            database: Some("c.db".to_owned()),
            state: Some("d.db".into()),
        };

        let config = Config::load(Some(file.path()), given).unwrap();

        let mut expected = Config::sqlite("c.db", "d.db");
        expected.attention_days = 3;
        assert_eq!(format!("{config:?}"), format!("{expected:?}"));
    }

    #[test]
    fn an_empty_address_leaves_the_file_its_own() {
        let file = file("database = 'a.db'\nstate = 'b.db'");
        let given = Given {
            database: Some(String::new()),
            state: None,
        };

        let config = Config::load(Some(file.path()), given).unwrap();

        assert_eq!(
            format!("{config:?}"),
            format!("{:?}", Config::sqlite("a.db", "b.db"))
        );
    }

    #[test]
    fn database_and_state_are_a_configuration_without_a_file() {
        let given = Given {
            database: Some("c.db".to_owned()),
            state: Some("d.db".into()),
        };

        let config = Config::load(None, given).unwrap();

        assert_eq!(
            format!("{config:?}"),
            format!("{:?}", Config::sqlite("c.db", "d.db"))
        );
    }

    #[test]
    fn no_error_repeats_a_password() {
        for text in [
            "database = 'postgres://reader:hunter2@db:port/atlas'\nstate = 'b.db'",
            "database = 'postgres://reader:hunter2@db/atlas' ?\nstate = 'b.db'",
            "database = 'postgres://reader:hunter2@db/atlas'\ndatabase = 'a.db'",
            "state = 'b.db'\ndatabase = 'a.db'\nlimits = 'postgres://reader:hunter2@db/atlas'",
            "database = 'mysql://reader:hunter2@db/atlas'\nstate = 'b.db'",
        ] {
            let file = file(text);

            let error = Config::load(Some(file.path()), Given::default()).unwrap_err();

            assert!(
                !format!("{error:#} {error:?}").contains("hunter2"),
                "{text}"
            );
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_line_or_its_field() {
        let unclosed = file("database = 'a.db'\nstate = 'b.db");
        let error = Config::load(Some(unclosed.path()), Given::default()).unwrap_err();
        assert!(format!("{error:#}").contains("line 2"), "{error:#}");

        let misspelt = file("database = 'a.db'\nstate = 'b.db'\nattention_day = 3");
        let error = Config::load(Some(misspelt.path()), Given::default()).unwrap_err();
        assert!(format!("{error:#}").contains("attention_day"), "{error:#}");
    }

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }
}
