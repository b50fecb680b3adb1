//! What the gateway answered and what it holds: a held watch is counted at once, and logged when it ends.

use anyhow::Result;
use jiff::Timestamp;
use xtask::eventually;

use super::{Entry, LIMIT, World, log};

impl World {
    /// Every request since then, oldest first.
    pub(crate) fn requests_since(&self, since: Timestamp) -> Result<Vec<Entry>> {
        let mut entries = log::read(&self.atlas.log)?;
        entries.retain(|entry| entry.time >= since);
        entries.sort_by_key(|entry| entry.time);
        Ok(entries)
    }

    /// Those of them that name the target, a `log::operation` or a `log::review_pack`.
    pub(crate) fn requests_naming(&self, target: &str, since: Timestamp) -> Result<Vec<Entry>> {
        let mut entries = self.requests_since(since)?;
        entries.retain(|entry| entry.names(target));
        Ok(entries)
    }

    /// Waits for a request since then that is as wanted, and returns it.
    pub(crate) fn wait_for_request(
        &self,
        what: &str,
        since: Timestamp,
        is_wanted: impl Fn(&Entry) -> bool,
    ) -> Result<Entry> {
        eventually(what, LIMIT, || {
            Ok(self
                .requests_since(since)?
                .into_iter()
                .find(|entry| is_wanted(entry)))
        })
    }

    /// Waits until the gateway holds a watch, the foreground's or with nothing shown the quiet one: the app now learns
    /// of an end at once.
    pub(crate) fn wait_until_held(&self) -> Result<()> {
        eventually("a held watch", LIMIT, || {
            Ok((self.atlas.gateway.held_watches() == 1).then_some(()))
        })
    }

    /// Waits until the gateway holds none: a watch of an app that ended counts until the gateway has seen it go.
    pub(crate) fn wait_until_none_is_held(&self) -> Result<()> {
        eventually("the end of every held watch", LIMIT, || {
            Ok((self.atlas.gateway.held_watches() == 0).then_some(()))
        })
    }

    /// Waits until a watch of the foreground begins to be held: nearly all of its wait is still to come.
    pub(crate) fn wait_until_newly_held(&self) -> Result<()> {
        let now = Timestamp::now();
        if self.atlas.gateway.held_watches() > 0 {
            let what = "the end of the watch that is held";
            self.wait_for_request(what, Timestamp::UNIX_EPOCH, |entry| {
                entry.is_on("foreground") && entry.ended() >= now
            })?;
        }
        self.wait_until_held()
    }

    /// Waits until the app has gone away from a request of that lane, since then.
    pub(crate) fn wait_until_aborted(&self, lane: &str, since: Timestamp) -> Result<()> {
        let what = format!("an aborted {lane} request");
        self.wait_for_request(&what, Timestamp::UNIX_EPOCH, |entry| {
            entry.is_on(lane) && entry.status == 499 && entry.ended() >= since
        })?;
        Ok(())
    }
}
