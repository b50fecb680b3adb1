//! What the database did for the gateway, by the database's own books (`pg_stat_statements`).

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use serde::Serialize;
use sqlx::{FromRow, PgConnection};

use crate::database::ROLE;

/// Everything that the gateway's role had executed so far, by text.
pub(crate) struct Books(BTreeMap<String, Line>);

#[derive(Clone, Copy, Debug, Default)]
struct Line {
    calls: i64,
    rows: i64,
    milliseconds: f64,
}

/// One kind of statement, over a span of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Spent {
    pub(crate) statement: String,
    pub(crate) per_second: f64,
    pub(crate) milliseconds_each: f64,
    pub(crate) rows_each: f64,
}

#[derive(FromRow)]
struct Row {
    query: String,
    calls: i64,
    rows: i64,
    milliseconds: f64,
}

impl Books {
    pub(crate) async fn read(connection: &mut PgConnection) -> Result<Self> {
        let query = sqlx::query_as(include_str!("../sql/statements.sql")).bind(ROLE);
        let rows: Vec<Row> = query.fetch_all(connection).await?;
        let lines = rows.into_iter().map(|row| {
            let line = Line {
                calls: row.calls,
                rows: row.rows,
                milliseconds: row.milliseconds,
            };
            (row.query, line)
        });
        Ok(Self(lines.collect()))
    }

    /// What came on top of earlier books, by name.
    pub(crate) fn since(&self, earlier: &Self, span: Duration) -> Vec<Spent> {
        let mut more: BTreeMap<String, Line> = BTreeMap::new();
        for (text, line) in &self.0 {
            let before = earlier.0.get(text).copied().unwrap_or_default();
            let sum = more.entry(name(text)).or_default();
            sum.calls += line.calls - before.calls;
            sum.rows += line.rows - before.rows;
            sum.milliseconds += line.milliseconds - before.milliseconds;
        }
        more.into_iter()
            .filter(|(_, line)| line.calls > 0)
            .map(|(statement, line)| spent(statement, line, span))
            .collect()
    }
}

fn spent(statement: String, line: Line, span: Duration) -> Spent {
    // Counts of a benchmark are far below what a double holds.
    let calls = line.calls as f64;
    Spent {
        statement,
        per_second: calls / span.as_secs_f64(),
        milliseconds_each: line.milliseconds / calls,
        rows_each: line.rows as f64 / calls,
    }
}

/// What the gateway calls it in its own figures, by words that only this statement has; else its beginning.
pub(crate) fn name(text: &str) -> String {
    let marked = MARKS.iter().find(|(_, mark)| text.contains(mark));
    marked.map_or_else(
        || {
            text.split_whitespace()
                .take(8)
                .collect::<Vec<_>>()
                .join(" ")
        },
        |(name, _)| (*name).to_owned(),
    )
}

/// The first that fits counts.
const MARKS: [(&str, &str); 9] = [
    ("total", "AS counted"),
    ("page", "FROM matching"),
    ("usual_durations", "AS median_seconds"),
    ("directory", "FROM entitlements t"),
    ("kinds", "AS newest"),
    ("latest_packs", "FROM asked a\nJOIN environments"),
    ("context", "CAST(context AS TEXT) AS context"),
    ("reachable", "some_operations"),
    ("operations", "AS review_pack_id"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn books(text: &str, calls: i64) -> Books {
        let line = Line {
            calls,
            rows: calls * 10,
            milliseconds: 0.5,
        };
        Books([(text.to_owned(), line)].into())
    }

    #[test]
    fn only_what_came_on_top_is_told() {
        let text = "SELECT 1 FROM (SELECT 1) AS counted";

        let spent = books(text, 8).since(&books(text, 3), Duration::from_secs(10));

        let expected = Spent {
            statement: "total".to_owned(),
            per_second: 0.5,
            milliseconds_each: 0.0,
            rows_each: 10.0,
        };
        assert_eq!(spent, [expected]);
        let none = books(text, 3).since(&books(text, 3), Duration::from_secs(1));
        assert!(none.is_empty());
    }

    #[test]
    fn an_unknown_statement_is_called_by_its_first_words() {
        assert_eq!(name("SELECT\n  1"), "SELECT 1");
    }
}
