//! A look at PostgreSQL: server, views, columns, grants and the role, from the catalogs and from a few rows.
//!
//! Reads `pg_catalog`, since `information_schema` hides what is not granted.

mod sample;

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::{ConnectOptions, Connection, Row};

use super::expectations::{Column, VIEWS, View};
use super::report::{Fault, Part, Report};
use crate::config::{DatabasePool, PostgresAddress};

pub(super) async fn look(address: &PostgresAddress, limits: &DatabasePool) -> Result<Report> {
    let options = address.options(limits);
    let failed = || format!("Failed to connect to PostgreSQL at {address}");
    greet(&options, limits).await.with_context(failed)?;
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(limits.acquire_timeout())
        .connect_with(options)
        .await
        .with_context(failed)?;
    let mut report = inspect(&pool).await?;
    report.subject = format!("{} at {address}", report.subject);
    pool.close().await;
    Ok(report)
}

/// A pool would try a refused connection again until its time is up, and then say no more than that.
async fn greet(options: &PgConnectOptions, limits: &DatabasePool) -> Result<()> {
    let connection = tokio::time::timeout(limits.acquire_timeout(), options.connect());
    let connection = connection.await.context("it does not answer")??;
    connection.close().await?;
    Ok(())
}

/// Looks at the views and at the role that the pool connects as. Made for a start: it reads the whole catalog.
pub(crate) async fn inspect(pool: &PgPool) -> Result<Report> {
    let server = sqlx::query(SERVER).fetch_one(pool).await?;
    let readable: bool = server.try_get("may_use_schema")?;
    let relations = relations(pool).await?;
    let mut parts = vec![server_part(&server)?];
    for view in &VIEWS {
        parts.push(view_part(view, relations.get(view.name), readable, pool).await?);
    }
    let writes: Vec<String> = sqlx::query_scalar(WRITES).fetch_all(pool).await?;
    if writes.is_empty() {
        parts.push(Part {
            name: "role".to_owned(),
            faults: Vec::new(),
        });
    }
    let version: &str = server.try_get("version")?;
    Ok(Report {
        subject: format!("PostgreSQL {version}"),
        notes: notes(&server, pool).await?,
        parts,
        writes,
        writing_allowed: false,
    })
}

struct Relation {
    owner: String,
    columns: BTreeMap<String, Found>,
}

struct Found {
    kind: String,
    granted: bool,
}

async fn relations(pool: &PgPool) -> Result<BTreeMap<String, Relation>> {
    let mut relations = BTreeMap::new();
    for row in sqlx::query(COLUMNS).fetch_all(pool).await? {
        let owner: String = row.try_get("owner")?;
        let relation = relations
            .entry(row.try_get("view")?)
            .or_insert_with(|| Relation {
                owner,
                columns: BTreeMap::new(),
            });
        let found = Found {
            kind: row.try_get("type")?,
            granted: row.try_get("granted")?,
        };
        relation.columns.insert(row.try_get("name")?, found);
    }
    Ok(relations)
}

fn server_part(row: &PgRow) -> Result<Part> {
    let version: &str = row.try_get("version")?;
    let has_schema: bool = row.try_get("has_schema")?;
    let readable: bool = row.try_get("may_use_schema")?;
    let mut faults = Vec::new();
    if row.try_get::<i32, _>("version_number")? < OLDEST {
        let what = format!("PostgreSQL {version} is older than 15");
        faults.push(fault(what, "upgrade PostgreSQL"));
    }
    if !has_schema {
        faults.push(fault("schema monitor is missing", RUN_VIEWS));
    } else if !readable {
        faults.push(fault("USAGE on schema monitor is not granted", RUN_ROLES));
    } else if !row.try_get::<bool, _>("found_first")? {
        faults.push(fault("search_path does not begin with monitor", RUN_ROLES));
    }
    Ok(Part {
        name: "server".to_owned(),
        faults,
    })
}

async fn notes(row: &PgRow, pool: &PgPool) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    if row.try_get("standby")? {
        notes.push("a standby: what it tells is as old as its replay".to_owned());
    }
    if !row.try_get::<bool, _>("guarded")? {
        notes.push("default_transaction_read_only is off".to_owned());
    }
    let functions: Vec<String> = sqlx::query_scalar(OWNER_FUNCTIONS).fetch_all(pool).await?;
    if !functions.is_empty() {
        notes.push(format!(
            "the role may call functions that run with their owner's rights: {}",
            functions.join(", ")
        ));
    }
    Ok(notes)
}

async fn view_part(
    view: &View,
    relation: Option<&Relation>,
    readable: bool,
    pool: &PgPool,
) -> Result<Part> {
    let faults = match relation {
        None => vec![fault("it is missing", RUN_VIEWS)],
        Some(relation) => {
            let faults = structure(view, relation);
            if readable && faults.is_empty() {
                sample::faults(view, &relation.owner, pool).await?
            } else {
                faults
            }
        }
    };
    Ok(Part {
        name: format!("monitor.{}", view.name),
        faults,
    })
}

fn structure(view: &View, relation: &Relation) -> Vec<Fault> {
    let granted = relation.columns.values().any(|found| found.granted);
    let mut faults = Vec::new();
    if !granted {
        faults.push(fault("SELECT is not granted", RUN_ROLES));
    }
    let columns = view.columns.iter();
    faults.extend(columns.filter_map(|column| {
        let found = relation.columns.get(column.name);
        column_fault(column, found, granted)
    }));
    faults
}

fn column_fault(column: &Column, found: Option<&Found>, others_granted: bool) -> Option<Fault> {
    let name = column.name;
    let types = column.family.types();
    let Some(found) = found else {
        let what = format!("{name} is missing, expected {}", types[0]);
        return Some(fault(what, EDIT_VIEWS));
    };
    if !types.contains(&found.kind.as_str()) {
        let what = format!("{name} is {}, expected {}", found.kind, types[0]);
        return Some(fault(what, EDIT_VIEWS));
    }
    let ungranted = others_granted && !found.granted;
    ungranted.then(|| fault(format!("SELECT on {name} is not granted"), RUN_ROLES))
}

fn fault(what: impl Into<String>, next: impl Into<String>) -> Fault {
    Fault {
        what: what.into(),
        next: next.into(),
    }
}

const OLDEST: i32 = 150_000;

const RUN_VIEWS: &str = "run schema/views-spec123.sql";
const EDIT_VIEWS: &str = "edit schema/views-spec123.sql and run it again";
const RUN_ROLES: &str = "run schema/roles.sql";

const SERVER: &str = include_str!("../../sql/check-server.sql");
const COLUMNS: &str = include_str!("../../sql/check-columns.sql");
const WRITES: &str = include_str!("../../sql/check-writes.sql");
const OWNER_FUNCTIONS: &str = include_str!("../../sql/check-owner-functions.sql");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_shows_what_is_said_of_a_missing_column_and_of_a_right_too_many() {
        let mut parts = vec![Part {
            name: "server".to_owned(),
            faults: Vec::new(),
        }];
        for view in &VIEWS {
            parts.push(Part {
                name: format!("monitor.{}", view.name),
                faults: structure(view, &all_but_the_phase(view)),
            });
        }
        let report = Report {
            subject: "PostgreSQL 16.4 at tenantatlas_gateway@db.example.com:5432/tenantatlas"
                .to_owned(),
            parts,
            writes: vec!["CREATE on schema public".to_owned()],
            ..Report::default()
        };

        let guide = include_str!("../../../../docs/gateway.md");
        assert!(guide.contains(&format!("```\n{report}```\n")), "{report}");
    }

    fn all_but_the_phase(view: &View) -> Relation {
        let columns = view.columns.iter().filter(|column| column.name != "phase");
        let found = columns.map(|column| {
            let found = Found {
                kind: column.family.types()[0].to_owned(),
                granted: true,
            };
            (column.name.to_owned(), found)
        });
        Relation {
            owner: "atlas".to_owned(),
            columns: found.collect(),
        }
    }
}
