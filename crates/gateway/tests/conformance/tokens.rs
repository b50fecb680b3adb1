//! The life of a token, and who it stops speaking for.

use jiff::{SignedDuration, Timestamp};
use reqwest::StatusCode;

use crate::world::{World, problem};

async fn refused(world: &World, authorization: &str) {
    let request = world.client.get(format!("{}/me", world.base));
    let response = request
        .header("authorization", authorization)
        .send()
        .await
        .unwrap();
    assert_eq!(
        response.headers()["www-authenticate"],
        "Bearer",
        "{authorization}"
    );
    problem(response, StatusCode::UNAUTHORIZED).await;
}

#[tokio::test]
async fn only_a_known_bearer_token_signs_in() {
    let world = World::new().await;
    let token = &world.token;
    assert_eq!(world.status("/me").await, StatusCode::OK);

    let wrong = format!("tam_{}", "0".repeat(64));
    for authorization in [
        format!("Bearer {wrong}"),
        format!("Bearer {token}0"),
        format!("Bearer {}", &token[4..]),
        format!("Basic {token}"),
        format!("Bearer{token}"),
        "Bearer".to_owned(),
        String::new(),
    ] {
        refused(&world, &authorization).await;
    }
    let nobody = world
        .client
        .get(format!("{}/me", world.base))
        .send()
        .await
        .unwrap();
    problem(nobody, StatusCode::UNAUTHORIZED).await;
    let in_the_url = world
        .client
        .get(format!("{}/me?access_token={token}", world.base));
    problem(in_the_url.send().await.unwrap(), StatusCode::UNAUTHORIZED).await;
    let twice = world
        .get("/me")
        .header("authorization", format!("Bearer {token}"));
    problem(twice.send().await.unwrap(), StatusCode::UNAUTHORIZED).await;
}

#[tokio::test]
async fn the_scheme_is_taken_in_any_case() {
    let world = World::new().await;
    let request = world.client.get(format!("{}/me", world.base));

    let response = request.header("authorization", format!("bearer {}", world.token));

    assert_eq!(response.send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn an_expired_token_is_dead_and_a_later_one_is_not() {
    let world = World::new().await;
    let tokens = world.gateway.tokens();
    let now = Timestamp::now();
    let minute = SignedDuration::from_mins(1);

    let past = tokens
        .issue(world.ann, "past", Some(now - minute))
        .await
        .unwrap();
    refused(&world, &format!("Bearer {}", past.secret)).await;

    let future = tokens
        .issue(world.ann, "future", Some(now + minute))
        .await
        .unwrap();
    let request = world
        .client
        .get(format!("{}/me", world.base))
        .bearer_auth(future.secret);
    assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn a_revoked_token_is_dead_and_the_others_live() {
    let world = World::new().await;
    let tokens = world.gateway.tokens();
    let other = tokens.issue(world.ann, "other", None).await.unwrap();

    tokens.revoke(other.id).await.unwrap();

    refused(&world, &format!("Bearer {}", other.secret)).await;
    assert_eq!(world.status("/me").await, StatusCode::OK);
    assert!(tokens.revoke(other.id).await.is_ok());
    assert!(tokens.revoke(999).await.is_err());
}

#[tokio::test]
async fn a_deleted_users_token_is_dead() {
    let world = World::new().await;
    world.plant.delete_user(world.ann).await.unwrap();

    refused(&world, &format!("Bearer {}", world.token)).await;
}

#[tokio::test]
async fn a_disabled_users_token_is_dead() {
    let world = World::new().await;
    world.plant.disable_user(world.ann).await.unwrap();

    refused(&world, &format!("Bearer {}", world.token)).await;
}

#[tokio::test]
async fn a_token_is_issued_to_an_active_user_with_a_label() {
    let world = World::new().await;
    let tokens = world.gateway.tokens();

    assert!(tokens.issue(999, "nobody", None).await.is_err());
    assert!(tokens.issue(world.ann, "  ", None).await.is_err());
    assert!(
        tokens
            .issue(world.ann, &"x".repeat(101), None)
            .await
            .is_err()
    );
    world.plant.disable_user(world.ann).await.unwrap();
    assert!(tokens.issue(world.ann, "late", None).await.is_err());
}

#[tokio::test]
async fn the_list_tells_everything_but_the_secret() {
    let world = World::new().await;
    let tokens = world.gateway.tokens();
    tokens
        .revoke(
            tokens
                .issue(world.ann, " Ann's laptop ", None)
                .await
                .unwrap()
                .id,
        )
        .await
        .unwrap();
    assert_eq!(world.status("/me").await, StatusCode::OK);

    let listed = tokens.list().await.unwrap();

    let told: Vec<_> = listed
        .iter()
        .map(|token| {
            (
                token.id,
                token.user,
                token.label.as_str(),
                token.revoked_at.is_some(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (1, world.ann, "test", false),
            (2, world.ann, "Ann's laptop", true)
        ]
    );
    assert!(listed[0].last_used_at.is_some() && listed[1].last_used_at.is_none());
}

#[tokio::test]
async fn no_secret_is_stored() {
    let world = World::new().await;
    assert_eq!(world.status("/me").await, StatusCode::OK);

    let random = world.token.strip_prefix("tam_").unwrap().as_bytes();
    for entry in std::fs::read_dir(world.dir.path()).unwrap() {
        let path = entry.unwrap().path();
        let stored = std::fs::read(&path).unwrap();
        let leaked = stored.windows(random.len()).any(|window| window == random);
        assert!(!leaked, "{}", path.display());
    }
}
