//! What Linux tells of the computer on its system bus: that it woke (logind), and that its network changed
//! (NetworkManager). Where neither is there nothing is told: a sleep then shows in the clocks, and a network in its faults.

use std::time::{Duration, Instant};

use futures_util::StreamExt;
use monitor_core::Input;
use zbus::Connection;
use zbus::fdo::PropertiesProxy;

use crate::controller::{Request, Requests};

#[zbus::proxy(
    interface = "org.freedesktop.login1.Manager",
    default_service = "org.freedesktop.login1",
    default_path = "/org/freedesktop/login1",
    gen_blocking = false
)]
trait Logind {
    /// Before it sleeps, and with `false` after it woke.
    #[zbus(signal)]
    fn prepare_for_sleep(&self, begins: bool) -> zbus::Result<()>;
}

#[zbus::proxy(
    interface = "org.freedesktop.NetworkManager",
    default_service = "org.freedesktop.NetworkManager",
    default_path = "/org/freedesktop/NetworkManager",
    gen_blocking = false
)]
trait NetworkManager {
    #[zbus(signal)]
    fn state_changed(&self, state: u32) -> zbus::Result<()>;
}

/// Tells the monitor of both, as long as the app is there. A system bus that goes is looked for again, soon at first and
/// then rarely.
pub(crate) async fn listen(requests: Requests) {
    let mut failures = 0;
    loop {
        let began = Instant::now();
        let ended = pass_on(&requests).await;
        if began.elapsed() >= LASTING {
            failures = 0;
        }
        match ended {
            Ok(()) => tracing::info!("the system bus was lost"),
            Err(error) if failures == 0 => {
                tracing::info!(%error, "nothing tells of sleep and network here");
            }
            Err(error) => tracing::debug!(%error, "there is still no system bus"),
        }
        tokio::time::sleep(pause(failures)).await;
        failures = failures.saturating_add(1);
    }
}

/// After so many failures in a row.
fn pause(failures: u32) -> Duration {
    FIRST_PAUSE
        .saturating_mul(2_u32.saturating_pow(failures))
        .min(LONGEST_PAUSE)
}

/// Until the bus is lost. What cannot be read is passed over: the next signal may be.
async fn pass_on(requests: &Requests) -> zbus::Result<()> {
    let bus = Connection::system().await?;
    let logind = LogindProxy::new(&bus).await?;
    let network = NetworkManagerProxy::new(&bus).await?;
    let mut sleeps = logind.receive_prepare_for_sleep().await?;
    let mut changes = network.receive_state_changed().await?;
    let properties = PropertiesProxy::builder(&bus)
        .destination(NETWORK_MANAGER)?
        .path(NETWORK_MANAGER_PATH)?
        .build()
        .await?;
    let mut ways = properties.receive_properties_changed().await?;
    loop {
        let heard = tokio::select! {
            sleep = sleeps.next() => {
                let Some(sleep) = sleep else { return Ok(()) };
                sleep.args().map(|told| (!told.begins).then_some(Input::Woke))
            }
            change = changes.next() => {
                let Some(change) = change else { return Ok(()) };
                let is_there = change.args().map(|told| told.state >= CONNECTED);
                is_there.map(|is_there| is_there.then_some(Input::NetworkChanged))
            }
            // From one network to another, or into a tunnel, the state can stay what it is.
            way = ways.next() => {
                let Some(way) = way else { return Ok(()) };
                let is_other = way.args().map(|told| told.changed_properties.contains_key(WAY));
                is_other.map(|is_other| is_other.then_some(Input::NetworkChanged))
            }
        };
        match heard {
            Ok(Some(input)) => {
                tracing::debug!("the system told of a sleep or a network");
                requests.send(Request::Input(input));
            }
            Ok(None) => {}
            Err(error) => tracing::debug!(%error, "a signal of the system could not be read"),
        }
    }
}

const NETWORK_MANAGER: &str = "org.freedesktop.NetworkManager";
const NETWORK_MANAGER_PATH: &str = "/org/freedesktop/NetworkManager";
/// The property that says by which network one goes.
const WAY: &str = "PrimaryConnection";
/// `NM_STATE_CONNECTED_LOCAL`: from there on some server can be reached.
const CONNECTED: u32 = 50;
/// A bus that was there for so long was no failure.
const LASTING: Duration = Duration::from_secs(60);
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// Where there is no system bus at all, nothing else is ever found.
const LONGEST_PAUSE: Duration = Duration::from_secs(600);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bus_is_looked_for_soon_at_first_and_then_rarely_and_never_given_up() {
        let seconds = [0, 1, 2, 9, 10, u32::MAX].map(|failures| pause(failures).as_secs());
        assert_eq!(seconds, [1, 2, 4, 512, 600, 600]);
    }
}
