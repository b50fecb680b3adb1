//! Where TenantAtlas' data lies: a SQLite file, or PostgreSQL by its address.
//!
//! A password that the address carries is never shown, neither in an error nor by `Debug` or `Display`.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Result, ensure};
use serde::{Deserialize, Deserializer};

#[cfg(feature = "postgres")]
pub use postgres::PostgresAddress;

#[derive(Clone, Debug)]
pub enum Database {
    #[cfg(feature = "postgres")]
    Postgres(PostgresAddress),
    Sqlite(PathBuf),
}

/// How the gateway treats PostgreSQL; SQLite has no use for it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct DatabasePool {
    pub max_connections: u32,
    /// A statement that takes longer is given up by the database.
    pub statement_timeout_seconds: u32,
    /// A request that waits longer for a connection is answered 503.
    pub acquire_timeout_seconds: u32,
}

/// None of them holds the text that was refused, for it may carry a password.
#[derive(Debug, thiserror::Error)]
pub enum InvalidDatabase {
    #[cfg(feature = "postgres")]
    #[error("the database's address cannot be understood: {0}")]
    Address(sqlx::Error),
    #[error("the database must be a file's path or a postgres:// address, and is empty")]
    Empty,
    #[error("a # in the database's address must be written %23")]
    Hash,
    #[cfg(not(feature = "postgres"))]
    #[error("this gateway was built without PostgreSQL")]
    NoPostgres,
    #[error("the database must be a file's path or a postgres:// address")]
    Scheme,
}

impl FromStr for Database {
    type Err = InvalidDatabase;

    fn from_str(text: &str) -> Result<Self, InvalidDatabase> {
        if text.is_empty() {
            return Err(InvalidDatabase::Empty);
        }
        match text.split_once("://") {
            None => Ok(Self::Sqlite(text.into())),
            Some(("postgres" | "postgresql", rest)) if rest.contains('#') => {
                Err(InvalidDatabase::Hash)
            }
            Some(("postgres" | "postgresql", _)) => Self::postgres(text),
            Some(_) => Err(InvalidDatabase::Scheme),
        }
    }
}

impl Database {
    #[cfg(feature = "postgres")]
    fn postgres(text: &str) -> Result<Self, InvalidDatabase> {
        text.parse()
            .map(Self::Postgres)
            .map_err(InvalidDatabase::Address)
    }

    #[cfg(not(feature = "postgres"))]
    fn postgres(_: &str) -> Result<Self, InvalidDatabase> {
        Err(InvalidDatabase::NoPostgres)
    }
}

impl<'de> Deserialize<'de> for Database {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl DatabasePool {
    pub fn acquire_timeout(&self) -> Duration {
        Duration::from_secs(self.acquire_timeout_seconds.into())
    }

    pub(super) fn check(&self) -> Result<()> {
        let Self {
            max_connections,
            statement_timeout_seconds,
            acquire_timeout_seconds,
        } = *self;
        ensure!(
            max_connections > 0 && statement_timeout_seconds > 0 && acquire_timeout_seconds > 0,
            "every field of database_pool must be more than zero"
        );
        Ok(())
    }
}

#[cfg(feature = "postgres")]
mod postgres {
    use std::fmt;
    use std::str::FromStr;

    use sqlx::postgres::PgConnectOptions;

    use super::DatabasePool;

    /// A server, a database and a role; the password, where there is one, stays inside.
    #[derive(Clone)]
    pub struct PostgresAddress(Box<PgConnectOptions>);

    impl PostgresAddress {
        /// How the gateway's sessions begin: they find the views under their bare names, write nothing by mistake and
        /// hold the database up for no longer than the statement timeout.
        pub fn options(&self, pool: &DatabasePool) -> PgConnectOptions {
            let timeout = format!("{}s", pool.statement_timeout_seconds);
            let name = self.0.get_application_name();
            self.0
                .as_ref()
                .clone()
                .application_name(name.unwrap_or("tenantatlas-gateway"))
                .options([
                    ("search_path", "monitor"),
                    ("default_transaction_read_only", "on"),
                    ("statement_timeout", timeout.as_str()),
                    // A filter that is absent is a null parameter: only a plan made for the very values leaves it out.
                    ("plan_cache_mode", "force_custom_plan"),
                    ("jit", "off"),
                ])
        }
    }

    impl FromStr for PostgresAddress {
        type Err = sqlx::Error;

        fn from_str(text: &str) -> Result<Self, sqlx::Error> {
            let options = text.parse()?;
            Ok(Self(Box::new(options)))
        }
    }

    impl fmt::Display for PostgresAddress {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let options = &self.0;
            let user = options.get_username();
            let database = options.get_database().unwrap_or(user);
            let port = options.get_port();
            match options.get_socket() {
                Some(socket) => write!(f, "{user}@{}:{port}/{database}", socket.display()),
                None => write!(f, "{user}@{}:{port}/{database}", options.get_host()),
            }
        }
    }

    impl fmt::Debug for PostgresAddress {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "PostgresAddress({self})")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_a_scheme_is_a_file() {
        let database: Database = "/var/lib/tenant atlas/#1.db".parse().unwrap();

        assert_eq!(
            format!("{database:?}"),
            r#"Sqlite("/var/lib/tenant atlas/#1.db")"#
        );
    }

    #[test]
    fn another_kind_of_database_is_refused_without_its_address() {
        for text in ["mysql://root:hunter2@db/atlas", "sqlite://atlas.db", ""] {
            let error = text.parse::<Database>().unwrap_err().to_string();

            assert!(error.contains("a file's path or a postgres:// address"));
            assert!(!error.contains("hunter2"));
        }
    }

    #[test]
    fn zero_is_no_limit_for_the_pool() {
        let pool = DatabasePool {
            statement_timeout_seconds: 0,
            ..DatabasePool::default()
        };

        assert!(pool.check().is_err());
        assert!(DatabasePool::default().check().is_ok());
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn an_address_is_shown_without_its_password() {
        for (address, shown) in [
            (
                "postgres://reader:hunter2@db.example.com/atlas?sslmode=verify-full",
                "reader@db.example.com:5432/atlas",
            ),
            (
                "postgresql://reader:hunter2@db.example.com:6432/atlas",
                "reader@db.example.com:6432/atlas",
            ),
            (
                "postgres://reader@%2Frun%2Fpostgresql:5433/atlas?password=hunter2",
                "reader@/run/postgresql:5433/atlas",
            ),
        ] {
            let database: Database = address.parse().unwrap();

            assert_eq!(
                format!("{database:?}"),
                format!("Postgres(PostgresAddress({shown}))")
            );
        }
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn an_address_that_cannot_be_understood_is_refused_without_its_password() {
        for address in [
            "postgres://reader:hunter2@db:port/atlas",
            "postgres://reader:hunter2@db/atlas?sslmode=sometimes",
            "postgres://reader:hunter2#@db/atlas",
            "postgres://reader:hunter2/@db/atlas",
        ] {
            let error = address.parse::<Database>().unwrap_err();

            assert!(!format!("{error:#} {error:?}").contains("hunter2"));
        }
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn sessions_find_the_views_read_only_and_end_in_time() {
        let address: PostgresAddress = "postgres://reader@db/atlas".parse().unwrap();

        let options = address.options(&DatabasePool::default());

        let set = "-c search_path=monitor -c default_transaction_read_only=on -c statement_timeout=5s \
             -c plan_cache_mode=force_custom_plan -c jit=off";
        assert!(options.get_options().unwrap().ends_with(set));
    }
}
