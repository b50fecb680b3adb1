//! What `check` says of a database, and that the scripts an administrator runs do what they say.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use tenantatlas_gateway::{Config, check};
use tenantatlas_simulator::Plant;

#[cfg(feature = "postgres")]
mod atlas;
#[cfg(feature = "postgres")]
mod role;
#[cfg(feature = "postgres")]
mod scripts;
#[cfg(feature = "postgres")]
mod views;

#[tokio::test]
async fn a_sqlite_file_of_tenantatlas_is_well() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("atlas.db");
    let _plant = Plant::create(&file).await.unwrap();

    let report = check(&Config::sqlite(&file, "state.db")).await.unwrap();

    assert!(report.is_well(), "{report}");
}

#[tokio::test]
async fn a_missing_column_of_a_sqlite_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("atlas.db");
    drop(Plant::create(&file).await.unwrap());
    change(
        &file,
        "ALTER TABLE tenants RENAME COLUMN external_id TO public_id",
    )
    .await;

    let report = check(&Config::sqlite(&file, "state.db")).await.unwrap();

    assert!(!report.is_well());
    assert!(
        report.to_string().contains("no such column: t.external_id"),
        "{report}"
    );
}

async fn change(file: &std::path::Path, statement: &'static str) {
    use sqlx::{ConnectOptions, Connection, Executor};

    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let mut connection = options.connect().await.unwrap();
    connection.execute(statement).await.unwrap();
    connection.close().await.unwrap();
}
