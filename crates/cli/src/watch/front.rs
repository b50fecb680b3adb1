//! The desktop of a command line: each view goes to whoever shows it, and nothing else is told.

use std::future::ready;

use monitor_core::ports::{Delivery, Desktop};
use monitor_core::{Alert, Notice, View};
use tokio::sync::mpsc;

pub(super) struct Front(pub(super) mpsc::UnboundedSender<View>);

impl Desktop for Front {
    fn show(&mut self, view: &View) {
        // Where it is over, nobody looks any more.
        drop(self.0.send(view.clone()));
    }

    /// The line that says that it ended is what is told.
    fn notify(&mut self, _notice: &Notice) -> impl Future<Output = Delivery> + Send + 'static {
        ready(Delivery::HandedOver)
    }

    /// What is worth knowing of them is in their lines.
    fn alert(&mut self, _alerts: &[Alert]) {}

    fn report_delivery(&mut self, _delivery: Delivery) {}
}
