//! Requests that come within a moment: they are taken one by one, and shown once.

use tokio::sync::mpsc::UnboundedReceiver;

/// Waits for a request, and takes it with all that have come by then. Answers whether any of them may have changed what is
/// shown, or `None` once nobody is left who asks.
pub(super) async fn take_burst<T>(
    inbox: &mut UnboundedReceiver<T>,
    mut take: impl FnMut(T) -> bool,
) -> Option<bool> {
    let mut changes = take(inbox.recv().await?);
    while let Ok(request) = inbox.try_recv() {
        changes |= take(request);
    }
    Some(changes)
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

    use super::*;

    /// As many as a server that changes everything at once leads to.
    const MANY: u32 = 1_000;

    fn send_many(requests: &UnboundedSender<u32>) {
        for request in 0..MANY {
            requests.send(request).expect("the inbox is there");
        }
    }

    #[tokio::test]
    async fn all_that_comes_within_a_moment_is_taken_in_its_order_and_shown_once() {
        let (requests, mut inbox) = unbounded_channel();
        send_many(&requests);
        let (mut taken, mut shown) = (Vec::new(), 0);
        drop(requests);
        while let Some(changes) = take_burst(&mut inbox, |request| {
            taken.push(request);
            true
        })
        .await
        {
            shown += u32::from(changes);
        }
        assert_eq!(taken, (0..MANY).collect::<Vec<_>>());
        assert_eq!(shown, 1);
    }

    #[tokio::test]
    async fn one_change_among_them_is_enough_and_without_any_nothing_is_shown() {
        for changing in [Some(0), Some(MANY / 2), Some(MANY - 1), None] {
            let (requests, mut inbox) = unbounded_channel();
            send_many(&requests);
            let changes = take_burst(&mut inbox, |request| Some(request) == changing).await;
            assert_eq!(changes, Some(changing.is_some()), "{changing:?}");
        }
    }
}
