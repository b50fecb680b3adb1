//! A PostgreSQL database of TenantAtlas, made ready as the guide says.

use std::path::{Path, PathBuf};
use std::process::Command;

use tenantatlas_gateway::{Config, check};
use xtask::postgres::{Cluster, shared};

/// A database with TenantAtlas' tables, and the name of a role that is only its own: roles belong to the whole cluster.
pub(crate) struct Atlas {
    cluster: &'static Cluster,
    pub(crate) database: String,
    pub(crate) role: String,
}

impl Atlas {
    pub(crate) fn new() -> Self {
        let cluster = shared();
        let address = cluster.create_database(None).unwrap();
        let (_, database) = address.rsplit_once('/').unwrap();
        let atlas = Self {
            cluster,
            database: database.to_owned(),
            role: format!("reader_{database}"),
        };
        atlas.run(TABLES);
        atlas
    }

    /// As the guide has it.
    pub(crate) fn prepared() -> Self {
        let atlas = Self::new();
        atlas.run(VIEWS);
        atlas.run_roles();
        atlas
    }

    pub(crate) fn config(&self, role: &str) -> Config {
        let mut config = Config::sqlite("", "state.db");
        config.database = self.cluster.url_as(role, &self.database).parse().unwrap();
        config
    }

    pub(crate) async fn check(&self) -> String {
        check(&self.config(&self.role)).await.unwrap().to_string()
    }

    pub(crate) fn sql(&self, statements: &str) {
        self.cluster.sql(&self.database, statements).unwrap();
    }

    /// As the superuser; rows as lines, columns separated by `|`.
    pub(crate) fn asked(&self, query: &str) -> String {
        self.cluster.sql(&self.database, query).unwrap()
    }

    pub(crate) fn run(&self, script: &str) {
        succeed(self.psql().arg("--file").arg(crates().join(script)));
    }

    pub(crate) fn run_roles(&self) {
        let role = format!("role={}", self.role);
        succeed(
            self.psql()
                .args(["--set", &role, "--file"])
                .arg(crates().join(ROLES)),
        );
    }

    /// What the server tells the role that may not.
    pub(crate) fn refused(&self, statement: &str) -> String {
        let address = self.cluster.url_as(&self.role, &self.database);
        let mut psql = self.psql();
        // The later name of a database wins.
        let done = psql
            .args(["--dbname", &address, "--command", statement])
            .output()
            .unwrap();
        assert!(!done.status.success(), "{statement} went through");
        String::from_utf8(done.stderr).unwrap()
    }

    fn psql(&self) -> Command {
        self.cluster.psql(&self.database)
    }
}

fn succeed(command: &mut Command) {
    let done = command.output().unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

const TABLES: &str = "simulator/sql/schema-postgres.sql";
pub(crate) const VIEWS: &str = "gateway/schema/views-spec123.sql";
const ROLES: &str = "gateway/schema/roles.sql";
pub(crate) const INDEXES: &str = "gateway/schema/indexes.sql";
