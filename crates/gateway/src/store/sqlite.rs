//! The store on SQLite: opens the product's file read-only and reads it through TEMP views (`sql/views-sqlite.sql`).
//!
//! Decides nothing: statements go in with their parameters, rows come out typed.

mod rows;

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use monitor_wire::{Environment, User};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};
use sqlx::{Executor, Row};

use self::rows::{duration, environment, latest_pack, membership, operation, user};
pub(crate) use self::rows::{optional_time, time};
use super::{DurationRow, Filter, LatestPackRow, Membership, OperationRow, Page, Reply, Store};
use crate::rules::stored;

pub(crate) struct SqliteStore {
    pool: SqlitePool,
}

impl SqliteStore {
    pub(crate) async fn open(database: &Path) -> anyhow::Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(database)
            .read_only(true)
            .busy_timeout(Duration::from_secs(2));
        let pool = SqlitePoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(5))
            .after_connect(|connection, _| {
                Box::pin(async move {
                    connection.execute(VIEWS).await?;
                    Ok(())
                })
            })
            .connect_with(options)
            .await
            .with_context(|| {
                format!(
                    "Failed to open TenantAtlas' database {}",
                    database.display()
                )
            })?;
        Ok(Self { pool })
    }
}

impl Store for SqliteStore {
    fn reachable(&self) -> Reply<'_, ()> {
        Box::pin(async move {
            sqlx::query(REACHABLE).fetch_one(&self.pool).await?;
            Ok(())
        })
    }

    fn user(&self, id: i64) -> Reply<'_, Option<User>> {
        Box::pin(async move {
            let row = sqlx::query(USER)
                .bind(id)
                .fetch_optional(&self.pool)
                .await?;
            let user = row.map(|row| user(&row)).transpose()?;
            Ok(user)
        })
    }

    fn memberships(&self, user: i64) -> Reply<'_, Vec<Membership>> {
        Box::pin(async move {
            let rows = sqlx::query(MEMBERSHIPS)
                .bind(user)
                .fetch_all(&self.pool)
                .await?;
            rows.iter().map(membership).collect()
        })
    }

    fn environments(&self, user: i64) -> Reply<'_, Vec<Environment>> {
        Box::pin(async move {
            let rows = sqlx::query(ENVIRONMENTS)
                .bind(user)
                .fetch_all(&self.pool)
                .await?;
            rows.iter().map(environment).collect()
        })
    }

    fn operations<'a>(
        &'a self,
        user: i64,
        rules: &'a str,
        ids: &'a [i64],
    ) -> Reply<'a, Vec<OperationRow>> {
        Box::pin(async move {
            let query = sqlx::query(OPERATIONS_BY_ID)
                .bind(user)
                .bind(rules)
                .bind(list(ids));
            let rows = query.fetch_all(&self.pool).await?;
            rows.iter().map(operation).collect()
        })
    }

    fn latest_packs<'a>(
        &'a self,
        user: i64,
        rules: &'a str,
        environments: &'a [i64],
    ) -> Reply<'a, Vec<LatestPackRow>> {
        Box::pin(async move {
            let query = sqlx::query(LATEST_PACKS)
                .bind(user)
                .bind(rules)
                .bind(list(environments));
            let rows = query.fetch_all(&self.pool).await?;
            rows.iter().map(latest_pack).collect()
        })
    }

    fn matching<'a>(&'a self, user: i64, rules: &'a str, filter: &'a Filter) -> Reply<'a, Page> {
        Box::pin(async move {
            let total = matching(OPERATIONS_TOTAL, user, rules, filter)
                .fetch_one(&self.pool)
                .await?;
            let one_more = i64::try_from(filter.limit)
                .unwrap_or(i64::MAX)
                .saturating_add(1);
            let found = matching(OPERATIONS_PAGE, user, rules, filter)
                .bind(filter.below.map(|below| stored(below.created_at)))
                .bind(filter.below.map(|below| below.id))
                .bind(one_more)
                .fetch_all(&self.pool)
                .await?;
            let page = found.iter().take(filter.limit);
            Ok(Page {
                rows: page.map(operation).collect::<Result<_, _>>()?,
                total: total.try_get(0)?,
                more: found.len() > filter.limit,
            })
        })
    }

    fn durations(&self) -> Reply<'_, Vec<DurationRow>> {
        Box::pin(async move {
            let rows = sqlx::query(DURATIONS).fetch_all(&self.pool).await?;
            rows.iter().map(duration).collect()
        })
    }
}

type Query<'q> = sqlx::query::Query<'q, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>;

/// The eleven parameters that page and total share.
fn matching<'q>(sql: &'static str, user: i64, rules: &'q str, filter: &'q Filter) -> Query<'q> {
    let search = filter.search.as_ref();
    sqlx::query(sql)
        .bind(user)
        .bind(rules)
        .bind(filter.workspace)
        .bind(filter.environment)
        .bind(filter.status.as_deref())
        .bind(filter.outcome.as_deref())
        .bind(filter.kind.as_deref())
        .bind(filter.problem_class.as_deref())
        .bind(search.map(|search| search.pattern.as_str()))
        .bind(search.and_then(|search| search.id))
        .bind(stored(filter.attention_since))
}

fn list(ids: &[i64]) -> String {
    serde_json::json!(ids).to_string()
}

const VIEWS: &str = concat!(
    include_str!("../../sql/views-sqlite.sql"),
    include_str!("../../sql/access.sql")
);
const REACHABLE: &str = include_str!("../../sql/reachable.sql");
const USER: &str = include_str!("../../sql/user.sql");
const MEMBERSHIPS: &str = include_str!("../../sql/memberships.sql");
const ENVIRONMENTS: &str = include_str!("../../sql/environments.sql");
const LATEST_PACKS: &str = include_str!("../../sql/latest-packs.sql");
const DURATIONS: &str = include_str!("../../sql/durations.sql");
const OPERATIONS_BY_ID: &str = concat!(
    include_str!("../../sql/judged.sql"),
    include_str!("../../sql/operations-by-id.sql")
);
const OPERATIONS_PAGE: &str = concat!(
    include_str!("../../sql/judged.sql"),
    include_str!("../../sql/operations-matching.sql"),
    include_str!("../../sql/operations-page.sql")
);
const OPERATIONS_TOTAL: &str = concat!(
    include_str!("../../sql/judged.sql"),
    include_str!("../../sql/operations-matching.sql"),
    include_str!("../../sql/operations-total.sql")
);
