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
    let board = app.observer.board(caller.id(), &[]).await?;
    let search = filter.search.as_ref().map(|search| search.text.as_str());
    let capabilities = &app.config.capabilities;
    let places = board.rights().places(&caller.viewer, capabilities, search);
    let rules = rules::at(&app.config, now);
    let page = app.store.matching(&places, &rules, &filter).await?;
    let last = page.rows.last().filter(|_| page.more);
    let next_cursor = last.map(|last| {
        query::cursor(Below {
            created_at: last.created_at.0,
            id: last.id,
        })
    });
    let rows = page.rows.into_iter();
    Ok(Json(OperationList {
        server_time: now,
        items: rows
            .filter_map(|row| app.describe(&caller, row, &board))
            .collect(),
        total: page.total,
        next_cursor,
    }))
}
