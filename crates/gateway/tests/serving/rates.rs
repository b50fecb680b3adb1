//! Who asks too much is asked to wait, and nobody else is.

use monitor_wire::Problem;
use reqwest::{Response, StatusCode};
use tenantatlas_gateway::Rate;

use crate::world::{World, issue, until};

/// One a second: however slow the machine, requests one after another are faster.
const STRICT: Rate = Rate {
    per_second: 1,
    burst: 1,
    strangers_per_second: 1,
    strangers_burst: 1,
};

#[tokio::test]
async fn a_token_over_its_limit_waits_and_another_does_not() {
    let world = World::with(|config| config.server.rate = STRICT).await;
    let other = issue(&world.gateway, world.ann).await;

    let mut refused = world.me(&world.token).await;
    for _ in 0..MANY {
        refused = world.me(&world.token).await;
        if refused.status() == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }

    asked_to_wait(refused).await;
    assert_eq!(world.me(&other).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn wrong_tokens_are_limited_by_address_and_leave_the_right_one_alone() {
    let world = World::with(|config| {
        config.server.rate = Rate {
            per_second: 0,
            ..STRICT
        };
    })
    .await;
    assert_eq!(world.me(&world.token).await.status(), StatusCode::OK);

    let mut refused = world.me(&wrong(0)).await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    for number in 1..MANY {
        refused = world.me(&wrong(number)).await;
        if refused.status() == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }

    asked_to_wait(refused).await;
    assert_eq!(world.me(&world.token).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_token_lives_before_its_first_answer_which_may_be_held() {
    let world = World::with(|config| {
        config.server.rate = Rate {
            per_second: 0,
            ..STRICT
        };
    })
    .await;
    let watch = world.watch().await;
    let other = issue(&world.gateway, world.ann).await;
    let held = world.client.post(world.url("/watch")).bearer_auth(&other);
    let held = tokio::spawn(held.json(&watch).send());
    until(async || world.gateway.held_watches() == 1).await;

    for number in 0..MANY {
        if world.me(&wrong(number)).await.status() == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }

    assert_eq!(world.me(&other).await.status(), StatusCode::OK);
    held.abort();
}

#[tokio::test]
async fn a_refusal_is_counted_and_logged() {
    let world = World::with(|config| config.server.rate = STRICT).await;

    for _ in 0..MANY {
        if world.health(("accept", "*/*")).await.status() == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }

    let metrics = world.metrics().await;
    assert!(
        metrics.contains("tenantatlas_gateway_rate_limited_total{by=\"address\"} 1"),
        "{metrics}"
    );
    let log = world.dir.path().join("requests.jsonl");
    until(async || {
        std::fs::read_to_string(&log)
            .unwrap()
            .contains("\"status\":429")
    })
    .await;
}

async fn asked_to_wait(response: Response) {
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        response.headers()["content-type"],
        "application/problem+json"
    );
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["retry-after"], "1");
    let problem: Problem = response.json().await.unwrap();
    assert_eq!(problem.status, 429);
}

fn wrong(number: u32) -> String {
    format!("tam_{number:064x}")
}

const MANY: u32 = 100;
