//! The window of an operation, opened as a page's link opens it.

use anyhow::Result;
use xtask::eventually;

use crate::starting::wait_until_painted;
use crate::world::{LIMIT, World};

/// Follows the link to an operation of the account's server, and answers the window's title once it is painted. What is
/// not pinned yet is from here on.
pub(crate) fn open(world: &World, server: &str, operation: i64) -> Result<String> {
    let link = format!("tenantatlas-monitor://operation/{operation}?server={server}");
    let mut start = world.launch(&[&link])?;
    eventually("the app to take the link", LIMIT, || {
        Ok(start.ended()?.map(|_| ()))
    })?;
    let title = format!("Operation #{operation}");
    wait_until_painted(world, &title)?;
    Ok(title)
}
