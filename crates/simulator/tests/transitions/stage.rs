//! One plant with its clock held, a small directory in it, and a second pair of eyes on its database.

use anyhow::Result;
use jiff::Timestamp;
use serde_json::{Map, Value};
use sqlx::any::{Any, AnyPoolOptions, AnyRow};
use sqlx::{AnyPool, AssertSqlSafe, Row};
use tempfile::TempDir;
use tenantatlas_simulator::{NewOperation, Plant, Role};

/// Which database is played on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Engine {
    Postgres,
    Sqlite,
}

pub(crate) struct Stage {
    pub(crate) plant: Plant,
    pub(crate) user: i64,
    pub(crate) workspace: i64,
    pub(crate) environment: i64,
    eyes: AnyPool,
    _directory: TempDir,
}

impl Stage {
    pub(crate) async fn empty(engine: Engine) -> Result<Self> {
        let directory = TempDir::new()?;
        let (plant, url) = match engine {
            Engine::Postgres => {
                let url = xtask::postgres::shared().create_database(None)?;
                (Plant::on_postgres(&url).await?, url)
            }
            Engine::Sqlite => {
                let path = directory.path().join("atlas.sqlite");
                let url = format!("sqlite://{}", path.display());
                (Plant::create(&path).await?, url)
            }
        };
        let noon: Timestamp = "2026-03-08T11:11:26Z".parse()?;
        Ok(Self {
            plant: plant.at(noon),
            user: 0,
            workspace: 0,
            environment: 0,
            eyes: AnyPoolOptions::new()
                .max_connections(1)
                .connect(&url)
                .await?,
            _directory: directory,
        })
    }

    pub(crate) async fn set(engine: Engine) -> Result<Self> {
        let mut stage = Self::empty(engine).await?;
        stage.user = stage.plant.user("Demo Operator").await?;
        stage.workspace = stage.plant.workspace("Northwind Managed Services").await?;
        stage
            .plant
            .member(stage.workspace, stage.user, Role::Operator)
            .await?;
        let environment = stage
            .plant
            .environment(stage.workspace, "Contoso Production")
            .await?;
        stage.plant.entitle(environment, stage.user).await?;
        stage.environment = environment;
        Ok(stage)
    }

    pub(crate) fn order(&self, kind: &str) -> NewOperation {
        NewOperation::new(kind).in_environment(self.workspace, self.environment)
    }

    pub(crate) async fn queue(&self, kind: &str) -> Result<i64> {
        self.plant.queue(self.order(kind)).await
    }

    /// The step must fail and leave everything as it was.
    pub(crate) async fn refused<T>(&self, step: impl Future<Output = Result<T>>) -> Result<()> {
        let before = self.everything().await?;
        assert!(step.await.is_err(), "a forbidden step was taken");
        assert_eq!(self.everything().await?, before);
        Ok(())
    }

    pub(crate) async fn state(&self, id: i64) -> Result<String> {
        self.text(
            "SELECT status || ' ' || outcome FROM operation_runs WHERE id = $1",
            id,
        )
        .await
    }

    pub(crate) async fn pack(&self, id: i64) -> Result<String> {
        self.text(
            "SELECT p.status || ', ' || o.status || ' ' || o.outcome FROM review_packs p \
             JOIN operation_runs o ON o.id = p.operation_run_id WHERE p.id = $1",
            id,
        )
        .await
    }

    pub(crate) async fn text(&self, query: &'static str, id: i64) -> Result<String> {
        Ok(sqlx::query_scalar(query)
            .bind(id)
            .fetch_one(&self.eyes)
            .await?)
    }

    pub(crate) async fn json(&self, query: &'static str, id: i64) -> Result<Value> {
        Ok(serde_json::from_str(&self.text(query, id).await?)?)
    }

    pub(crate) async fn texts(&self, query: &'static str) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar(query).fetch_all(&self.eyes).await?)
    }

    /// Of a query whose columns are all text.
    pub(crate) async fn rows(&self, query: &str) -> Result<Vec<Vec<Option<String>>>> {
        let rows = sqlx::query::<Any>(AssertSqlSafe(query))
            .fetch_all(&self.eyes)
            .await?;
        Ok(rows.iter().map(cells).collect::<Result<_, _>>()?)
    }

    /// Every row of every table.
    pub(crate) async fn everything(&self) -> Result<Vec<Vec<Option<String>>>> {
        let mut everything = Vec::new();
        for (table, columns) in TABLES {
            let columns: Vec<_> = columns
                .split(' ')
                .map(|column| format!("CAST({column} AS TEXT)"))
                .collect();
            let columns = columns.join(", ");
            // Qualified: alone, `id` would be the text that is selected.
            let query = format!("SELECT {columns} FROM {table} ORDER BY {table}.id");
            everything.extend(self.rows(&query).await?);
        }
        Ok(everything)
    }
}

fn cells(row: &AnyRow) -> Result<Vec<Option<String>>, sqlx::Error> {
    (0..row.len()).map(|column| row.try_get(column)).collect()
}

/// A time as any of the databases writes it: in UTC where it names no zone.
pub(crate) fn time(text: &str) -> Result<Timestamp> {
    let with_zone: Result<Timestamp, _> = text.parse();
    Ok(with_zone.or_else(|_| format!("{text}Z").parse())?)
}

/// What a cell says, whichever database wrote it: times in whole seconds, documents whatever the order of their keys.
pub(crate) fn plain(cell: Option<String>) -> Value {
    let Some(text) = cell else {
        return Value::Null;
    };
    match serde_json::from_str(&text) {
        Ok(document @ (Value::Array(_) | Value::Object(_))) => plain_document(document),
        Ok(_) | Err(_) => plain_text(text),
    }
}

fn plain_document(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(plain_document).collect(),
        Value::Object(members) => {
            let members = members.into_iter();
            let plain = members.map(|(name, member)| (name, plain_document(member)));
            Value::Object(plain.collect::<Map<_, _>>())
        }
        Value::String(text) => plain_text(text),
        Value::Bool(_) | Value::Null | Value::Number(_) => value,
    }
}

fn plain_text(text: String) -> Value {
    match time(&text) {
        Ok(time) => time.as_second().into(),
        Err(_) => text.into(),
    }
}

const TABLES: [(&str, &str); 7] = [
    ("workspaces", "id name slug status"),
    (
        "users",
        "id entra_tenant_id entra_object_id name email preferred_locale disabled_at deleted_at",
    ),
    ("workspace_memberships", "id workspace_id user_id role"),
    (
        "tenants",
        "id workspace_id external_id name domain environment lifecycle archived_at",
    ),
    ("tenant_memberships", "id tenant_id user_id role source"),
    (
        "operation_runs",
        "id workspace_id tenant_id user_id initiator_name type status outcome run_identity_hash \
         summary_counts failure_summary context started_at completed_at created_at updated_at",
    ),
    (
        "review_packs",
        "id workspace_id tenant_id operation_run_id initiated_by_user_id status fingerprint \
         previous_fingerprint summary options file_disk file_path file_size sha256 generated_at \
         expires_at created_at updated_at",
    ),
];
