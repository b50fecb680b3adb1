//! `GET /operations`: what the user may see, filtered, newest first, in cursor pages.
//!
//! An operation without the capability is left out, silently: a list tells nothing of what it does not show.

mod query;

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use jiff::Timestamp;
use monitor_wire::{OperationList, OperationQuery, Problem};

use crate::app::App;
use crate::auth::Caller;
use crate::refusal::Refusal;
use crate::rules;
use crate::store::Below;

/// The operations the user may see, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/operations",
    tag = "monitor",
    params(OperationQuery),
    responses(
        (status = 200, description = "One page", body = OperationList),
        (status = 401, description = "Signed out", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A filter says something impossible", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not now", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = []))
)]
pub(crate) async fn operations(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Json<OperationList>, Refusal> {
    let now = Timestamp::now();
    let filter = query::filter(pairs, now, app.config.attention_days)?;
    let rules = rules::at(&app.config, now);
    let page = app.store.matching(caller.user.id, &rules, &filter).await?;
    let last = page.rows.last().filter(|_| page.more);
    Ok(Json(OperationList {
        server_time: now,
        items: app.describe(&page.rows).await?,
        total: page.total,
        next_cursor: last.map(|last| {
            query::cursor(Below {
                created_at: last.created_at,
                id: last.id,
            })
        }),
    }))
}
