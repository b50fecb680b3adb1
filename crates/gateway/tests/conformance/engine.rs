//! TenantAtlas on SQLite.

use std::path::Path;

use tenantatlas_gateway::Database;
use tenantatlas_simulator::Plant;

/// A fresh and empty TenantAtlas, and how the gateway reaches it.
pub(crate) async fn atlas(dir: &Path) -> (Plant, Database) {
    let path = dir.join("atlas.db");
    let plant = Plant::create(&path).await.unwrap();
    (plant, Database::Sqlite(path))
}

/// Takes the product's table of operations away, as a migration would that renames it.
pub(crate) async fn rename_operations(dir: &Path) {
    use sqlx::sqlite::SqliteConnectOptions;
    use sqlx::{ConnectOptions, Executor};

    let options = SqliteConnectOptions::new().filename(dir.join("atlas.db"));
    let mut connection = options.connect().await.unwrap();
    let renamed = connection.execute("ALTER TABLE operation_runs RENAME TO renamed");
    renamed.await.unwrap();
}
