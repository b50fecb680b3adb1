//! The store on any engine that sqlx speaks: statements go in with their parameters, rows come out typed.

use jiff::Timestamp;
use sqlx::{Database, Decode, Encode, Executor, FromRow, IntoArguments, Pool, Type};

use super::statements::Statements;
use super::{
    Entry, Filter, Listed, MOST_COUNTED, Moment, OperationRow, PackRow, Page, Reply, Store,
    UsualRow,
};
use crate::serving::Metrics;

pub(crate) struct SqlStore<DB: Database> {
    pub(super) pool: Pool<DB>,
    pub(super) statements: &'static Statements,
    pub(super) metrics: Metrics,
}

impl<DB> Store for SqlStore<DB>
where
    DB: Database,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
    DB::Arguments: IntoArguments<DB>,
    for<'q> i64: Decode<'q, DB> + Encode<'q, DB> + Type<DB>,
    for<'q> String: Decode<'q, DB> + Encode<'q, DB> + Type<DB>,
    for<'q> &'q str: Encode<'q, DB> + Type<DB>,
    for<'q> Moment: Encode<'q, DB> + Type<DB>,
    for<'q> bool: Encode<'q, DB> + Type<DB>,
    for<'q> Option<bool>: Encode<'q, DB>,
    for<'q> Option<i64>: Encode<'q, DB>,
    for<'q> Option<String>: Encode<'q, DB>,
    for<'q> Option<&'q str>: Encode<'q, DB>,
    for<'q> Option<Moment>: Encode<'q, DB>,
    for<'r> (i64,): FromRow<'r, DB::Row>,
    for<'r> (Option<String>,): FromRow<'r, DB::Row>,
    for<'r> (String,): FromRow<'r, DB::Row>,
    for<'r> Entry: FromRow<'r, DB::Row>,
    for<'r> Listed: FromRow<'r, DB::Row>,
    for<'r> OperationRow: FromRow<'r, DB::Row>,
    for<'r> PackRow: FromRow<'r, DB::Row>,
    for<'r> UsualRow: FromRow<'r, DB::Row>,
{
    fn reachable(&self) -> Reply<'_, ()> {
        Box::pin(async move {
            self.metrics.statement("reachable");
            let query = sqlx::query_as::<DB, (i64,)>(self.statements.reachable);
            query.fetch_one(&self.pool).await?;
            Ok(())
        })
    }

    fn directory<'a>(&'a self, users: &'a [i64]) -> Reply<'a, Vec<Entry>> {
        Box::pin(async move {
            self.metrics.statement("directory");
            let query = sqlx::query_as(self.statements.directory).bind(list(users));
            Ok(query.fetch_all(&self.pool).await?)
        })
    }

    fn operations<'a>(&'a self, rules: &'a str, ids: &'a [i64]) -> Reply<'a, Vec<OperationRow>> {
        Box::pin(async move {
            self.metrics.statement("operations");
            let query = sqlx::query_as(self.statements.operations)
                .bind(list(ids))
                .bind(rules);
            Ok(query.fetch_all(&self.pool).await?)
        })
    }

    fn context(&self, operation: i64, most_bytes: usize) -> Reply<'_, Option<String>> {
        Box::pin(async move {
            self.metrics.statement("context");
            let query = sqlx::query_as::<DB, (Option<String>,)>(self.statements.context)
                .bind(operation)
                .bind(i64::try_from(most_bytes).unwrap_or(i64::MAX));
            let found = query.fetch_optional(&self.pool).await?;
            Ok(found.and_then(|(context,)| context))
        })
    }

    fn latest_packs<'a>(&'a self, environments: &'a [i64]) -> Reply<'a, Vec<PackRow>> {
        Box::pin(async move {
            self.metrics.statement("latest_packs");
            let query = sqlx::query_as(self.statements.latest_packs).bind(list(environments));
            Ok(query.fetch_all(&self.pool).await?)
        })
    }

    fn matching<'a>(
        &'a self,
        places: &'a str,
        rules: &'a str,
        filter: &'a Filter,
    ) -> Reply<'a, Page> {
        Box::pin(async move {
            let search = filter.search.as_ref();
            let one_more = i64::try_from(filter.limit)
                .unwrap_or(i64::MAX)
                .saturating_add(1);
            // The eleven parameters that page and total share. A closure cannot: each has a row type of its own.
            macro_rules! matching {
                ($row:ty, $statement:expr) => {
                    sqlx::query_as::<DB, $row>($statement)
                        .bind(places)
                        .bind(rules)
                        .bind(filter.workspace)
                        .bind(filter.environment)
                        .bind(filter.status.as_deref())
                        .bind(filter.outcome.as_deref())
                        .bind(filter.kind.as_deref())
                        .bind(filter.problem_class.as_deref())
                        .bind(search.map(|search| search.names))
                        .bind(search.and_then(|search| search.id))
                        .bind(Moment(filter.attention_since))
                };
            }
            let pages = self.statements.pages(filter);
            self.metrics.statement("page");
            let (mut rows, total) = if let Some(below) = &filter.below {
                let rows = matching!(Listed, pages.later)
                    .bind(Moment(below.at))
                    .bind(below.id)
                    .bind(one_more)
                    .fetch_all(&self.pool)
                    .await?;
                self.metrics.statement("total");
                let (total,) = matching!((i64,), pages.total)
                    .bind(MOST_COUNTED)
                    .fetch_one(&self.pool)
                    .await?;
                (rows, total)
            } else {
                let rows = matching!(Listed, pages.first)
                    .bind(MOST_COUNTED)
                    .bind(one_more)
                    .fetch_all(&self.pool)
                    .await?;
                let total = rows.first().and_then(|row| row.total).unwrap_or_default();
                (rows, total)
            };
            let more = rows.len() > filter.limit;
            rows.truncate(filter.limit);
            let rows = rows.into_iter().map(|row| row.operation).collect();
            Ok(Page { rows, total, more })
        })
    }

    fn kinds(&self) -> Reply<'_, Vec<String>> {
        Box::pin(async move {
            self.metrics.statement("kinds");
            let query = sqlx::query_as::<DB, (String,)>(self.statements.kinds);
            let rows = query.fetch_all(&self.pool).await?;
            Ok(rows.into_iter().map(|(kind,)| kind).collect())
        })
    }

    fn usual_durations(&self, since: Timestamp) -> Reply<'_, Vec<UsualRow>> {
        Box::pin(async move {
            self.metrics.statement("usual_durations");
            let query = sqlx::query_as(self.statements.usual_durations).bind(Moment(since));
            Ok(query.fetch_all(&self.pool).await?)
        })
    }
}

fn list(ids: &[i64]) -> String {
    serde_json::json!(ids).to_string()
}
