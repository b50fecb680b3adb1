//! How the database went about the statements behind a page: `EXPLAIN (ANALYZE, BUFFERS)` of the gateway's own
//! sessions, which `auto_explain` writes to the server's log.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use tokio::time::sleep;

use crate::books::name;
use crate::database::{ROLE, Server};

/// By statement: `page`, `total` and whatever else a page took.
#[derive(Debug, Serialize)]
pub(crate) struct Plans {
    pub(crate) statements: BTreeMap<String, Plan>,
    /// Whether any of them reads the whole table `operation_runs`.
    pub(crate) reads_whole_table: bool,
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Plan {
    /// Of the last time.
    pub(crate) milliseconds: f64,
    /// Whether it ever did.
    pub(crate) reads_whole_table: bool,
}

/// The server's log as JSON, read on from where it ended.
pub(crate) struct Journal {
    connection: PgConnection,
    file: String,
    place: i64,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    user: String,
    #[serde(default)]
    message: String,
}

impl Journal {
    pub(crate) async fn open(server: &Server) -> Result<Self> {
        let mut connection = server.connect().await?;
        let file: Option<String> = sqlx::query_scalar(LOG).fetch_one(&mut connection).await?;
        let file = file.context("the server writes no JSON log")?;
        let mut journal = Self {
            connection,
            file,
            place: 0,
        };
        journal.place = journal.end().await?;
        Ok(journal)
    }

    /// What was explained since, once that many pages are there; in full in a file. None where no page was answered.
    pub(crate) async fn plans(
        &mut self,
        filter: &str,
        pages: usize,
        file: &Path,
    ) -> Result<Option<Plans>> {
        let messages = self.explained(pages).await?;
        let text = format!("{filter}\n\n{}\n", messages.join("\n\n"));
        fs::write(file, text).with_context(|| format!("Failed to write {}", file.display()))?;
        Ok((pages > 0).then(|| plans(&messages)))
    }

    async fn explained(&mut self, pages: usize) -> Result<Vec<String>> {
        let limit = Instant::now() + Duration::from_secs(5);
        loop {
            let (messages, place) = self.read().await?;
            let there = messages.iter().filter(|text| name(text) == "page").count();
            if there >= pages || Instant::now() >= limit {
                self.place = place;
                return Ok(messages);
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// The plans in all whole lines from the last place on, and where they end.
    async fn read(&mut self) -> Result<(Vec<String>, i64)> {
        let length = self.end().await? - self.place;
        let query = sqlx::query_scalar(READ)
            .bind(&self.file)
            .bind(self.place)
            .bind(length);
        let bytes: Vec<u8> = query.fetch_one(&mut self.connection).await?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n');
        let whole = whole.map_or(0, |last| last + 1);
        let text = String::from_utf8_lossy(&bytes[..whole]);
        let entries = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok());
        let messages = entries.filter_map(|Entry { user, message }| {
            (user == ROLE && message.starts_with("duration: ")).then_some(message)
        });
        Ok((messages.collect(), self.place + i64::try_from(whole)?))
    }

    async fn end(&mut self) -> Result<i64> {
        let query = sqlx::query_scalar(SIZE).bind(&self.file);
        Ok(query.fetch_one(&mut self.connection).await?)
    }
}

fn plans(messages: &[String]) -> Plans {
    let mut statements: BTreeMap<String, Plan> = BTreeMap::new();
    // Measured on a schedule beside whatever list is asked for.
    let scheduled = |message: &&String| name(message) == "usual_durations";
    for message in messages.iter().filter(|message| !scheduled(message)) {
        let whole = message.contains("Seq Scan on operation_runs");
        let earlier = statements.get(&name(message));
        let plan = Plan {
            milliseconds: milliseconds(message).unwrap_or_default(),
            reads_whole_table: whole || earlier.is_some_and(|plan| plan.reads_whole_table),
        };
        statements.insert(name(message), plan);
    }
    Plans {
        reads_whole_table: statements.values().any(|plan| plan.reads_whole_table),
        statements,
    }
}

/// `duration: 11.608 ms  plan:` and so on.
fn milliseconds(message: &str) -> Option<f64> {
    message.split_whitespace().nth(1)?.parse().ok()
}

const LOG: &str = "SELECT pg_current_logfile('jsonlog')";
const SIZE: &str = "SELECT (pg_stat_file($1)).size";
const READ: &str = "SELECT pg_read_binary_file($1, $2, $3)";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reading_of_the_whole_table_is_remembered() {
        let message = |time: &str, scan: &str| {
            format!(
                "duration: {time} ms  plan:\nQuery Text: SELECT * FROM matching\n\
                Limit  (cost=0.1..0.2)\n  ->  {scan} operation_runs o  (cost=0.1..0.2)"
            )
        };

        let plans = plans(&[
            message("11.608", "Parallel Seq Scan on"),
            message("0.5", "Index Scan using monitor_operations_recent on"),
        ]);

        let page = Plan {
            milliseconds: 0.5,
            reads_whole_table: true,
        };
        assert_eq!(plans.statements, [("page".to_owned(), page)].into());
        assert!(plans.reads_whole_table);
    }
}
