//! Notices on Linux: one `Notify` call whose returned id proves delivery (Desktop Notifications Specification 1.2).
//! Nothing else is tried where that is refused: whoever else asked the same daemon would be refused as well, and could not
//! tell.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::StreamExt;
use monitor_core::ports::Delivery;
use tauri::AppHandle;
use tokio::sync::Mutex;
use zbus::Message;
use zbus::proxy::{OwnerChangedStream, SignalStream};
use zbus::zvariant::Value;

use super::{Attempt, Button, Closing, Daemon, Refusal, Toast, Urgency};
use crate::controller::{Request, Requests};
use crate::markup::escape_markup;

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

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    /// Name, vendor, version, and the version of the specification.
    fn get_server_information(&self) -> zbus::Result<(String, String, String, String)>;
}

/// Shows toasts, and tells of clicks on them as long as the app lives.
#[derive(Clone)]
pub(crate) struct Notifier {
    requests: Requests,
    /// Whose notices it shows.
    session: u64,
    bus: Arc<Mutex<Option<Bus>>>,
}

/// A connection and the daemon behind it, as long as both are there.
#[derive(Clone)]
struct Bus {
    proxy: NotificationsProxy<'static>,
    /// Whether the daemon tells of buttons.
    buttons: bool,
    /// Whether it reads markup in the body, so that it must be escaped.
    markup: bool,
}

impl Notifier {
    pub(crate) fn new(_: &AppHandle, requests: Requests, session: u64) -> Self {
        Self {
            requests,
            session,
            bus: Arc::default(),
        }
    }

    /// A daemon may answer after whoever asks has given up: then its toast is on the screen, and a click on it counts.
    pub(crate) async fn show(self, toast: Toast) -> Attempt {
        let shown = tokio::spawn(self.send(toast)).await;
        shown.unwrap_or_else(|error| {
            tracing::error!(%error, "a notification could not be sent");
            Attempt {
                delivery: Delivery::Unknown,
                refusal: None,
            }
        })
    }

    async fn send(self, toast: Toast) -> Attempt {
        let error = match self.notify(&toast).await {
            Ok(Err(error)) => {
                tracing::warn!(%error, "the notification daemon did not say whether it took a notice");
                return Attempt {
                    delivery: Delivery::Unknown,
                    refusal: Some(refusal(&error)),
                };
            }
            Ok(Ok(id)) => {
                self.requests.send(Request::ToastShown {
                    session: self.session,
                    id,
                    act: toast.act,
                    about: toast.mute.map(|mute| mute.target),
                    ends: toast.ends,
                });
                return Attempt {
                    delivery: Delivery::Shown(id),
                    refusal: None,
                };
            }
            Err(error) => error,
        };
        tracing::warn!(error = name_of(&error), "nobody took a notification");
        Attempt {
            delivery: Delivery::Refused,
            refusal: Some(refusal(&error)),
        }
    }

    /// Takes a toast from the screen, if it is still there. Nothing waits for it.
    pub(crate) fn withdraw(&self, id: u32) {
        let bus = Arc::clone(&self.bus);
        tokio::spawn(async move {
            let bus = bus.lock().await.clone();
            if let Some(bus) = bus
                && let Err(error) = bus.proxy.close_notification(id).await
            {
                tracing::debug!(%error, "a notification could not be withdrawn");
            }
        });
    }

    /// Who shows the toasts; `None` where that is the system itself.
    pub(crate) async fn daemon(&self) -> Option<Result<Daemon, Refusal>> {
        let asked = self.ask_daemon().await;
        Some(asked.map_err(|error| refusal(&error)))
    }

    async fn ask_daemon(&self) -> zbus::Result<Daemon> {
        let proxy = self.bus().await?.proxy;
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

    /// The one there is, or a new one.
    async fn bus(&self) -> zbus::Result<Bus> {
        let mut there = self.bus.lock().await;
        if let Some(bus) = &*there {
            return Ok(bus.clone());
        }
        let (bus, signals, owners) = connect().await?;
        *there = Some(bus.clone());
        let (gone, requests) = (Arc::clone(&self.bus), self.requests.clone());
        tokio::spawn(async move {
            hear(signals, owners, &requests).await;
            *gone.lock().await = None;
            requests.send(Request::ToastsGone);
        });
        Ok(bus)
    }

    /// The daemon's answer; within it, an error after which nobody knows whether the daemon took it.
    async fn notify(&self, toast: &Toast) -> zbus::Result<zbus::Result<u32>> {
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
        let actions = actions(toast, bus.buttons);
        let app = "TenantAtlas Monitor";
        let answer = bus
            .proxy
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
            .await;
        match answer {
            Err(error) if !is_lost_underway(&error) => Err(error),
            answer => Ok(answer),
        }
    }
}

/// Keys and labels, in turns. A click on the body has a key of its own, which some desktops show as a button.
fn actions(toast: &Toast, buttons: bool) -> Vec<&str> {
    let mut actions = vec!["default", toast.open.as_str()];
    if let Some(mute) = toast.mute.as_ref().filter(|_| buttons) {
        actions.extend(["open", toast.open.as_str(), MUTE, mute.label.as_str()]);
    }
    actions
}

/// Whether the call may have arrived all the same: the bus gave up waiting, or ended, after it was sent.
fn is_lost_underway(error: &zbus::Error) -> bool {
    let zbus::Error::MethodError(name, ..) = error else {
        return matches!(error, zbus::Error::InputOutput(_));
    };
    is_no_answer(name.as_str())
}

/// Errors of the bus itself about a call that it had passed on, or may have. `TimedOut` is none: then no daemon started.
fn is_no_answer(error: &str) -> bool {
    let errors = ["Disconnected", "NoReply", "Timeout"];
    let word = error.strip_prefix("org.freedesktop.DBus.Error.");
    word.is_some_and(|word| errors.contains(&word))
}

fn refusal(error: &zbus::Error) -> Refusal {
    if let zbus::Error::MethodError(name, ..) = error {
        Refusal(Some(name.as_str().to_owned()))
    } else {
        Refusal::default()
    }
}

/// For the log: in the words of its answer a daemon may repeat what it was sent.
fn name_of(error: &zbus::Error) -> String {
    refusal(error).0.unwrap_or_else(|| error.to_string())
}

async fn connect() -> zbus::Result<(Bus, SignalStream<'static>, OwnerChangedStream<'static>)> {
    let connection = zbus::Connection::session().await?;
    let proxy = NotificationsProxy::new(&connection).await?;
    let capabilities = proxy.get_capabilities().await?;
    let can = |wanted: &str| capabilities.iter().any(|capability| capability == wanted);
    let (buttons, markup) = (can("actions"), can("body-markup"));
    // One stream for all signals: a click, the token before it and the closing that follows it stay in order.
    let signals = proxy.inner().receive_all_signals().await?;
    let owners = proxy.inner().receive_owner_changed().await?;
    let bus = Bus {
        proxy,
        buttons,
        markup,
    };
    Ok((bus, signals, owners))
}

/// Until the connection or the daemon ends: what is asked next is asked on a new one, and another daemon may read and show
/// other things.
async fn hear(
    mut signals: SignalStream<'static>,
    mut owners: OwnerChangedStream<'static>,
    requests: &Requests,
) {
    loop {
        tokio::select! {
            signal = signals.next() => {
                let Some(signal) = signal else { return };
                if let Some(request) = meaning(&signal) {
                    requests.send(request);
                }
            }
            _ = owners.next() => return,
        }
    }
}

fn meaning(signal: &Message) -> Option<Request> {
    let header = signal.header();
    match header.member()?.as_str() {
        "ActionInvoked" => {
            let (id, action) = signal.body().deserialize::<(u32, String)>().ok()?;
            let button = button(&action);
            Some(Request::ToastClicked { id, button })
        }
        "ActivationToken" => {
            let (id, token) = signal.body().deserialize::<(u32, String)>().ok()?;
            Some(Request::ToastToken { id, token })
        }
        "NotificationClosed" => {
            let (id, reason) = signal.body().deserialize::<(u32, u32)>().ok()?;
            let how = closing(reason);
            Some(Request::ToastClosed { id, how })
        }
        _ => None,
    }
}

/// Whatever else a daemon names is a click.
fn button(action: &str) -> Button {
    if action == MUTE {
        Button::Mute
    } else {
        Button::Open
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

const MUTE: &str = "mute";

#[cfg(test)]
mod tests {
    use monitor_core::{OperationId, Target};

    use super::super::Mute;
    use super::*;
    use crate::shell::menu::Act;

    fn toast(mute: Option<Mute>) -> Toast {
        Toast {
            title: "Policy sync succeeded".into(),
            body: "Contoso · Operation #421".into(),
            open: "Open operation".into(),
            mute,
            ends: vec![],
            urgency: Urgency::Normal,
            act: Act::OpenOverview,
        }
    }

    #[test]
    fn a_notice_about_one_target_has_two_buttons_where_the_daemon_has_buttons() {
        let single = toast(Some(Mute {
            label: "Mute".into(),
            target: Target::Operation(OperationId::new(421).expect("positive")),
        }));
        let body = ["default", "Open operation"];
        let buttons = ["open", "Open operation", "mute", "Mute"];
        assert_eq!(actions(&single, true), [&body[..], &buttons[..]].concat());
        assert_eq!(actions(&single, false), body);
        assert_eq!(actions(&toast(None), true), body);
    }

    #[test]
    fn a_call_without_an_answer_is_neither_taken_nor_refused() {
        let of_the_bus = |word: &str| format!("org.freedesktop.DBus.Error.{word}");
        assert!(is_no_answer(&of_the_bus("NoReply")));
        for refused in ["ServiceUnknown", "TimedOut"] {
            assert!(!is_no_answer(&of_the_bus(refused)), "{refused}");
        }
        assert!(!is_no_answer("org.freedesktop.Notifications.Error.NoReply"));
    }

    #[test]
    fn a_token_to_come_to_the_front_is_heard_for_its_notification_and_the_click_after_it() {
        let path = "/org/freedesktop/Notifications";
        let signal = |member: &str, word: &str| {
            let signal = Message::signal(path, "org.freedesktop.Notifications", member);
            let signal = signal.expect("well formed").build(&(7_u32, word));
            meaning(&signal.expect("well formed"))
        };
        let heard = signal("ActivationToken", "desk-1");
        assert!(matches!(heard, Some(Request::ToastToken { id: 7, token }) if token == "desk-1"));
        let heard = signal("ActionInvoked", "default");
        assert!(matches!(
            heard,
            Some(Request::ToastClicked {
                id: 7,
                button: Button::Open
            })
        ));
        assert!(signal("SomethingElse", "default").is_none());
    }

    #[test]
    fn every_button_that_is_sent_is_understood() {
        let meanings = ["default", "open", "mute", "of-another-daemon"].map(button);
        let expected = [Button::Open, Button::Open, Button::Mute, Button::Open];
        assert_eq!(meanings, expected);
    }
}
