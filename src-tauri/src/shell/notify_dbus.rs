//! Notices on Linux: one `Notify` call whose returned id proves delivery (Desktop Notifications Specification 1.2).
//! Where that is refused, the notification plugin is tried, which cannot tell whether it was shown.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::StreamExt;
use monitor_core::ports::Delivery;
use tauri::AppHandle;
use tokio::sync::OnceCell;
use zbus::zvariant::Value;

use super::{Toast, Urgency, plugin};
use crate::controller::{Request, Requests};
use crate::words::escape_markup;

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Notifications {
    #[expect(clippy::too_many_arguments, reason = "the specification's signature")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;

    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: &str) -> zbus::Result<()>;
}

/// Shows toasts, and tells of clicks on them as long as the app lives.
#[derive(Clone)]
pub(crate) struct Notifier {
    app: AppHandle,
    requests: Requests,
    bus: Arc<OnceCell<Bus>>,
}

struct Bus {
    proxy: NotificationsProxy<'static>,
    /// Whether the daemon reads markup in the body, so that it must be escaped.
    markup: bool,
}

impl Notifier {
    pub(crate) fn new(app: AppHandle, requests: Requests) -> Self {
        Self {
            app,
            requests,
            bus: Arc::default(),
        }
    }

    pub(crate) async fn show(self, toast: Toast) -> Delivery {
        match self.notify(&toast).await {
            Ok(id) => {
                self.requests
                    .send(Request::ToastShown { id, act: toast.act });
                Delivery::Shown(id)
            }
            Err(error) => {
                tracing::warn!(%error, "the notification daemon refused; trying the plugin");
                plugin::show(&self.app, &toast)
            }
        }
    }

    async fn notify(&self, toast: &Toast) -> zbus::Result<u32> {
        let bus = self
            .bus
            .get_or_try_init(|| connect(self.requests.clone()))
            .await?;
        let body = if bus.markup {
            escape_markup(&toast.body)
        } else {
            toast.body.clone()
        };
        let (urgency, expires): (u8, i32) = match toast.urgency {
            Urgency::Critical => (2, 0),
            Urgency::Normal => (1, -1),
        };
        let hints = HashMap::from([
            ("desktop-entry", Value::from("tenantatlas-monitor")),
            ("urgency", Value::from(urgency)),
        ]);
        let actions = ["default", toast.open.as_str()];
        let app = "TenantAtlas Monitor";
        bus.proxy
            .notify(
                app,
                0,
                "tenantatlas-monitor",
                &toast.title,
                &body,
                &actions,
                hints,
                expires,
            )
            .await
    }
}

async fn connect(requests: Requests) -> zbus::Result<Bus> {
    let connection = zbus::Connection::session().await?;
    let proxy = NotificationsProxy::new(&connection).await?;
    let markup = proxy
        .get_capabilities()
        .await?
        .iter()
        .any(|capability| capability == "body-markup");
    let mut clicks = proxy.receive_action_invoked().await?;
    tokio::spawn(async move {
        while let Some(click) = clicks.next().await {
            if let Ok(click) = click.args() {
                requests.send(Request::ToastClicked { id: click.id });
            }
        }
    });
    Ok(Bus { proxy, markup })
}
