//! Whether this computer has a network at all, by the addresses of its interfaces. They are asked for only once nothing
//! answered, and only what cannot be otherwise is concluded of them: any address that other computers could know counts as
//! a network, whether it leads anywhere or not.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use monitor_core::Fault;

use crate::{Client, trouble};

/// An address of one of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Address {
    ip: IpAddr,
    /// Its interface is switched on, and has a carrier where it needs one.
    is_up: bool,
}

/// Those of a computer, as they are whenever somebody asks.
#[derive(Clone)]
pub(crate) struct Interfaces(Arc<dyn Fn() -> io::Result<Vec<Address>> + Send + Sync>);

impl Interfaces {
    pub(crate) fn of_this_computer() -> Self {
        Self::new(found)
    }

    fn new(addresses: impl Fn() -> io::Result<Vec<Address>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(addresses))
    }

    /// Whether no other computer can be reached over them. Where nobody can say, one may be.
    fn lead_nowhere(&self) -> bool {
        let addresses = (self.0)();
        addresses.is_ok_and(|addresses| !addresses.iter().any(Address::leads_out))
    }
}

impl Address {
    /// What an interface gives itself where nobody gives it one is known to nobody: it stands for no network.
    fn leads_out(&self) -> bool {
        let is_its_own = match self.ip {
            IpAddr::V4(ip) => ip.is_loopback() || ip.is_link_local(),
            IpAddr::V6(ip) => ip.is_loopback() || ip.is_unicast_link_local(),
        };
        self.is_up && !is_its_own
    }
}

impl Client {
    /// Why nothing answered. Without a network no proxy is to blame either, and what is on this computer needs none; who
    /// refuses is there, under whatever name.
    pub(crate) fn fault_of(&self, error: &reqwest::Error) -> Fault {
        let fault = trouble::fault_of(error);
        let is_silence = matches!(
            fault,
            Fault::Proxy {
                authentication: false
            } | Fault::Unreached
        );
        let needs_a_network = !self.server.is_met_here(&self.proxies);
        if is_silence
            && needs_a_network
            && !trouble::was_refused(error)
            && self.interfaces.lead_nowhere()
        {
            return Fault::Offline;
        }
        fault
    }
}

fn found() -> io::Result<Vec<Address>> {
    let found = if_addrs::get_if_addrs()?;
    let addresses = found.iter().map(|interface| Address {
        ip: interface.ip(),
        is_up: interface.is_oper_up(),
    });
    Ok(addresses.collect())
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::sync::Mutex;

    use crate::{Network, Proxy, ProxyAddress, Server, Way};

    use super::*;

    const IN_TROUBLE: Fault = Fault::Proxy {
        authentication: false,
    };
    /// Of a group of computers, to which nobody connects: such a try ends at once, with a network and without one.
    const OUT_OF_REACH: &str = "224.0.0.1";

    #[test]
    fn only_an_address_that_others_can_know_is_a_network_and_only_while_its_interface_is_up() {
        for (ip, leads_out) in [
            ("127.0.0.1", false),
            ("127.8.9.10", false),
            ("169.254.7.7", false),
            ("192.0.2.7", true),
            ("10.0.0.7", true),
            ("::1", false),
            ("fe80::7", false),
            ("fd00::7", true),
            ("2001:db8::7", true),
        ] {
            for is_up in [true, false] {
                let has_one = leads_out && is_up;
                let loopback = address("127.0.0.1", true);
                let addresses = vec![loopback, address(ip, is_up)];
                let interfaces = Interfaces::new(move || Ok(addresses.clone()));
                assert_eq!(interfaces.lead_nowhere(), !has_one, "{ip}, up: {is_up}");
            }
        }
    }

    #[test]
    fn without_any_address_there_is_no_network_and_where_nobody_can_say_there_may_be_one() {
        assert!(Interfaces::new(|| Ok(Vec::new())).lead_nowhere());
        let unknown = Interfaces::new(|| Err(io::ErrorKind::PermissionDenied.into()));
        assert!(!unknown.lead_nowhere());
    }

    #[test]
    fn this_computers_own_can_be_asked_for() {
        assert!(found().is_ok());
    }

    #[tokio::test]
    async fn a_silence_is_this_computers_where_it_has_no_network_and_the_servers_elsewhere() {
        let server = format!("https://{OUT_OF_REACH}");
        for (played, expected) in [
            (Played::Nothing, Fault::Offline),
            (Played::Something, Fault::Unreached),
            (Played::Unknown, Fault::Unreached),
        ] {
            let (fault, asked) = silence(&server, Proxy::Direct, played).await;
            assert_eq!((fault, asked), (expected, 1), "{played:?}");
        }
    }

    #[tokio::test]
    async fn a_proxy_is_to_blame_only_where_there_is_a_network_that_it_could_be_in() {
        for (played, expected) in [
            (Played::Nothing, Fault::Offline),
            (Played::Something, IN_TROUBLE),
        ] {
            let proxy = manual(&format!("{OUT_OF_REACH}:3128"));
            let (fault, asked) = silence("https://atlas.example.com", proxy, played).await;
            assert_eq!((fault, asked), (expected, 1), "{played:?}");
        }
    }

    #[tokio::test]
    async fn what_is_on_this_computer_needs_no_network_and_no_interface_is_asked_for() {
        for host in ["127.0.0.1", "localhost"] {
            let here = format!("{host}:{}", unused());
            let server = format!("http://{here}");
            let found = silence(&server, Proxy::Direct, Played::Nothing).await;
            assert_eq!(found, (Fault::Unreached, 0), "{server}");
            let behind = silence("https://atlas.example.com", manual(&here), Played::Nothing);
            assert_eq!(behind.await, (IN_TROUBLE, 0), "behind {here}");
        }
    }

    /// As by a name that this computer keeps for itself. Windows connects to no such address.
    #[cfg(not(windows))]
    #[tokio::test]
    async fn who_refuses_is_there_whatever_the_interfaces_say() {
        let server = format!("https://0.0.0.0:{}", unused());
        let found = silence(&server, Proxy::Direct, Played::Nothing).await;
        assert_eq!(found, (Fault::Unreached, 0));
    }

    /// What is said of this computer's interfaces.
    #[derive(Clone, Copy, Debug)]
    enum Played {
        Nothing,
        Something,
        Unknown,
    }

    impl Played {
        fn addresses(self) -> io::Result<Vec<Address>> {
            match self {
                Self::Nothing => Ok(vec![address("127.0.0.1", true)]),
                Self::Something => Ok(vec![address("192.0.2.7", true)]),
                Self::Unknown => Err(io::ErrorKind::Unsupported.into()),
            }
        }
    }

    /// What a question ends in that nobody answers, and how often it was asked for interfaces.
    async fn silence(server: &str, proxy: Proxy, played: Played) -> (Fault, usize) {
        let asked = Arc::new(Mutex::new(0));
        let counted = Arc::clone(&asked);
        let interfaces = Interfaces::new(move || {
            *counted.lock().expect("nobody panicked") += 1;
            played.addresses()
        });
        let network = Network {
            proxy,
            ..Network::default()
        };
        let server = Server::parse(server).expect("an address");
        let client = Client::new(server, "canary", &network).expect("a client");
        let client = Client {
            interfaces,
            ..client
        };
        let visit = client.visit().await;
        assert_eq!(visit.way, Way::Cut);
        let asked = *asked.lock().expect("nobody panicked");
        (visit.answer.expect_err("nobody answers"), asked)
    }

    fn manual(address: &str) -> Proxy {
        Proxy::Manual {
            address: ProxyAddress::parse(address).expect("an address"),
            credentials: None,
        }
    }

    fn address(ip: &str, is_up: bool) -> Address {
        let ip = ip.parse().expect("an address");
        Address { ip, is_up }
    }

    /// A port that nobody listens on.
    fn unused() -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("it is bound").port()
    }
}
