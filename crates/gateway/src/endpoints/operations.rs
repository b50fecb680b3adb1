//! `GET /operations`: what the user may see, filtered, newest first or by when it ended, in cursor pages.
//!
//! An operation without the capability is left out, silently: a list tells nothing of what it does not show.

mod kinds;
pub(crate) mod query;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use jiff::Timestamp;
use monitor_wire::{OperationList, OperationQuery, Problem};

use super::AnyCall;
use crate::app::App;
use crate::auth::Caller;
use crate::defaults;
use crate::observer::Board;
use crate::refusal::Refusal;
use crate::rights::{Places, Sought};
use crate::rules;
use crate::store::Filter;

pub(crate) use kinds::Kinds;

/// The operations the user may see, newest first, or in the order they ended, the last first.
#[utoipa::path(
    get,
    path = "/api/v1/operations",
    tag = "monitor",
    params(OperationQuery),
    responses(
        (status = 200, description = "One page", body = OperationList),
        (status = 401, description = "Signed out", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A filter says something impossible", body = Problem, content_type = "application/problem+json"),
        AnyCall,
    ),
    security(("bearer" = []))
)]
pub(crate) async fn operations(
    State(app): State<Arc<App>>,
    mut caller: Caller,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Json<OperationList>, Refusal> {
    let now = Timestamp::now();
    let mut filter = query::filter(pairs, now, app.config.attention_days)?;
    let _list = app.lists.acquire().await;
    let newest = match &filter.search {
        Some(_) => app.kinds.known(&*app.store).await?,
        None => Arc::default(),
    };
    // Rights are as young as the page, however long it waited for its turn.
    let board = app.observer.board(caller.id(), &[]).await?;
    caller.confirm(&app, &board).await?;
    let places = places(&app, &caller, &board, &newest, &mut filter);
    let rules = rules::at(&app.config, now);
    let page = app.store.matching(&places.json, &rules, &filter).await?;
    let last = page.rows.last().filter(|_| page.more);
    let place = last.and_then(|last| filter.order.place(last));
    let next_cursor = place.map(|place| query::cursor(filter.order, place));
    let rows = page.rows.into_iter();
    Ok(Json(OperationList {
        server_time: now,
        items: rows
            .filter_map(|row| app.describe(&caller, row, &board).whole())
            .collect(),
        total: page.total,
        next_cursor,
    }))
}

/// Where the caller may look. What a search names is found here, so that the database searches no text.
fn places(
    app: &App,
    caller: &Caller,
    board: &Board,
    newest: &[String],
    filter: &mut Filter,
) -> Places {
    let (rights, capabilities) = (board.rights(), &app.config.capabilities);
    // Said as a filter, it lets the database go by the workspace: else it would pass over all that is not the user's.
    let only = || caller.viewer.only_workspace();
    filter.workspace = filter.workspace.or_else(only);
    let Some(search) = &mut filter.search else {
        return rights.places(&caller.viewer, capabilities, None);
    };
    let mut kinds: BTreeSet<String> = newest.iter().cloned().collect();
    kinds.extend(defaults::kinds().map(str::to_owned));
    kinds.extend(
        app.observer
            .expected
            .known()
            .keys()
            .map(|(_, kind)| kind.clone()),
    );
    let kinds: Vec<String> = kinds.into_iter().collect();
    let sought = Sought {
        text: &search.text,
        kinds: &kinds,
    };
    let places = rights.places(&caller.viewer, capabilities, Some(sought));
    search.names = places.names;
    places
}
