//! The throw-away PostgreSQL itself, before anything is tested on it.
//!
//! Needs the system packages; without them it says how to install them.

use anyhow::{Context, Result, ensure};
use xtask::postgres::{Cluster, shared};

#[test]
fn a_new_database_is_like_its_template_and_nobody_elses() -> Result<()> {
    let cluster = shared();
    let template = name(&cluster.create_database(None)?)?;
    cluster.sql(&template, "CREATE TABLE kept AS SELECT 421 AS id")?;
    let first = name(&cluster.create_database(Some(&template))?)?;
    let second = name(&cluster.create_database(Some(&template))?)?;

    cluster.sql(&first, "UPDATE kept SET id = 422")?;

    assert_eq!(cluster.sql(&first, "SELECT id FROM kept")?, "422");
    assert_eq!(cluster.sql(&second, "SELECT id FROM kept")?, "421");
    Ok(())
}

#[test]
fn statements_are_counted_by_database() -> Result<()> {
    let cluster = shared();
    let (watched, other) = (fresh(cluster)?, fresh(cluster)?);
    cluster.forget_statements(&watched)?;

    for id in ["1", "2"] {
        cluster.sql(&watched, &format!("SELECT {id} AS\nid"))?;
    }
    cluster.sql(&other, "SELECT 3")?;

    let seen = cluster.statements(&watched)?;
    let seen: Vec<_> = seen
        .iter()
        .map(|statement| (statement.text.as_str(), statement.calls, statement.rows))
        .collect();
    assert_eq!(seen, [("SELECT $1 AS\nid", 2, 2)]);
    cluster.forget_statements(&watched)?;
    ensure!(cluster.statements(&watched)?.is_empty());
    Ok(())
}

#[test]
fn a_stopped_server_comes_back_with_its_rows() -> Result<()> {
    let cluster = Cluster::start_with(&[("log_statement", "all")])?;
    let database = fresh(&cluster)?;
    cluster.sql(&database, "CREATE TABLE kept AS SELECT 421 AS id")?;

    cluster.stop_server()?;
    let away = cluster.sql(&database, "SELECT id FROM kept");
    ensure!(away.is_err(), "a stopped server answered");
    cluster.start_again()?;

    assert_eq!(cluster.sql(&database, "SELECT id FROM kept")?, "421");
    ensure!(cluster.log()?.contains("statement: SELECT id FROM kept"));
    Ok(())
}

fn fresh(cluster: &Cluster) -> Result<String> {
    name(&cluster.create_database(None)?)
}

fn name(url: &str) -> Result<String> {
    let (_, name) = url.rsplit_once('/').context("a URL ends in a database")?;
    Ok(name.to_owned())
}
