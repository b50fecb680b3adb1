//! How operations come to be, move, report and end.
//!
//! Allowed moves (spec 160): queued to running, queued to failed, running to any outcome. Each begins with a statement
//! whose condition is the state it starts from, so a refused move changes nothing.

use std::time::Duration;

use anyhow::{Context, Error, Result, anyhow, ensure};
use serde_json::{Value, json};
use sqlx::any::Any;
use sqlx::{AnyConnection, Transaction};

use crate::document::{CONTEXT, COUNTS, Document};
use crate::identity::digest;
use crate::plant::{Statement, moment, sql};
use crate::{Failure, NewOperation, Outcome, Plant};

impl Plant {
    /// Adds a queued operation and answers its id.
    pub async fn queue(&self, new: NewOperation) -> Result<i64> {
        let mut transaction = self.pool.begin().await.context("Failed to begin")?;
        let id = self.insert_operation(&mut transaction, &new).await?;
        transaction.commit().await.context("Failed to commit")?;
        Ok(id)
    }

    /// Queued to running.
    pub async fn start(&self, id: i64) -> Result<()> {
        let statement = sql("UPDATE operation_runs \
             SET status = 'running', started_at = $2, updated_at = $2 \
             WHERE id = $1 AND status = 'queued' AND outcome = 'pending'")
        .bind(id)
        .bind(self.stamp());
        self.move_operation(id, "start", statement).await
    }

    /// Reports how much of a running operation is done, as given: `processed` may exceed `total`.
    pub async fn progress(&self, id: i64, processed: i64, total: i64) -> Result<()> {
        let counts = json!({ "processed": processed, "total": total });
        self.merge_operation(id, "report progress", self.report(id), COUNTS, &counts)
            .await
    }

    /// Reports the phase a running operation is in (spec 272).
    pub async fn phase(&self, id: i64, key: &str, label: &str) -> Result<()> {
        let phase = json!({ "progress": { "phase": { "key": key, "label": label } } });
        self.merge_operation(id, "report a phase", self.report(id), CONTEXT, &phase)
            .await
    }

    /// Merges summary counts, in whatever state the operation is: a worker's last word may come late.
    pub async fn counts(&self, id: i64, counts: &[(&str, i64)]) -> Result<()> {
        let counts: Value = counts.iter().copied().collect();
        let statement = sql("UPDATE operation_runs SET updated_at = $2 WHERE id = $1")
            .bind(id)
            .bind(self.stamp());
        self.merge_operation(id, "be counted", statement, COUNTS, &counts)
            .await
    }

    /// Running to completed; queued to completed only as failed.
    pub async fn complete(&self, id: i64, outcome: Outcome) -> Result<()> {
        self.complete_with(id, outcome, &[]).await
    }

    /// As [`Plant::complete`], with what went wrong.
    pub async fn complete_with(
        &self,
        id: i64,
        outcome: Outcome,
        failures: &[Failure],
    ) -> Result<()> {
        let statement = sql("UPDATE operation_runs \
             SET status = 'completed', outcome = $3, failure_summary = $4, \
                 completed_at = $2, updated_at = $2 \
             WHERE id = $1 AND outcome = 'pending' \
               AND (status = 'running' OR (status = 'queued' AND $3 = 'failed'))")
        .bind(id)
        .bind(self.stamp())
        .bind(outcome.as_str())
        .bind(Failure::summary(failures));
        self.move_operation(id, &format!("end as {outcome}"), statement)
            .await
    }

    /// The reconciler gives an active operation up: completed as failed, with `context.reconciliation` (spec 160).
    pub async fn reconcile_failed(&self, id: i64, reason_code: &str) -> Result<()> {
        let now = self.stamp();
        let mark = json!({
            "reconciliation": { "reason_code": reason_code, "reconciled_at": now.as_str() }
        });
        let failure = Failure::new(reason_code, reconciliation_message(reason_code));
        let statement = sql("UPDATE operation_runs \
             SET status = 'completed', outcome = 'failed', failure_summary = $3, \
                 completed_at = $2, updated_at = $2 \
             WHERE id = $1 AND outcome = 'pending' AND status IN ('queued', 'running')")
        .bind(id)
        .bind(now)
        .bind(Failure::summary(&[failure]));
        self.merge_operation(id, "be reconciled", statement, CONTEXT, &mark)
            .await
    }

    /// Shifts every time of the operation into the past, to play staleness.
    pub async fn backdate(&self, id: i64, by: Duration) -> Result<()> {
        let hold = sql("UPDATE operation_runs SET updated_at = updated_at WHERE id = $1").bind(id);
        let mut transaction = self.begin_move(id, "be backdated", hold).await?;
        let (created, started, completed, updated): Times = sqlx::query_as(TIMES)
            .bind(id)
            .fetch_one(&mut *transaction)
            .await
            .context("Failed to read an operation's times")?;
        let earlier = |time: String| anyhow::Ok(self.stamp_of(moment(&time)? - by));
        sql("UPDATE operation_runs \
             SET created_at = $2, started_at = $3, completed_at = $4, updated_at = $5 \
             WHERE id = $1")
        .bind(id)
        .bind(earlier(created)?)
        .bind(started.map(earlier).transpose()?)
        .bind(completed.map(earlier).transpose()?)
        .bind(earlier(updated)?)
        .execute(&mut *transaction)
        .await
        .context("Failed to write an operation's times")?;
        transaction.commit().await.context("Failed to commit")
    }

    /// Retention deletes the row; a pack that it made lives on without it (spec 109).
    pub async fn purge(&self, id: i64) -> Result<()> {
        let statement = sql("DELETE FROM operation_runs WHERE id = $1").bind(id);
        self.move_operation(id, "be purged", statement).await
    }

    /// Writes status and outcome past every rule: for rows of older releases and for words nobody knows.
    pub async fn write_raw_status(&self, id: i64, status: &str, outcome: &str) -> Result<()> {
        let statement = sql("UPDATE operation_runs \
             SET status = $2, outcome = $3, updated_at = $4 WHERE id = $1")
        .bind(id)
        .bind(status)
        .bind(outcome)
        .bind(self.stamp());
        self.move_operation(id, "be rewritten", statement).await
    }
}

impl Plant {
    pub(crate) async fn insert_operation(
        &self,
        connection: &mut AnyConnection,
        new: &NewOperation,
    ) -> Result<i64> {
        let workspace = new.workspace.context("a new operation needs a workspace")?;
        check_place(connection, workspace, new.environment).await?;
        let initiator = initiator_name(connection, new.initiator).await?;
        let id = self.operation_id(new.id);
        sql(
            "INSERT INTO operation_runs (id, workspace_id, tenant_id, user_id, initiator_name, \
             type, status, outcome, run_identity_hash, context, created_at, updated_at) \
             VALUES ($1, $2, $3, $4, $5, $6, 'queued', 'pending', $7, $8, $9, $9)",
        )
        .bind(id)
        .bind(workspace)
        .bind(new.environment)
        .bind(new.initiator)
        .bind(initiator)
        .bind(new.kind.as_str())
        .bind(identity_hash(id, new))
        .bind(new.context.as_ref().map(Value::to_string))
        .bind(self.stamp_of(self.now() - new.created_ago))
        .execute(connection)
        .await
        .with_context(|| format!("Failed to queue operation {id}"))?;
        Ok(id)
    }

    /// What a worker does to its operation whenever it reports.
    fn report(&self, id: i64) -> Statement {
        sql("UPDATE operation_runs SET updated_at = $2 \
             WHERE id = $1 AND status = 'running' AND outcome = 'pending'")
        .bind(id)
        .bind(self.stamp())
    }

    async fn move_operation(&self, id: i64, step: &str, statement: Statement) -> Result<()> {
        let transaction = self.begin_move(id, step, statement).await?;
        transaction.commit().await.context("Failed to commit")
    }

    async fn merge_operation(
        &self,
        id: i64,
        step: &str,
        statement: Statement,
        document: Document,
        patch: &Value,
    ) -> Result<()> {
        let mut transaction = self.begin_move(id, step, statement).await?;
        document.merge(&mut transaction, id, patch).await?;
        transaction.commit().await.context("Failed to commit")
    }

    async fn begin_move(
        &self,
        id: i64,
        step: &str,
        statement: Statement,
    ) -> Result<Transaction<'static, Any>> {
        let moved = format!("operation {id}");
        match self.begin_if(&moved, step, statement).await? {
            Some(transaction) => Ok(transaction),
            None => Err(self.refusal(id, step).await?),
        }
    }

    async fn refusal(&self, id: i64, step: &str) -> Result<Error> {
        let state: Option<(String, String)> =
            sqlx::query_as("SELECT status, outcome FROM operation_runs WHERE id = $1")
                .bind(id)
                .fetch_optional(&self.pool)
                .await
                .context("Failed to read an operation")?;
        let Some((status, outcome)) = state else {
            return Ok(anyhow!("there is no operation {id}"));
        };
        Ok(anyhow!(
            "operation {id} is {status}, {outcome}: it cannot {step}"
        ))
    }
}

async fn check_place(
    connection: &mut AnyConnection,
    workspace: i64,
    environment: Option<i64>,
) -> Result<()> {
    let Some(environment) = environment else {
        return Ok(());
    };
    ensure!(
        home(connection, environment).await? == Some(workspace),
        "workspace {workspace} has no environment {environment}"
    );
    Ok(())
}

/// The workspace of an environment; none where there is no such environment.
pub(crate) async fn home(connection: &mut AnyConnection, environment: i64) -> Result<Option<i64>> {
    sqlx::query_scalar("SELECT workspace_id FROM tenants WHERE id = $1")
        .bind(environment)
        .fetch_optional(connection)
        .await
        .context("Failed to read an environment")
}

async fn initiator_name(connection: &mut AnyConnection, user: Option<i64>) -> Result<String> {
    let Some(user) = user else {
        return Ok("System".to_owned());
    };
    let name: Option<String> = sqlx::query_scalar("SELECT name FROM users WHERE id = $1")
        .bind(user)
        .fetch_optional(connection)
        .await
        .context("Failed to read a user")?;
    name.with_context(|| format!("there is no user {user}"))
}

/// Unique per start (spec 054): the id is one of the inputs, so nothing here counts as already queued.
fn identity_hash(id: i64, new: &NewOperation) -> String {
    let place = new
        .environment
        .map_or_else(String::new, |environment| environment.to_string());
    digest(&[&place, &new.kind, &json!({ "start": id }).to_string()])
}

/// Ours: the product's own labels say "run", which visible text may not (spec 171).
fn reconciliation_message(reason_code: &str) -> &'static str {
    match reason_code {
        "run.stale_queued" => "The operation never started and was closed.",
        "run.stale_running" => "The operation stopped reporting progress and was closed.",
        "run.infrastructure_timeout_or_abandonment" => "The infrastructure ended the operation.",
        "run.queue_failure_bridge" => "The queue failed and the operation was closed.",
        "run.adapter_out_of_sync" => "The operation was closed to match its related records.",
        _ => "The operation was closed by reconciliation.",
    }
}

/// Created, started, completed, updated.
type Times = (String, Option<String>, Option<String>, String);

const TIMES: &str = "SELECT CAST(created_at AS TEXT), CAST(started_at AS TEXT), \
                     CAST(completed_at AS TEXT), CAST(updated_at AS TEXT) \
                     FROM operation_runs WHERE id = $1";
