//! Access tokens: issued, listed, revoked and recognised, in the gateway's own file.
//!
//! A secret is 256 random bits and leaves this file once, when issued. Stored is its SHA-256, and a token is found by
//! that, so no comparison depends on the secret. Who the user is and what they may see is the store's answer.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use jiff::{SignedDuration, Timestamp};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
};
use sqlx::{Executor, Row};

use crate::rules::stored;
use crate::store::{Store, StoreError, optional_time, time};
use crate::version;

/// Cheap to clone.
#[derive(Clone)]
pub struct Tokens {
    pool: SqlitePool,
    store: Arc<dyn Store>,
}

/// A new token. The secret is shown once and cannot be had again.
pub struct Issued {
    pub id: i64,
    pub secret: String,
}

/// What is known of an issued token.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Token {
    pub id: i64,
    pub user: i64,
    pub label: String,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    /// To the minute.
    pub last_used_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

impl Tokens {
    pub(crate) async fn open(state: &Path, store: Arc<dyn Store>) -> Result<Self> {
        let failed = || format!("Failed to open the gateway's own file {}", state.display());
        keep_private(state).with_context(failed)?;
        let options = SqliteConnectOptions::new()
            .filename(state)
            .journal_mode(SqliteJournalMode::Wal)
            .busy_timeout(Duration::from_secs(5));
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options)
            .await
            .with_context(failed)?;
        pool.execute(SCHEMA).await.with_context(failed)?;
        Ok(Self { pool, store })
    }

    /// A token for a user of the product; an error where the user is missing, deleted or disabled.
    pub async fn issue(
        &self,
        user: i64,
        label: &str,
        expires_at: Option<Timestamp>,
    ) -> Result<Issued> {
        let label = label.trim();
        ensure!(
            (1..=100).contains(&label.chars().count()),
            "a label has 1 to 100 characters"
        );
        ensure!(
            self.store.user(user).await?.is_some(),
            "there is no active user {user}"
        );
        let secret = secret()?;
        let stored_token = sqlx::query(ISSUE)
            .bind(version::digest(&secret))
            .bind(user)
            .bind(label)
            .bind(stored(Timestamp::now()))
            .bind(expires_at.map(stored))
            .execute(&self.pool)
            .await
            .context("Failed to store the token")?;
        Ok(Issued {
            id: stored_token.last_insert_rowid(),
            secret,
        })
    }

    /// Every token ever issued, by id.
    pub async fn list(&self) -> Result<Vec<Token>> {
        let rows = sqlx::query(LIST)
            .fetch_all(&self.pool)
            .await
            .context("Failed to list tokens")?;
        let tokens = rows.iter().map(token).collect::<Result<_, _>>()?;
        Ok(tokens)
    }

    /// Ends a token at once; a token that was revoked before keeps its time.
    pub async fn revoke(&self, id: i64) -> Result<()> {
        let revoked = sqlx::query(REVOKE)
            .bind(id)
            .bind(stored(Timestamp::now()))
            .execute(&self.pool)
            .await
            .context("Failed to revoke the token")?;
        ensure!(revoked.rows_affected() == 1, "there is no token {id}");
        Ok(())
    }

    /// The user a living token speaks for, whoever that is by now.
    pub(crate) async fn recognise(
        &self,
        digest: &str,
        now: Timestamp,
    ) -> Result<Option<i64>, StoreError> {
        let query = sqlx::query(RECOGNISE).bind(digest).bind(stored(now));
        let Some(row) = query.fetch_optional(&self.pool).await? else {
            return Ok(None);
        };
        let last_use = optional_time(&row, "last_used_at")?;
        if last_use.is_none_or(|last| now.duration_since(last) >= LAST_USE_GRAIN) {
            self.note_use(row.try_get("id")?, now).await;
        }
        Ok(Some(row.try_get("user_id")?))
    }

    /// Only for the list of tokens: a request does not fail because its time could not be written down.
    async fn note_use(&self, id: i64, now: Timestamp) {
        let noted = sqlx::query(USED)
            .bind(id)
            .bind(stored(now))
            .execute(&self.pool)
            .await;
        if let Err(error) = noted {
            tracing::warn!(%error, "a token's last use cannot be written down");
        }
    }
}

/// Whether a text can be a secret at all.
pub(crate) fn is_plausible(secret: &str) -> bool {
    let random = secret.strip_prefix(PREFIX);
    random.is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn secret() -> Result<String> {
    let mut random = [0; 32];
    getrandom::fill(&mut random)
        .map_err(|error| anyhow::anyhow!("The system gave no random bytes: {error}"))?;
    Ok(format!("{PREFIX}{}", version::hex(&random)))
}

fn token(row: &SqliteRow) -> Result<Token, StoreError> {
    Ok(Token {
        id: row.try_get("id")?,
        user: row.try_get("user_id")?,
        label: row.try_get("label")?,
        created_at: time(row, "created_at")?,
        expires_at: optional_time(row, "expires_at")?,
        last_used_at: optional_time(row, "last_used_at")?,
        revoked_at: optional_time(row, "revoked_at")?,
    })
}

/// Makes the file readable by its owner alone before SQLite opens it; its side files take over that mode.
fn keep_private(state: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(state)?;
    Ok(())
}

/// Lets a leaked token be recognised as one of ours.
const PREFIX: &str = "tam_";
/// A use is written down at most once a minute, so that reading stays reading.
const LAST_USE_GRAIN: SignedDuration = SignedDuration::from_secs(60);

const SCHEMA: &str = include_str!("../sql/tokens.sql");
const ISSUE: &str = "INSERT INTO tokens (digest, user_id, label, created_at, expires_at) \
    VALUES ($1, $2, $3, $4, $5)";
const LIST: &str = "SELECT id, user_id, label, created_at, expires_at, last_used_at, revoked_at \
    FROM tokens ORDER BY id";
const REVOKE: &str = "UPDATE tokens SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1";
const RECOGNISE: &str = "SELECT id, user_id, last_used_at FROM tokens \
    WHERE digest = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)";
const USED: &str = "UPDATE tokens SET last_used_at = $2 WHERE id = $1";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_marked_and_never_the_same() {
        let (one, other) = (secret().unwrap(), secret().unwrap());

        assert!(is_plausible(&one));
        assert_ne!(one, other);
        assert!(!is_plausible("tam_123"));
        assert!(!is_plausible(&one["tam_".len()..]));
    }
}
