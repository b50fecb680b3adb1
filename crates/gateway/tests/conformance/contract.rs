//! The committed OpenAPI document is the one the types generate. `UPDATE_CONTRACTS=1` rewrites it.

use std::path::Path;

use reqwest::StatusCode;

use crate::world::World;

#[test]
fn the_committed_contract_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let generated = tenantatlas_gateway::openapi();
    if std::env::var_os("UPDATE_CONTRACTS").is_some_and(|set| set == "1") {
        std::fs::write(&path, &generated).unwrap();
    }

    let committed = std::fs::read_to_string(&path).unwrap_or_default();

    assert!(
        committed == generated,
        "docs/openapi.json is stale: test with UPDATE_CONTRACTS=1"
    );
}

#[tokio::test]
async fn the_contract_is_served_without_sign_in() {
    let world = World::new().await;

    let response = world
        .client
        .get(format!("{}/openapi.json", world.base))
        .send()
        .await
        .unwrap();

    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(
        response.text().await.unwrap(),
        tenantatlas_gateway::openapi()
    );
}
