//! Notices on Linux: one `Notify` call whose returned id proves delivery (Desktop Notifications Specification 1.2).
//! Where that is refused, the notification plugin is tried, which cannot tell whether it was shown.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::StreamExt;
use monitor_core::ports::Delivery;
use tauri::AppHandle;
use tokio::sync::OnceCell;
use zbus::Message;
use zbus::proxy::{OwnerChangedStream, SignalStream};
use zbus::zvariant::Value;

use super::{Attempt, Closing, Daemon, Refusal, Toast, Urgency, plugin};
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

    /// Name, vendor, version, and the version of the specification.
    fn get_server_information(&self) -> zbus::Result<(String, String, String, String)>;
}

/// Shows toasts, and tells of clicks on them as long as the app lives.
#[derive(Clone)]
pub(crate) struct Notifier {
    app: AppHandle,
    requests: Requests,
    /// Whose notices it shows.
    session: u64,
    bus: Arc<OnceCell<Bus>>,
}

struct Bus {
    proxy: NotificationsProxy<'static>,
    /// Whether the daemon reads markup in the body, so that it must be escaped.
    markup: bool,
}

impl Notifier {
    pub(crate) fn new(app: AppHandle, requests: Requests, session: u64) -> Self {
        Self {
            app,
            requests,
            session,
            bus: Arc::default(),
        }
    }

    pub(crate) async fn show(self, toast: Toast) -> Attempt {
        let error = match self.notify(&toast).await {
            Ok(id) => {
                self.requests.send(Request::ToastShown {
                    session: self.session,
                    id,
                    act: toast.act,
                });
                return Attempt {
                    delivery: Delivery::Shown(id),
                    refusal: None,
                };
            }
            Err(error) => error,
        };
        Attempt {
            delivery: self.show_otherwise(toast, &error),
            refusal: Some(refusal(&error)),
        }
    }

    fn show_otherwise(&self, toast: Toast, error: &zbus::Error) -> Delivery {
        // The plugin would report success without a daemon, too.
        if is_out_of_reach(error) {
            tracing::warn!(%error, "there is no notification daemon");
            return Delivery::Refused;
        }
        tracing::warn!(%error, "the notification daemon refused; trying the plugin");
        let body = escape_markup(&toast.body);
        plugin::show(&self.app, &Toast { body, ..toast })
    }

    /// Who shows the toasts; `None` where that is the system itself.
    pub(crate) async fn daemon(&self) -> Option<Result<Daemon, Refusal>> {
        let asked = self.ask_daemon().await;
        Some(asked.map_err(|error| refusal(&error)))
    }

    async fn ask_daemon(&self) -> zbus::Result<Daemon> {
        let proxy = &self.bus().await?.proxy;
        let (name, _, version, _) = proxy.get_server_information().await?;
        let capabilities = proxy.get_capabilities().await?;
        let can = |wanted: &str| capabilities.iter().any(|capability| capability == wanted);
        Ok(Daemon {
            name,
            version,
            actions: can("actions"),
            body: can("body"),
            persistence: can("persistence"),
        })
    }

    async fn bus(&self) -> zbus::Result<&Bus> {
        self.bus
            .get_or_try_init(|| connect(self.requests.clone()))
            .await
    }

    async fn notify(&self, toast: &Toast) -> zbus::Result<u32> {
        let bus = self.bus().await?;
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

/// Whether nobody got the call, as against a daemon that got it and said no.
fn is_out_of_reach(error: &zbus::Error) -> bool {
    let zbus::Error::MethodError(name, ..) = error else {
        return true;
    };
    name.as_str().starts_with("org.freedesktop.DBus.Error.")
}

fn refusal(error: &zbus::Error) -> Refusal {
    if let zbus::Error::MethodError(name, ..) = error {
        Refusal(Some(name.as_str().to_owned()))
    } else {
        Refusal::default()
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
    // One stream for both signals: a click and the closing that follows it stay in order.
    let signals = proxy.inner().receive_all_signals().await?;
    let owners = proxy.inner().receive_owner_changed().await?;
    tokio::spawn(hear(signals, owners, requests));
    Ok(Bus { proxy, markup })
}

async fn hear(
    mut signals: SignalStream<'static>,
    mut owners: OwnerChangedStream<'static>,
    requests: Requests,
) {
    loop {
        tokio::select! {
            Some(signal) = signals.next() => {
                if let Some(request) = meaning(&signal) {
                    requests.send(request);
                }
            }
            Some(_) = owners.next() => requests.send(Request::ToastsGone),
            else => return,
        }
    }
}

fn meaning(signal: &Message) -> Option<Request> {
    let header = signal.header();
    match header.member()?.as_str() {
        "ActionInvoked" => {
            let (id, _action) = signal.body().deserialize::<(u32, String)>().ok()?;
            Some(Request::ToastClicked { id })
        }
        "NotificationClosed" => {
            let (id, reason) = signal.body().deserialize::<(u32, u32)>().ok()?;
            let how = closing(reason);
            Some(Request::ToastClosed { id, how })
        }
        _ => None,
    }
}

/// The specification's reasons.
const fn closing(reason: u32) -> Closing {
    match reason {
        1 => Closing::Expired,
        2 => Closing::Dismissed,
        _ => Closing::Withdrawn,
    }
}
