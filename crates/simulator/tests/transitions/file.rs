//! The SQLite file: where it lies, and what is already in it.

use anyhow::{Context, Result};
use tempfile::TempDir;
use tenantatlas_simulator::{NewOperation, Plant};

#[tokio::test]
async fn a_path_may_hold_what_means_something_in_a_url() -> Result<()> {
    let directory = TempDir::new()?;
    for name in ["a b", "50%20", "#1", "is it", "ü&="] {
        let folder = directory.path().join(name);
        std::fs::create_dir(&folder)?;
        let path = folder.join(format!("{name}.sqlite"));

        let plant = Plant::create(&path).await?;

        plant.workspace("Northwind Managed Services").await?;
        assert!(path.is_file(), "{name}");
        let mut wal = path.into_os_string();
        wal.push("-wal");
        assert!(std::path::Path::new(&wal).is_file(), "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn an_opened_file_goes_on_where_it_was() -> Result<()> {
    let directory = TempDir::new()?;
    let path = directory.path().join("atlas.sqlite");
    let plant = Plant::create(&path).await?;
    let workspace = plant.workspace("Northwind Managed Services").await?;
    let order = || NewOperation::new("alerts.evaluate").in_workspace(workspace);
    plant.queue(order().id(421)).await?;
    drop(plant);

    let again = Plant::create(&path).await?;

    assert_eq!(again.queue(order()).await?, 422);
    Ok(())
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() -> Result<()> {
    let directory = TempDir::new()?;
    let path = directory.path().join("missing").join("atlas.sqlite");
    let refusal = Plant::create(&path).await.err().context("it opened")?;
    assert_eq!(
        refusal.to_string(),
        format!("Failed to open the database {}", path.display())
    );
    Ok(())
}
