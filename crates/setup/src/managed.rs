//! What an administrator set for everyone on this computer: one file that its users cannot write, read at the start.
//!
//! Each value stands for itself: one that makes no sense is told by its line and left out, and the others hold.
//! Deliberately absent: what a value does, any write, and any word that is in the file.

mod file;
mod problem;
mod reading;

use std::path::{Path, PathBuf};

pub use problem::{Expected, Problem};

use crate::network::{NetworkSettings, ProxyMode, ProxySettings, ProxyUser};

/// What was set, value by value; none is the user's to choose.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Managed {
    /// The file it was read from; none where there is no such file.
    pub file: Option<PathBuf>,
    /// The gateway's address, as it was written.
    pub server: Option<String>,
    /// Certificates to trust besides the system's: an absolute path.
    pub ca_file: Option<PathBuf>,
    pub proxy: Option<ManagedProxy>,
    /// Whether pinned active targets are watched while every window is closed.
    pub watch_quietly: Option<bool>,
    /// Seconds between two quiet watches, within core's limits.
    pub quiet_seconds: Option<u64>,
    pub operations: ManagedOperations,
    pub packs: ManagedPacks,
    pub alerts: ManagedAlerts,
    /// In the order of their lines.
    pub problems: Vec<Problem>,
}

impl Managed {
    /// The way to the server that holds. A proxy that is set here is told the user that was chosen for it, and no other.
    #[must_use]
    pub fn network(&self, chosen: &NetworkSettings) -> NetworkSettings {
        let mut network = chosen.clone();
        if let Some(proxy) = &self.proxy {
            network.proxy = proxy.settings(chosen.managed_user.as_ref());
        }
        if let Some(file) = &self.ca_file {
            network.ca_file = Some(file.to_string_lossy().into_owned());
        }
        network
    }
}

impl ManagedProxy {
    fn settings(&self, told: Option<&ProxyUser>) -> ProxySettings {
        let (mode, address) = match self {
            Self::None => (ProxyMode::None, ""),
            Self::System => (ProxyMode::System, ""),
            Self::Manual { address } => (ProxyMode::Manual, address.as_str()),
        };
        let mut settings = ProxySettings::default();
        settings.mode = mode;
        address.clone_into(&mut settings.address);
        if mode == ProxyMode::Manual
            && let Some(told) = told.filter(|told| told.address == address)
        {
            settings.user.clone_from(&told.user);
        }
        settings
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ManagedProxy {
    /// None, whatever the system says.
    None,
    /// The system's.
    System,
    /// This one, as the client takes and writes it.
    Manual { address: String },
}

/// Which endings of operations raise a notification.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ManagedOperations {
    pub succeeded: Option<bool>,
    pub partially_succeeded: Option<bool>,
    pub blocked: Option<bool>,
    pub failed: Option<bool>,
    pub cancelled: Option<bool>,
}

/// Which endings of review packs raise a notification.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ManagedPacks {
    pub ready: Option<bool>,
    pub failed: Option<bool>,
    pub expired: Option<bool>,
}

/// What raises a notification besides endings.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ManagedAlerts {
    pub blind: Option<bool>,
    pub likely_stale: Option<bool>,
    pub longer_than_usual: Option<bool>,
    pub progress_stuck: Option<bool>,
    pub pack_expires: Option<bool>,
}

impl Managed {
    /// The machine's file. The other one is read only on a machine that has none, so that no argument gets around an
    /// administrator's.
    #[must_use]
    pub fn read(other: Option<&Path>) -> Self {
        let files = file::of_machine().into_iter();
        Self::first_of(files.chain(other.map(Path::to_owned)))
    }

    fn first_of(files: impl Iterator<Item = PathBuf>) -> Self {
        for file in files {
            if let Some(text) = file::text_of(&file) {
                let managed = match text {
                    Ok(text) => reading::read(&text),
                    Err(_) => Self::unreadable(),
                };
                return Self {
                    file: Some(file),
                    ..managed
                };
            }
        }
        Self::default()
    }

    fn unreadable() -> Self {
        Self {
            problems: vec![Problem {
                line: None,
                key: String::new(),
                expected: Expected::Readable,
            }],
            ..Self::default()
        }
    }

    /// A problem as one sentence, with file and line.
    #[must_use]
    pub fn sentence(&self, problem: &Problem) -> String {
        let file = self.file.as_deref().unwrap_or_else(|| Path::new(""));
        let line = problem.line.map(|line| format!(", line {line}"));
        let key = Some(problem.key.as_str()).filter(|key| !key.is_empty());
        let key = key.map(|key| format!("{key}: "));
        format!(
            "{}{}: {}{}.",
            file.display(),
            line.unwrap_or_default(),
            key.unwrap_or_default(),
            problem.expected
        )
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io;

    use monitor_client::{ProxyAddress, Server};

    use super::*;

    fn lines(managed: &Managed) -> Vec<String> {
        let problems = managed.problems.iter();
        problems
            .map(|problem| managed.sentence(problem))
            .map(|line| line.trim_start_matches(", ").to_owned())
            .collect()
    }

    #[test]
    fn what_is_set_holds_over_the_chosen_way_and_the_rest_stays_chosen() {
        let mut chosen = NetworkSettings::default();
        chosen.proxy.mode = ProxyMode::Manual;
        chosen.proxy.address = "http://own.example.com:3128".to_owned();
        chosen.proxy.user = "ann".to_owned();
        chosen.ca_file = Some("/home/ann/own.pem".to_owned());
        assert_eq!(Managed::default().network(&chosen), chosen);

        let address = "http://proxy.example.com:3128".to_owned();
        let set = Managed {
            proxy: Some(ManagedProxy::Manual { address }),
            ..Managed::default()
        };
        let holds = set.network(&chosen);
        assert_eq!(holds.proxy.address, "http://proxy.example.com:3128");
        assert_eq!(holds.proxy.user, "", "no other proxy is told the user");
        assert_eq!(holds.ca_file, chosen.ca_file);

        let set = Managed {
            proxy: Some(ManagedProxy::None),
            ca_file: Some("/etc/ssl/own.pem".into()),
            ..Managed::default()
        };
        let holds = set.network(&chosen);
        assert_eq!(holds.proxy.mode, ProxyMode::None);
        assert_eq!(holds.ca_file.as_deref(), Some("/etc/ssl/own.pem"));
    }

    #[test]
    fn a_proxy_that_is_set_is_told_the_user_that_was_chosen_for_it_and_no_other_is() {
        let mut chosen = NetworkSettings::default();
        chosen.managed_user = Some(ProxyUser {
            address: "http://proxy.example.com:3128".to_owned(),
            user: "bea".to_owned(),
        });
        let manual = |address: &str| ManagedProxy::Manual {
            address: address.to_owned(),
        };
        for (proxy, user) in [
            (manual("http://proxy.example.com:3128"), "bea"),
            (manual("http://other.example.com:3128"), ""),
            (ManagedProxy::None, ""),
            (ManagedProxy::System, ""),
        ] {
            let set = Managed {
                proxy: Some(proxy.clone()),
                ..Managed::default()
            };
            assert_eq!(set.network(&chosen).proxy.user, user, "{proxy:?}");
        }
        let own = Managed::default().network(&chosen);
        assert_eq!(own.proxy.user, "", "the user's own proxy is not told");
    }

    #[test]
    fn the_file_of_the_administrators_guide_is_understood_to_the_last_line() {
        let guide = include_str!("../../../docs/managed.md");
        let (_, after) = guide.split_once("```toml\n").expect("an example");
        let (example, _) = after.split_once("```").expect("the example's end");
        let told = Managed {
            file: None,
            server: Some("https://monitor.atlas.contoso.com".into()),
            ca_file: Some("/etc/ssl/certs/contoso-ca.pem".into()),
            proxy: Some(ManagedProxy::Manual {
                address: "http://proxy.contoso.com:3128".into(),
            }),
            watch_quietly: Some(true),
            quiet_seconds: Some(60),
            operations: ManagedOperations {
                succeeded: Some(false),
                partially_succeeded: Some(true),
                blocked: Some(true),
                failed: Some(true),
                cancelled: Some(true),
            },
            packs: ManagedPacks {
                ready: Some(true),
                failed: Some(true),
                expired: Some(true),
            },
            alerts: ManagedAlerts {
                blind: Some(true),
                likely_stale: Some(true),
                longer_than_usual: Some(false),
                progress_stuck: Some(true),
                pack_expires: Some(true),
            },
            problems: Vec::new(),
        };
        assert_eq!(reading::read(example), told);
    }

    #[test]
    fn what_makes_no_sense_is_told_by_its_line_and_the_rest_holds() {
        let managed = reading::read(
            "server = \"http://atlas.example.com\"\n\
             while_hidden = \"watch_quietly\"\n\
             quiet_seconds = 5\n\
             colour = \"teal\"\n\
             ca_file = \"contoso.pem\"\n\
             [proxy]\n\
             mode = \"manual\"\n\
             address = \"http://ann:canary@proxy.example.com\"\n\
             [rules.operations]\n\
             failed = true\n\
             stale = true\n\
             blocked = \"yes\"\n\
             [rules.packs]\n\
             ready = false\n",
        );
        assert_eq!(
            lines(&managed),
            [
                "line 1: server: expected an address that begins with https://.",
                "line 3: quiet_seconds: expected a whole number from 15 to 600.",
                "line 4: colour: there is no such setting.",
                "line 5: ca_file: expected the whole path of a file.",
                "line 8: proxy.address: expected an address such as http://proxy.example.com:3128, with no user, \
                 password or path.",
                "line 11: rules.operations.stale: there is no such setting.",
                "line 12: rules.operations.blocked: expected true or false.",
            ]
        );
        let expected = Managed {
            watch_quietly: Some(true),
            operations: ManagedOperations {
                failed: Some(true),
                ..ManagedOperations::default()
            },
            packs: ManagedPacks {
                ready: Some(false),
                ..ManagedPacks::default()
            },
            problems: managed.problems.clone(),
            ..Managed::default()
        };
        assert_eq!(managed, expected);
    }

    #[test]
    fn of_a_file_that_is_no_toml_nothing_holds_and_nothing_is_repeated() {
        let managed = reading::read("while_hidden = \"watch_quietly\"\nserver = canary\n");
        assert_eq!(lines(&managed), ["line 2: expected TOML."]);
        assert_eq!(managed.watch_quietly, None);
    }

    #[test]
    fn a_proxy_is_named_by_its_mode_and_has_an_address_where_it_is_manual() {
        for (text, proxy, told) in [
            ("mode = \"none\"", Some(ManagedProxy::None), None),
            ("mode = \"system\"", Some(ManagedProxy::System), None),
            (
                "mode = \"manual\"\naddress = \"socks5h://proxy.example.com:1080\"",
                Some(ManagedProxy::Manual {
                    address: "socks5h://proxy.example.com:1080".into(),
                }),
                None,
            ),
            ("mode = \"manual\"", None, Some(Expected::ProxyAddress)),
            ("mode = \"pac\"", None, Some(Expected::ProxyMode)),
            ("", None, Some(Expected::ProxyMode)),
        ] {
            let managed = reading::read(&format!("[proxy]\n{text}\n"));
            let problem = managed.problems.first().map(|problem| problem.expected);
            assert_eq!((managed.proxy, problem), (proxy, told), "{text}");
        }
    }

    #[test]
    fn the_client_takes_whatever_is_taken_here_and_nothing_else_is() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("managed.toml");
        let wrong = format!(
            "{}, line 3: proxy.address: {}.",
            path.display(),
            Expected::ProxyAddress
        );
        for (address, taken) in [
            ("proxy.example.com:3128", true),
            (" http://proxy.example.com:3128/ ", true),
            ("socks5://[2001:db8::1]:1080", true),
            ("http://proxy.example.com/path", false),
            ("http://proxy.example.com?x", false),
            ("http://ann@proxy.example.com", false),
            ("ftp://proxy.example.com", false),
            ("http://", false),
            ("", false),
        ] {
            let text = format!("[proxy]\nmode = \"manual\"\naddress = \"{address}\"\n");
            fs::write(&path, text)?;
            let managed = Managed::first_of([path.clone()].into_iter());
            let by_client = ProxyAddress::parse(address).ok();
            assert_eq!(by_client.is_some(), taken, "{address:?}");
            let by_client = by_client.map(|address| ManagedProxy::Manual {
                address: address.as_str().to_owned(),
            });
            assert_eq!(managed.proxy, by_client, "{address:?}");
            let told = if taken { vec![] } else { vec![wrong.clone()] };
            assert_eq!(lines(&managed), told, "{address:?}");
        }
        Ok(())
    }

    #[test]
    fn a_server_is_judged_as_the_client_judges_it() {
        for address in [
            "atlas.example.com",
            "https://atlas.example.com/monitor/",
            "http://127.0.0.1:8790",
            "http://atlas.example.com",
            "https://ann@atlas.example.com",
            "https://atlas.example.com?x",
            "ftp://atlas.example.com",
        ] {
            let managed = reading::read(&format!("server = \"{address}\"\n"));
            let by_client = Server::parse(address).is_ok();
            assert_eq!(managed.server.is_some(), by_client, "{address}");
        }
    }

    #[test]
    fn the_first_file_that_is_there_is_the_only_one_that_counts() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let [machine, other] = ["machine.toml", "other.toml"].map(|name| folder.path().join(name));
        let read = || Managed::first_of([machine.clone(), other.clone()].into_iter());
        assert_eq!(read(), Managed::default());

        fs::write(&other, "quiet_seconds = 15\n")?;
        assert_eq!(
            (read().file, read().quiet_seconds),
            (Some(other.clone()), Some(15))
        );
        fs::write(&machine, "")?;
        assert_eq!(
            (read().file, read().quiet_seconds),
            (Some(machine.clone()), None)
        );
        Ok(())
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        // A folder of its name is there, and is no text.
        let managed = Managed::first_of([folder.path().to_owned()].into_iter());
        let place = folder.path().display();
        assert_eq!(
            lines(&managed),
            [format!("{place}: expected a file that can be read.")]
        );
        Ok(())
    }
}
