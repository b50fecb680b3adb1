//! Who asks: the bearer token in the header, or nobody. A handler that takes a `Caller` is signed in.
//!
//! Says nothing about what the caller may see, and keeps only the token's digest.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use jiff::Timestamp;

use crate::access_log::Trail;
use crate::app::App;
use crate::observer::Board;
use crate::refusal::Refusal;
use crate::rights::Viewer;
use crate::serving::Proof;
use crate::{tokens, version};

pub(crate) struct Caller {
    pub(crate) viewer: Arc<Viewer>,
    /// The id of the token.
    pub(crate) token: i64,
    /// When the token ends, if ever.
    pub(crate) expires_at: Option<Timestamp>,
    digest: String,
}

impl Caller {
    pub(crate) fn id(&self) -> i64 {
        self.viewer.user.id
    }

    /// The caller as a later board knows them; refused where the token or its user died since.
    pub(crate) async fn confirm(&mut self, app: &App, board: &Board) -> Result<(), Refusal> {
        let token = app.tokens.recognise(&self.digest, Timestamp::now()).await?;
        let token = token.ok_or(Refusal::SignedOut)?;
        let viewer = board.rights().viewer(token.user);
        self.viewer = Arc::clone(viewer.ok_or(Refusal::SignedOut)?);
        Ok(())
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let secret = bearer(&parts.headers).ok_or(Refusal::SignedOut)?;
        let digest = version::digest(secret);
        let now = Timestamp::now();
        let token = app.tokens.recognise(&digest, now).await?;
        let token = token.ok_or(Refusal::SignedOut)?;
        let board = app.observer.board(token.user, &[]).await?;
        let viewer = board.rights().viewer(token.user);
        let viewer = Arc::clone(viewer.ok_or(Refusal::SignedOut)?);
        app.tokens.note_use(&token, now);
        if let Some(trail) = parts.extensions.get::<Trail>() {
            trail.signed_in(token.user);
        }
        if let Some(proof) = parts.extensions.get::<Proof>() {
            proof.given();
        }
        Ok(Self {
            viewer,
            token: token.id,
            expires_at: token.expires_at,
            digest,
        })
    }
}

pub(crate) fn bearer(headers: &HeaderMap<HeaderValue>) -> Option<&str> {
    let mut sent = headers.get_all(AUTHORIZATION).iter();
    let (only, None) = (sent.next()?, sent.next()) else {
        return None;
    };
    let (scheme, secret) = only.to_str().ok()?.split_once(' ')?;
    let secret = secret.trim();
    (scheme.eq_ignore_ascii_case("bearer") && tokens::is_plausible(secret)).then_some(secret)
}
