//! The PostgreSQL server that is measured on, and how TenantAtlas' tables get there: the product's documented schema,
//! the views, role and indexes that the gateway ships, and rows in a company's numbers.
//!
//! Scripts go through psql, for the shipped ones are written for it.

use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use crate::size::Size;

pub(crate) struct Server {
    host: String,
    port: u16,
    superuser: String,
    psql: PathBuf,
}

impl Server {
    /// `address` is a superuser's, without a password; whoever reaches the server is believed.
    pub(crate) fn new(address: &str, psql: PathBuf) -> Result<Self> {
        let options: PgConnectOptions = address.parse()?;
        Ok(Self {
            host: options.get_host().to_owned(),
            port: options.get_port(),
            superuser: options.get_username().to_owned(),
            psql,
        })
    }

    /// What the gateway is told.
    pub(crate) fn address_for_gateway(&self) -> String {
        self.address(ROLE, DATABASE)
    }

    /// To TenantAtlas' database, as the superuser.
    pub(crate) async fn connect(&self) -> Result<PgConnection> {
        self.connect_to(DATABASE).await
    }

    /// To the database that has pg_stat_statements.
    pub(crate) async fn connect_to_books(&self) -> Result<PgConnection> {
        self.connect_to(ADMIN).await
    }

    /// TenantAtlas as it is documented, with its rows and what the gateway ships, but for the indexes.
    pub(crate) async fn plant(&self, size: &Size) -> Result<()> {
        self.script(ADMIN, size, CREATE).await?;
        for script in [SCHEMA, PEOPLE, OPERATIONS, REVIEW_PACKS, VIEWS, ROLE_SCRIPT] {
            self.script(DATABASE, size, script).await?;
        }
        self.settle(size).await
    }

    pub(crate) async fn add_indexes(&self, size: &Size) -> Result<()> {
        self.script(DATABASE, size, INDEXES).await?;
        self.settle(size).await
    }

    /// As the server's own cleaning would have left it, with nothing left to write.
    async fn settle(&self, size: &Size) -> Result<()> {
        self.script(DATABASE, size, "VACUUM (ANALYZE);\nCHECKPOINT;\n")
            .await
    }

    pub(crate) async fn explain_to_log(&self, size: &Size) -> Result<()> {
        self.script(DATABASE, size, EXPLAIN).await
    }

    pub(crate) async fn explain_no_more(&self, size: &Size) -> Result<()> {
        self.script(DATABASE, size, NO_EXPLAIN).await
    }

    async fn script(&self, database: &str, size: &Size, script: &str) -> Result<()> {
        let mut psql = Command::new(&self.psql);
        psql.args(["--no-psqlrc", "--quiet", "--file=-"])
            .args(["--set", "ON_ERROR_STOP=1", "--dbname"])
            .arg(self.address(&self.superuser, database))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        for (name, value) in variables(size) {
            psql.arg("--set").arg(format!("{name}={value}"));
        }
        let mut child = psql.spawn().context("Failed to start psql")?;
        let mut stdin = child.stdin.take().context("psql has no input")?;
        stdin.write_all(script.as_bytes()).await?;
        drop(stdin);
        let ended = child.wait_with_output().await?;
        let said = String::from_utf8_lossy(&ended.stderr);
        ensure!(ended.status.success(), "psql failed: {}", said.trim());
        Ok(())
    }

    async fn connect_to(&self, database: &str) -> Result<PgConnection> {
        let address = self.address(&self.superuser, database);
        let options: PgConnectOptions = address.parse()?;
        Ok(PgConnection::connect_with(&options.disable_statement_logging()).await?)
    }

    fn address(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}@{}:{}/{database}", self.host, self.port)
    }
}

fn variables(size: &Size) -> [(&'static str, i64); 7] {
    [
        ("workspaces", size.workspaces),
        ("environments", size.environments),
        ("people", size.people),
        ("narrow", size.narrow),
        ("operations", size.finished_operations),
        ("active", size.active_operations),
        ("packs", size.review_packs),
    ]
}

/// The role of `roles.sql`.
pub(crate) const ROLE: &str = "tenantatlas_gateway";
const ADMIN: &str = "postgres";
const DATABASE: &str = "tenantatlas";

const CREATE: &str =
    "CREATE EXTENSION IF NOT EXISTS pg_stat_statements;\nCREATE DATABASE tenantatlas;\n";
const SCHEMA: &str = include_str!("../../simulator/sql/schema-postgres.sql");
const VIEWS: &str = include_str!("../../gateway/schema/views-spec123.sql");
const ROLE_SCRIPT: &str = include_str!("../../gateway/schema/roles.sql");
const INDEXES: &str = include_str!("../../gateway/schema/indexes.sql");
const PEOPLE: &str = include_str!("../sql/people.sql");
const OPERATIONS: &str = include_str!("../sql/operations.sql");
const REVIEW_PACKS: &str = include_str!("../sql/review-packs.sql");
const EXPLAIN: &str = include_str!("../sql/explain.sql");
const NO_EXPLAIN: &str = include_str!("../sql/explain-no-more.sql");
