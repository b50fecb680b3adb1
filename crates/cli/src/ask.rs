//! One question, one answer, past the monitor: for what is asked once.

use monitor_client::Client;
use monitor_core::Cause;
use monitor_core::ports::{Answer, Api, Ask, Request, RequestId};

use crate::exit::Stop;
use crate::words;

pub(crate) async fn ask(client: &Client, ask: Ask) -> Result<Answer, Stop> {
    let request = Request {
        id: RequestId(0),
        cause: Cause::Start,
        ask,
    };
    let observed = client.call(request).await;
    Ok(observed
        .map_err(|fault| unanswered(words::trouble(fault)))?
        .answer)
}

/// The client answers what was asked; anything else is as good as unreadable.
pub(crate) fn unreadable() -> Stop {
    unanswered(words::trouble(monitor_core::Fault::Unreadable))
}

fn unanswered(words: String) -> Stop {
    Stop::CannotTell(words)
}
