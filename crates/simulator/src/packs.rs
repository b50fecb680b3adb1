//! Review packs, and the operation of type `environment.review_pack.generate` that moves along with each.
//!
//! Allowed moves (spec 109): queued to generating, generating to ready or failed, ready to expired. An operation that
//! was purged or reconciled meanwhile stays as it is; the pack goes its way without it.

use std::time::Duration;

use anyhow::{Context, Error, Result, anyhow};
use serde_json::json;
use sqlx::Transaction;
use sqlx::any::Any;

use crate::document::SUMMARY;
use crate::identity::{bytes, digest};
use crate::operations::home;
use crate::plant::{Statement, insert, sql};
use crate::{Failure, NewOperation, Plant};

const KIND: &str = "environment.review_pack.generate";

impl Plant {
    /// Queues a pack of the environment and its operation; answers the pack's id. Without a user the scheduler did.
    pub async fn queue_pack(&self, environment: i64, by: Option<i64>) -> Result<i64> {
        let mut transaction = self.pool.begin().await.context("Failed to begin")?;
        let workspace = home(&mut transaction, environment)
            .await?
            .with_context(|| format!("there is no environment {environment}"))?;
        let new = NewOperation::new(KIND).in_environment(workspace, environment);
        let new = if let Some(user) = by {
            new.by(user)
        } else {
            new
        };
        let operation = self.insert_operation(&mut transaction, &new).await?;
        let row = self.pack_row(workspace, environment, operation, by);
        let pack = insert(row, &mut *transaction)
            .await
            .with_context(|| format!("Failed to queue a pack of environment {environment}"))?;
        transaction.commit().await.context("Failed to commit")?;
        Ok(pack)
    }

    /// Queued to generating; the operation starts.
    pub async fn generate_pack(&self, id: i64) -> Result<()> {
        let pack = sql(
            "UPDATE review_packs SET status = 'generating', updated_at = $2 \
             WHERE id = $1 AND status = 'queued'",
        )
        .bind(id)
        .bind(self.stamp());
        let operation = sql("UPDATE operation_runs \
             SET status = 'running', started_at = $2, updated_at = $2 \
             WHERE id = (SELECT operation_run_id FROM review_packs WHERE id = $1) \
               AND status = 'queued' AND outcome = 'pending'")
        .bind(id)
        .bind(self.stamp());
        let transaction = self.begin_pack_move(id, "be generated", pack).await?;
        end_pack_move(transaction, id, operation).await
    }

    /// Generating to ready, with a file of that many bytes; the operation succeeds.
    pub async fn ready_pack(&self, id: i64, size: i64, expires_in: Duration) -> Result<()> {
        let now = self.now();
        let pack = sql("UPDATE review_packs \
             SET status = 'ready', generated_at = $2, updated_at = $2, expires_at = $3, \
                 file_disk = 'exports', file_size = $4, sha256 = $5, \
                 file_path = 'review-packs/' || (SELECT external_id FROM tenants \
                   WHERE tenants.id = review_packs.tenant_id) \
                   || '/review-' || id || '-' || $6 || '.zip' \
             WHERE id = $1 AND status = 'generating'")
        .bind(id)
        .bind(self.stamp_of(now))
        .bind(self.stamp_of(now + expires_in))
        .bind(size)
        .bind(digest(&file(&id.to_string())))
        .bind(now.strftime("%Y%m%d%H%M%S").to_string());
        let operation = self.end_of_operation(id, "succeeded", None);
        let transaction = self.begin_pack_move(id, "be ready", pack).await?;
        end_pack_move(transaction, id, operation).await
    }

    /// What a download of the pack has in it, once it is ready.
    #[must_use]
    pub fn pack_file(id: i64) -> Vec<u8> {
        bytes(&file(&id.to_string()))
    }

    /// Generating to failed; the reason is kept with the pack and with its operation, which fails.
    pub async fn fail_pack(&self, id: i64, reason: &str) -> Result<()> {
        let pack = sql(
            "UPDATE review_packs SET status = 'failed', updated_at = $2 \
             WHERE id = $1 AND status = 'generating'",
        )
        .bind(id)
        .bind(self.stamp());
        let failure = Failure::new("review_pack.generation_failed", reason);
        let operation = self.end_of_operation(id, "failed", Failure::summary(&[failure]));
        let mut transaction = self.begin_pack_move(id, "fail", pack).await?;
        SUMMARY
            .merge(&mut transaction, id, &json!({ "failure": reason }))
            .await?;
        end_pack_move(transaction, id, operation).await
    }

    /// Ready to expired, as retention does it.
    pub async fn expire_pack(&self, id: i64) -> Result<()> {
        let pack = sql(
            "UPDATE review_packs SET status = 'expired', updated_at = $2 \
             WHERE id = $1 AND status = 'ready'",
        )
        .bind(id)
        .bind(self.stamp());
        let transaction = self.begin_pack_move(id, "expire", pack).await?;
        transaction.commit().await.context("Failed to commit")
    }

    fn pack_row(
        &self,
        workspace: i64,
        environment: i64,
        operation: i64,
        by: Option<i64>,
    ) -> Statement {
        let fingerprint = digest(&[
            "review pack",
            &environment.to_string(),
            &operation.to_string(),
        ]);
        sql(
            "INSERT INTO review_packs (workspace_id, tenant_id, operation_run_id, \
             initiated_by_user_id, fingerprint, previous_fingerprint, options, \
             created_at, updated_at) \
             VALUES ($1, $2, $3, $4, $5, \
               (SELECT fingerprint FROM review_packs WHERE tenant_id = $2 \
                ORDER BY id DESC LIMIT 1), \
               $6, $7, $7) \
             RETURNING id",
        )
        .bind(workspace)
        .bind(environment)
        .bind(operation)
        .bind(by)
        .bind(fingerprint)
        .bind(json!({ "include_operations": true, "include_pii": true }).to_string())
        .bind(self.stamp())
    }

    fn end_of_operation(
        &self,
        pack: i64,
        outcome: &'static str,
        failures: Option<String>,
    ) -> Statement {
        sql("UPDATE operation_runs \
             SET status = 'completed', outcome = $3, failure_summary = $4, \
                 completed_at = $2, updated_at = $2 \
             WHERE id = (SELECT operation_run_id FROM review_packs WHERE id = $1) \
               AND status = 'running' AND outcome = 'pending'")
        .bind(pack)
        .bind(self.stamp())
        .bind(outcome)
        .bind(failures)
    }

    async fn begin_pack_move(
        &self,
        id: i64,
        step: &str,
        pack: Statement,
    ) -> Result<Transaction<'static, Any>> {
        let moved = format!("review pack {id}");
        match self.begin_if(&moved, step, pack).await? {
            Some(transaction) => Ok(transaction),
            None => Err(self.pack_refusal(id, step).await?),
        }
    }

    async fn pack_refusal(&self, id: i64, step: &str) -> Result<Error> {
        let status: Option<String> =
            sqlx::query_scalar("SELECT status FROM review_packs WHERE id = $1")
                .bind(id)
                .fetch_optional(&self.pool)
                .await
                .context("Failed to read a review pack")?;
        let Some(status) = status else {
            return Ok(anyhow!("there is no review pack {id}"));
        };
        Ok(anyhow!("review pack {id} is {status}: it cannot {step}"))
    }
}

/// A file of made-up words; their digest is the pack's SHA-256.
fn file(id: &str) -> [&str; 2] {
    ["review pack file", id]
}

/// The pack's operation comes along, if it still can.
async fn end_pack_move(
    mut transaction: Transaction<'static, Any>,
    id: i64,
    operation: Statement,
) -> Result<()> {
    operation
        .execute(&mut *transaction)
        .await
        .with_context(|| format!("Failed to move the operation of review pack {id}"))?;
    transaction.commit().await.context("Failed to commit")
}
