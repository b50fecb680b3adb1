//! Notices through tauri-plugin-notification: the way on Windows and macOS. The plugin reports success before anything was
//! shown, so all that can be said is "handed over".

use monitor_core::ports::Delivery;
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt;

use super::{Attempt, Daemon, Refusal, Toast};

/// Shows toasts.
#[derive(Clone)]
pub(crate) struct Notifier {
    app: AppHandle,
}

impl Notifier {
    pub(crate) fn new(app: &AppHandle, _: crate::controller::Requests, _session: u64) -> Self {
        Self { app: app.clone() }
    }

    pub(crate) async fn show(self, toast: Toast) -> Attempt {
        let shown = self
            .app
            .notification()
            .builder()
            .title(&toast.title)
            .body(&toast.body)
            .show();
        let delivery = match shown {
            Ok(()) => Delivery::HandedOver,
            Err(error) => {
                tracing::warn!(%error, "the notification plugin refused");
                Delivery::Refused
            }
        };
        Attempt {
            delivery,
            refusal: None,
        }
    }

    /// A toast that was handed over is the system's.
    pub(crate) fn withdraw(&self, _id: u32) {}

    /// The system shows toasts itself, and there is nobody to ask.
    pub(crate) async fn daemon(&self) -> Option<Result<Daemon, Refusal>> {
        None
    }
}
