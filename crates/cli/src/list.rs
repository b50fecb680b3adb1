//! `list`: one of the app's lists, once.

use monitor_core::Run;
use monitor_core::ports::{Answer, Ask, ListKind};

use crate::args::{Access, List};
use crate::ask::{ask, unreadable};
use crate::exit::{Exit, Stop};
use crate::json::{self, Operation};
use crate::{lines, out};

pub(crate) async fn list(access: &Access, asked: &List) -> Result<Exit, Stop> {
    let question = question(asked)?;
    let reach = access.reach()?;
    let (runs, total) = match ask(&reach.client, question).await? {
        Answer::Operations { runs, total } => (runs, total),
        Answer::Account(_) | Answer::Details { .. } | Answer::Watch(_) => return Err(unreadable()),
    };
    let told = |run: &Run| {
        if asked.json {
            json::line(&Operation::of(run))
        } else {
            lines::operation(run)
        }
    };
    out::put_lines(&runs.iter().map(told).collect::<Vec<_>>())?;
    out::say(&remark(asked, runs.len(), total));
    Ok(Exit::Succeeded)
}

fn question(asked: &List) -> Result<Ask, Stop> {
    if let Some(text) = &asked.search {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > SEARCH_LIMIT {
            let limit = format!("A search has 1 to {SEARCH_LIMIT} characters.");
            return Err(Stop::Usage(limit));
        }
        return Ok(Ask::Search(text.to_owned()));
    }
    Ok(Ask::List(if asked.attention {
        ListKind::Attention
    } else if asked.ended {
        ListKind::Recent
    } else {
        ListKind::Active
    }))
}

/// What the rows alone do not say; nothing where they say all.
fn remark(asked: &List, shown: usize, total: u64) -> String {
    let none = if asked.search.is_some() {
        "Nothing was found."
    } else if asked.attention {
        "Nothing needs attention."
    } else if asked.ended {
        "Nothing has ended."
    } else {
        "Nothing is active."
    };
    let shown = u64::try_from(shown).unwrap_or(u64::MAX);
    if shown == 0 {
        none.to_owned()
    } else if shown < total {
        format!("The first {shown} of {}.", counted(total))
    } else {
        String::new()
    }
}

/// The server counts no further.
fn counted(total: u64) -> String {
    if total >= COUNTED {
        format!("{COUNTED} or more")
    } else {
        total.to_string()
    }
}

/// As the contract has it.
const SEARCH_LIMIT: usize = 100;
const COUNTED: u64 = 200;
