//! Whose address counts: a proxy's word is taken where the proxy is configured, and nowhere else.

use reqwest::StatusCode;
use tenantatlas_gateway::Rate;

use crate::world::World;

#[tokio::test]
async fn behind_a_trusted_proxy_every_client_has_its_own_limit() {
    let world = strict(&["127.0.0.0/8"]).await;

    for (header, prefix) in [("forwarded", "for="), ("x-forwarded-for", "")] {
        assert!(!any_is_limited(&world, header, prefix).await, "{header}");
    }
}

#[tokio::test]
async fn what_anybody_else_claims_is_not_believed() {
    let world = strict(&["192.0.2.0/24"]).await;

    for (header, prefix) in [("forwarded", "for="), ("x-forwarded-for", "")] {
        assert!(any_is_limited(&world, header, prefix).await, "{header}");
    }
}

async fn strict(trusted: &[&str]) -> World {
    World::with(|config| {
        config.server.trusted_proxies = trusted.iter().map(|net| net.parse().unwrap()).collect();
        config.server.rate = Rate {
            strangers_per_second: 1,
            strangers_burst: 1,
            ..Rate::default()
        };
    })
    .await
}

/// Whether one of many clients with addresses of their own is refused.
async fn any_is_limited(world: &World, header: &str, prefix: &str) -> bool {
    // Two headers never name the same clients, so that one test's limits are not the other's.
    let third = header.len();
    for last in 1..=100 {
        let client = format!("{prefix}198.51.{third}.{last}");
        let status = world.health((header, client.as_str())).await.status();
        if status == StatusCode::TOO_MANY_REQUESTS {
            return true;
        }
        assert_eq!(status, StatusCode::OK);
    }
    false
}
