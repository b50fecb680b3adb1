//! TenantAtlas on a real PostgreSQL, read through the shipped views by the role that the shipped script makes.

use std::path::Path;
use std::sync::OnceLock;

use tenantatlas_gateway::Database;
use tenantatlas_simulator::Plant;
use xtask::postgres::{Cluster, shared};

/// A fresh and empty TenantAtlas, and how the gateway reaches it.
pub(crate) async fn atlas(dir: &Path) -> (Plant, Database) {
    let made = tokio::task::spawn_blocking(|| shared().create_database(Some(template())));
    let url = made.await.unwrap().unwrap();
    std::fs::write(dir.join("url"), &url).unwrap();
    reach(shared(), &url).await
}

/// The same on a server of the test's own.
pub(crate) async fn fresh(cluster: &'static Cluster) -> (Plant, Database) {
    let made = tokio::task::spawn_blocking(|| prepared(cluster));
    reach(cluster, &made.await.unwrap()).await
}

async fn reach(cluster: &Cluster, url: &str) -> (Plant, Database) {
    let plant = Plant::on_postgres(url).await.unwrap();
    let reader = cluster.url_as("tenantatlas_gateway", name(url));
    (plant, reader.parse().unwrap())
}

/// Takes the view of operations away, as a migration would that drops it with its table.
pub(crate) async fn rename_operations(dir: &Path) {
    let url = std::fs::read_to_string(dir.join("url")).unwrap();
    let renamed = "ALTER VIEW monitor.operations RENAME TO renamed";
    shared().sql(name(&url), renamed).unwrap();
}

fn name(url: &str) -> &str {
    url.rsplit('/').next().unwrap()
}

/// The database that every test's own is a copy of.
fn template() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    name(URL.get_or_init(|| prepared(shared())))
}

/// A database with the product's tables, the views and the role; answers its address.
fn prepared(cluster: &Cluster) -> String {
    let url = cluster.create_database(None).unwrap();
    for script in [PRODUCT, VIEWS, ROLES] {
        run(cluster, name(&url), script);
    }
    url
}

fn run(cluster: &Cluster, database: &str, script: &str) {
    let mut psql = cluster.psql(database);
    let output = psql.args(["--file", script]).output().unwrap();
    assert!(
        output.status.success(),
        "{script}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

const PRODUCT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../simulator/sql/schema-postgres.sql"
);
const VIEWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/views-spec123.sql");
const ROLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/roles.sql");
