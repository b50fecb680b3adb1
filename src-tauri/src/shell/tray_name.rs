//! The icon's name on the bus, and with it the connection that ksni made for the icon: ksni itself goes on for good where that
//! has ended, and tells nobody. Another connection hears of it.

use futures_util::StreamExt;
use zbus::fdo::DBusProxy;

/// Waits until the name is gone; for good, where nothing tells of it.
pub(super) async fn lost() {
    match watch().await {
        Ok(Some(Gone)) => {}
        Ok(None) => {
            tracing::warn!("the tray's name on the bus is not to be seen");
            std::future::pending::<()>().await;
        }
        Err(error) => {
            tracing::warn!(%error, "nothing tells whether the tray stays on the bus");
            std::future::pending::<()>().await;
        }
    }
}

struct Gone;

/// `None` where there is no name to begin with.
async fn watch() -> zbus::Result<Option<Gone>> {
    let connection = zbus::Connection::session().await?;
    let bus = DBusProxy::new(&connection).await?;
    let Some(name) = name(&bus).await? else {
        return Ok(None);
    };
    let of_it = [(0_u8, name.as_str())];
    let mut changes = bus.receive_name_owner_changed_with_args(&of_it).await?;
    // It may have gone before that.
    if self::name(&bus).await?.as_ref() != Some(&name) {
        return Ok(Some(Gone));
    }
    while let Some(change) = changes.next().await {
        if change.args()?.new_owner.is_none() {
            break;
        }
    }
    Ok(Some(Gone))
}

/// As ksni makes it for the one icon of this process.
async fn name(bus: &DBusProxy<'_>) -> zbus::Result<Option<String>> {
    let beginning = format!("org.kde.StatusNotifierItem-{}-", std::process::id());
    let names = bus.list_names().await?;
    let mut names = names.iter().map(|name| name.as_str());
    let own = names.find(|name| name.starts_with(&beginning));
    Ok(own.map(str::to_owned))
}
