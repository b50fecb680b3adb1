//! What Linux tells of the computer on its system bus: that it woke (logind), and that its network changed
//! (NetworkManager). Where neither is there nothing is told: a sleep then shows in the clocks, and a network in its faults.

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

/// Tells the monitor of both, as long as the system bus is there.
pub(crate) async fn listen(requests: Requests) {
    if let Err(error) = pass_on(&requests).await {
        tracing::info!(%error, "nothing tells of sleep and network here");
    }
}

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
        let input = tokio::select! {
            Some(sleep) = sleeps.next() => {
                (!sleep.args()?.begins).then_some(Input::Woke)
            }
            Some(change) = changes.next() => {
                (change.args()?.state >= CONNECTED).then_some(Input::NetworkChanged)
            }
            // From one network to another, or into a tunnel, the state can stay what it is.
            Some(way) = ways.next() => {
                let changed = way.args()?.changed_properties;
                changed.contains_key("PrimaryConnection").then_some(Input::NetworkChanged)
            }
            else => return Ok(()),
        };
        if let Some(input) = input {
            tracing::debug!("the system told of a sleep or a network");
            requests.send(Request::Input(input));
        }
    }
}

const NETWORK_MANAGER: &str = "org.freedesktop.NetworkManager";
const NETWORK_MANAGER_PATH: &str = "/org/freedesktop/NetworkManager";
/// `NM_STATE_CONNECTED_LOCAL`: from there on some server can be reached.
const CONNECTED: u32 = 50;
