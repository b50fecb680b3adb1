//! Who asks: the bearer token in the header, or nobody. A handler that takes a `Caller` is signed in.
//!
//! Says nothing about what the caller may see, and keeps only the token's digest.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use monitor_wire::User;

use crate::access_log::Trail;
use crate::app::App;
use crate::refusal::Refusal;
use crate::{tokens, version};

pub(crate) struct Caller {
    pub(crate) user: User,
    digest: String,
}

impl Caller {
    /// Refuses where the token or its user died since; a held request asks before every look.
    pub(crate) async fn confirm(&self, app: &App) -> Result<(), Refusal> {
        living_user(app, &self.digest).await?;
        Ok(())
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let secret = bearer(&parts.headers).ok_or(Refusal::SignedOut)?;
        let digest = version::digest(secret);
        let user = living_user(app, &digest).await?;
        if let Some(trail) = parts.extensions.get::<Trail>() {
            trail.signed_in(user.id);
        }
        Ok(Self { user, digest })
    }
}

async fn living_user(app: &App, digest: &str) -> Result<User, Refusal> {
    let user = app.tokens.recognise(digest, Timestamp::now()).await?;
    let user = app.store.user(user.ok_or(Refusal::SignedOut)?).await?;
    user.ok_or(Refusal::SignedOut)
}

fn bearer(headers: &HeaderMap<HeaderValue>) -> Option<&str> {
    let mut sent = headers.get_all(AUTHORIZATION).iter();
    let (only, None) = (sent.next()?, sent.next()) else {
        return None;
    };
    let (scheme, secret) = only.to_str().ok()?.split_once(' ')?;
    let secret = secret.trim();
    (scheme.eq_ignore_ascii_case("bearer") && tokens::is_plausible(secret)).then_some(secret)
}
