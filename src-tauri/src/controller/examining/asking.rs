//! Asks everything that an end passes on its way to the user, each beside the others, and sends a rehearsal that way.

use std::time::{Duration, Instant};

use monitor_client::{Client, Server};
use monitor_core::Timestamp;
use monitor_vault::Vault;
use tokio::time::timeout;

use super::Examined;
use crate::controller::{Request, Requests};
use crate::doctor;
use crate::shell::notify::{Notifier, Toast};
use crate::slice::{FindingSlice, StepWord};

/// Tells the controller what a step of one check found.
#[derive(Clone)]
pub(super) struct Teller {
    number: u64,
    requests: Requests,
}

impl Teller {
    pub(super) const fn new(number: u64, requests: Requests) -> Self {
        Self { number, requests }
    }

    fn tell(&self, step: StepWord, finding: FindingSlice) {
        self.requests.send(Request::Examined(Examined {
            number: self.number,
            step,
            finding,
        }));
    }
}

/// The daemon first: whether a click can be waited for depends on what it can do.
pub(super) async fn notify(notifier: Notifier, rehearsal: Toast, teller: Teller) {
    let heard = timeout(DAEMON_LIMIT, notifier.daemon()).await;
    let daemon = doctor::daemon(heard.ok());
    teller.tell(StepWord::Daemon, daemon.clone());

    let attempt = timeout(DAEMON_LIMIT, notifier.show(rehearsal)).await.ok();
    let is_taken = attempt
        .as_ref()
        .is_some_and(|attempt| attempt.delivery.is_taken());
    let shown = doctor::rehearsal(attempt);
    let click = doctor::click(&daemon, &shown);
    teller.tell(StepWord::Rehearsal, shown);
    teller.tell(StepWord::Click, click);
    // A rehearsal is a notice: whether it arrived is the last that is known of the way.
    teller.requests.send(Request::ToastHealth(is_taken));
}

pub(super) async fn visit(client: Client, server: Server, teller: Teller) {
    let route = client.route();
    teller.tell(StepWord::Proxy, doctor::proxy(&route, None));
    let asked_at = now();
    let asked = Instant::now();
    let visit = client.visit().await;
    let took = asked.elapsed();
    let fault = visit.answer.as_ref().err().copied();
    teller.tell(StepWord::Proxy, doctor::proxy(&route, fault));
    teller.tell(StepWord::Tls, doctor::tls(&server, visit.way));
    let answered = doctor::server(&visit, asked_at, took);
    teller.tell(StepWord::Server, answered);
}

/// Blocks while the keyring is asked.
pub(super) fn probe(vault: &Vault, teller: &Teller) {
    teller.tell(StepWord::Keyring, doctor::keyring(vault.probe()));
}

/// On this computer's clock.
pub(super) fn now() -> Timestamp {
    Timestamp::from_millis(jiff::Timestamp::now().as_millisecond())
}

/// As long as a real notice is waited for.
const DAEMON_LIMIT: Duration = Duration::from_secs(10);
