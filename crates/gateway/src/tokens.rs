//! Access tokens: issued, listed, revoked and recognised, in the gateway's own file.
//!
//! A secret is 256 random bits and leaves this file once, when issued. Stored is its SHA-256, and a token is found by
//! that, so no comparison depends on the secret. Who the user is and what they may see is the store's answer.

mod living;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions};
use sqlx::{Executor, FromRow};

use self::living::Cache;
pub(crate) use self::living::Living;
use crate::store::{Moment, Store, StoreError};
use crate::version;

/// Cheap to clone.
#[derive(Clone)]
pub struct Tokens {
    pool: SqlitePool,
    store: Option<Arc<dyn Store>>,
    cache: Arc<Cache>,
    writing: Arc<tokio::sync::Mutex<()>>,
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
    /// The gateway's own file alone, to list and revoke whatever TenantAtlas' database is up to.
    pub async fn of_file(state: &Path) -> Result<Self> {
        Self::open(state, None, Duration::ZERO).await
    }

    /// Without a store nothing can be issued: nobody could say whether the user is there.
    pub(crate) async fn open(
        state: &Path,
        store: Option<Arc<dyn Store>>,
        cached_for: Duration,
    ) -> Result<Self> {
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
        Ok(Self {
            pool,
            store,
            cache: Arc::new(Cache::new(cached_for)),
            writing: Arc::default(),
        })
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
        ensure!(self.is_alive(user).await?, "there is no active user {user}");
        let secret = secret()?;
        let stored_token = sqlx::query(ISSUE)
            .bind(version::digest(&secret))
            .bind(user)
            .bind(label)
            .bind(Moment(Timestamp::now()))
            .bind(expires_at.map(Moment))
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
        self.write_uses().await.context("Failed to list tokens")?;
        let rows: Vec<TokenRow> = sqlx::query_as(LIST)
            .fetch_all(&self.pool)
            .await
            .context("Failed to list tokens")?;
        Ok(rows.into_iter().map(token).collect())
    }

    /// Ends a token; one that was revoked before keeps its time. A running gateway remembers it for `access_seconds`.
    pub async fn revoke(&self, id: i64) -> Result<()> {
        let revoked = sqlx::query(REVOKE)
            .bind(id)
            .bind(Moment(Timestamp::now()))
            .execute(&self.pool)
            .await
            .context("Failed to revoke the token")?;
        ensure!(revoked.rows_affected() == 1, "there is no token {id}");
        Ok(())
    }

    /// The living token of this digest. Its user may be gone by now.
    pub(crate) async fn recognise(
        &self,
        digest: &str,
        now: Timestamp,
    ) -> Result<Option<Living>, StoreError> {
        let found = match self.cache.find(digest) {
            Some(known) => Some(known),
            // Boxed: whoever waits for an answer would carry the size of a question to the file all the while.
            None => Box::pin(self.find(digest)).await?,
        };
        Ok(found.filter(|token| token.lives(now)))
    }

    /// Remembers that a token was used; written down once a minute, so that reading stays reading.
    pub(crate) fn note_use(&self, token: &Living, now: Timestamp) {
        if self.cache.note_use(token.id, now) {
            let tokens = self.clone();
            tokio::spawn(async move {
                if let Err(error) = tokens.write_uses().await {
                    tracing::warn!(%error, "the last uses of tokens cannot be written down");
                }
            });
        }
    }

    /// Whoever comes while they are being written waits until they are.
    pub(crate) async fn write_uses(&self) -> Result<(), StoreError> {
        let _writing = self.writing.lock().await;
        let uses = self.cache.take_uses();
        if uses.is_empty() {
            return Ok(());
        }
        let mut transaction = self.pool.begin().await?;
        for (id, time) in uses {
            let query = sqlx::query(USED).bind(id).bind(Moment(time));
            query.execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Reads all living tokens, so that requests need not.
    pub(crate) async fn reload(&self) -> Result<(), StoreError> {
        let rows: Vec<LivingRow> = sqlx::query_as(LIVING).fetch_all(&self.pool).await?;
        self.cache.replace(rows.into_iter().map(living));
        Ok(())
    }

    /// How often the living tokens changed, as far as the reloads saw.
    pub(crate) fn changes(&self) -> u64 {
        self.cache.changes()
    }

    async fn find(&self, digest: &str) -> Result<Option<Living>, StoreError> {
        let query = sqlx::query_as::<_, LivingRow>(FIND).bind(digest);
        let found = query.fetch_optional(&self.pool).await?;
        Ok(found.map(|row| living(row).1))
    }

    async fn is_alive(&self, user: i64) -> Result<bool> {
        let store = self.store.as_ref();
        let store = store.context("a token is issued with TenantAtlas' database at hand")?;
        let entries = store.directory(&[user]).await?;
        Ok(entries.iter().any(|entry| entry.what == "user"))
    }
}

#[derive(FromRow)]
struct TokenRow {
    id: i64,
    user_id: i64,
    label: String,
    created_at: Moment,
    expires_at: Option<Moment>,
    last_used_at: Option<Moment>,
    revoked_at: Option<Moment>,
}

#[derive(FromRow)]
struct LivingRow {
    id: i64,
    digest: String,
    user_id: i64,
    expires_at: Option<Moment>,
}

fn token(row: TokenRow) -> Token {
    Token {
        id: row.id,
        user: row.user_id,
        label: row.label,
        created_at: row.created_at.0,
        expires_at: row.expires_at.map(|time| time.0),
        last_used_at: row.last_used_at.map(|time| time.0),
        revoked_at: row.revoked_at.map(|time| time.0),
    }
}

fn living(row: LivingRow) -> (String, Living) {
    let token = Living {
        id: row.id,
        user: row.user_id,
        expires_at: row.expires_at.map(|time| time.0),
    };
    (row.digest, token)
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

const SCHEMA: &str = include_str!("../sql/tokens.sql");
const ISSUE: &str = "INSERT INTO tokens (digest, user_id, label, created_at, expires_at) \
    VALUES ($1, $2, $3, $4, $5)";
const LIST: &str = "SELECT id, user_id, label, created_at, expires_at, last_used_at, revoked_at \
    FROM tokens ORDER BY id";
const REVOKE: &str = "UPDATE tokens SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1";
const LIVING: &str = "SELECT id, digest, user_id, expires_at FROM tokens WHERE revoked_at IS NULL";
const FIND: &str = "SELECT id, digest, user_id, expires_at FROM tokens \
    WHERE digest = $1 AND revoked_at IS NULL";
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
