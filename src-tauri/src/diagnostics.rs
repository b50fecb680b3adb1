//! The text about the app that its user may pass on: a pure function of what the controller has. It carries ids, the
//! server's host and the app's own log lines; no user, no customer, no operation's words, and no token. It is in English,
//! as the logs in it are: whoever supports the app reads it.

mod settings;

use std::fmt::Write;
use std::time::Duration;

use monitor_core::account::Health;
use monitor_core::view::Pinned;
use monitor_core::{Timestamp, View};
use monitor_setup::Managed;

use crate::settings::Settings;
use crate::slice::Warning;
use settings::settings;

pub(crate) struct Facts<'a> {
    /// On this computer's clock.
    pub(crate) at: jiff::Timestamp,
    pub(crate) machine: Machine,
    /// Whether some tray host shows the icon.
    pub(crate) in_tray: bool,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) session: Option<SessionFacts>,
    pub(crate) view: Option<&'a View>,
    /// Those that hold.
    pub(crate) settings: &'a Settings,
    pub(crate) detailed: bool,
    pub(crate) managed: &'a Managed,
    /// The last lines of the logs, the oldest first.
    pub(crate) lines: Vec<String>,
}

/// What the app's surroundings call themselves.
pub(crate) struct Machine {
    pub(crate) system: String,
    pub(crate) desktop: Option<String>,
    pub(crate) session: Option<String>,
}

pub(crate) struct SessionFacts {
    pub(crate) account: String,
    pub(crate) host: String,
    pub(crate) demo: bool,
    /// Whether the ledger is a file.
    pub(crate) on_disk: bool,
    /// Whether its requests go through a proxy, whoever chose that.
    pub(crate) by_proxy: bool,
}

impl Machine {
    /// As the environment and the system's own files say.
    pub(crate) fn of_this_process() -> Self {
        let said = |name: &str| std::env::var(name).ok().filter(|said| !said.is_empty());
        let (os, processor) = (std::env::consts::OS, std::env::consts::ARCH);
        let name = std::fs::read_to_string("/etc/os-release").ok();
        let name = name.as_deref().and_then(pretty_name);
        Self {
            system: name.map_or_else(
                || format!("{os} {processor}"),
                |name| format!("{name} ({os} {processor})"),
            ),
            desktop: said("XDG_CURRENT_DESKTOP"),
            session: said("XDG_SESSION_TYPE"),
        }
    }
}

fn pretty_name(release: &str) -> Option<&str> {
    let mut lines = release.lines();
    let name = lines.find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(name.trim_matches('"'))
}

pub(crate) fn text(facts: &Facts<'_>) -> String {
    let machine = &facts.machine;
    let mut text = Text::default();
    text.line(
        "TenantAtlas Monitor",
        &format!("{}, {}", env!("CARGO_PKG_VERSION"), facts.at),
    );
    text.line("System", &machine.system);
    text.line("Desktop", or_unknown(machine.desktop.as_deref()));
    text.line("Session type", or_unknown(machine.session.as_deref()));
    text.line("Tray icon", yes_or_no(facts.in_tray));
    text.line("Warnings", &listed(&facts.warnings));
    account(&mut text, facts);
    settings(&mut text, facts);
    text.0.push_str("\nLast log lines:\n");
    for line in &facts.lines {
        text.0.push_str(line);
        text.0.push('\n');
    }
    text.0
}

fn account(text: &mut Text, facts: &Facts<'_>) {
    let Some(session) = &facts.session else {
        text.line("Account", "none");
        return;
    };
    let demo = if session.demo { " (demo)" } else { "" };
    text.line("Account", &format!("{}{demo}", session.account));
    text.line("Server", &session.host);
    text.line("Reached through a proxy", yes_or_no(session.by_proxy));
    text.line("Ledger is a file", yes_or_no(session.on_disk));
    let Some(view) = facts.view else {
        return;
    };
    text.line("Connection", &connection(view));
    text.line("Held watches", yes_or_no(!view.plain_watches));
    text.line(
        "Server's clock is ahead by",
        &seconds(view.clock_offset_millis),
    );
    text.line("Shown", &counts(view));
    text.line("Kept quiet", &kept_quiet(view));
}

fn connection(view: &View) -> String {
    let as_of = view.as_of.map(|at| format!(", as of {}", utc(at)));
    let health = match view.health {
        Health::Blind(fault) => format!("blind ({fault:?})"),
        Health::Connecting => "connecting".to_owned(),
        Health::Ok => "ok".to_owned(),
    };
    format!("{health}{}", as_of.unwrap_or_default())
}

fn counts(view: &View) -> String {
    let pinned_packs = view.pinned.iter().filter(|pinned| match pinned {
        Pinned::Operation(_) => false,
        Pinned::ReviewPack(_) => true,
    });
    format!(
        "{} pinned ({} of them review packs), {} watched, {} need attention; in the lists {} active, {} for attention, {} \
         ended; {} environments",
        view.pinned.len(),
        pinned_packs.count(),
        view.summary.watched,
        view.summary.attention,
        view.active.total,
        view.attention.total,
        view.recent.total,
        view.packs.len()
    )
}

fn kept_quiet(view: &View) -> String {
    let muted = view.pinned.iter().filter(|pinned| match pinned {
        Pinned::Operation(row) => row.muted,
        Pinned::ReviewPack(card) => card.muted,
    });
    format!(
        "{} snoozes, {} pins muted, {} environments muted",
        view.snoozes.len(),
        muted.count(),
        view.muted_environments.len()
    )
}

#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, name: &str, said: &str) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.0, "{name}: {said}");
    }
}

/// Words of the contract, one after the other.
fn listed<T: std::fmt::Debug>(words: &[T]) -> String {
    if words.is_empty() {
        return "none".to_owned();
    }
    let words: Vec<_> = words.iter().map(|word| format!("{word:?}")).collect();
    words.join(", ")
}

fn or_unknown(said: Option<&str>) -> &str {
    said.unwrap_or("unknown")
}

const fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

fn lasting(span: Duration) -> String {
    format!("{} s", span.as_secs())
}

fn seconds(millis: i64) -> String {
    format!("{} s", millis / 1000)
}

fn utc(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(at.millis());
    at.map_or_else(|_| "unknown".to_owned(), |at| at.to_string())
}

#[cfg(test)]
mod tests {
    use monitor_core::{Moment, Monitor, Now};

    use super::*;
    use crate::slice::QuietHours;

    const NOW: Timestamp = Timestamp::from_millis(1_795_862_520_000);

    fn facts<'a>(settings: &'a Settings, managed: &'a Managed) -> Facts<'a> {
        Facts {
            at: jiff::Timestamp::from_millisecond(NOW.millis()).expect("a time"),
            machine: Machine {
                system: "Debian GNU/Linux 12 (bookworm) (linux x86_64)".to_owned(),
                desktop: Some("XFCE".to_owned()),
                session: None,
            },
            in_tray: true,
            warnings: vec![Warning::KeyringUnavailable, Warning::ManagedUnreadable],
            session: None,
            view: None,
            settings,
            detailed: false,
            managed,
            lines: vec!["2026-11-28T10:42:00Z  INFO monitor_driver: said".to_owned()],
        }
    }

    /// In a zone that the file may name as it likes.
    fn quiet_in(zone: &str) -> QuietHours {
        QuietHours {
            account: Some("a1b2".to_owned()),
            days: Vec::new(),
            from: 0,
            to: 0,
            time_zone: zone.to_owned(),
            environments: Some(vec![3]),
            failures_break_through: false,
        }
    }

    #[test]
    fn without_a_session_it_tells_of_the_computer_the_settings_and_the_logs() {
        let mut settings = Settings::default();
        settings.rules.operations.succeeded = false;
        let text = text(&facts(&settings, &Managed::default()));
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            text,
            format!(
                "TenantAtlas Monitor: {version}, 2026-11-28T10:42:00Z\n\
                 System: Debian GNU/Linux 12 (bookworm) (linux x86_64)\n\
                 Desktop: XFCE\n\
                 Session type: unknown\n\
                 Tray icon: yes\n\
                 Warnings: KeyringUnavailable, ManagedUnreadable\n\
                 Account: none\n\
                 Watches while hidden: yes\n\
                 Quiet interval: 30 s\n\
                 Paused until: not paused\n\
                 Quiet hours: off\n\
                 Privacy mode: no\n\
                 Not told: operation succeeded\n\
                 Language, appearance: System, System\n\
                 Proxy: the system's\n\
                 CA file: no\n\
                 Detailed logs: no\n\
                 \n\
                 Last log lines:\n\
                 2026-11-28T10:42:00Z  INFO monitor_driver: said\n"
            )
        );
    }

    #[test]
    fn of_a_session_it_tells_ids_host_and_counts_and_nobodys_name() {
        let network = serde_json::json!({
            "proxy": {
                "mode": "manual",
                "address": "https://canary.example.com:3128",
                "user": "canary",
            },
            "ca_file": "/home/canary/ca.pem",
        });
        let settings = Settings {
            // The address last typed may be anyone's.
            last_server: "https://canary.example.com".to_owned(),
            network: serde_json::from_value(network).expect("settings"),
            quiet_hours: vec![quiet_in("Europe/Berlin"), quiet_in("canary")],
            privacy: true,
            ..Settings::default()
        };
        let managed = Managed {
            file: Some("/etc/tenantatlas-monitor/managed.toml".into()),
            quiet_seconds: Some(60),
            ..Managed::default()
        };
        let now = Now {
            moment: Moment::from_origin(Duration::ZERO),
            wall: NOW,
        };
        let monitor = Monitor::new(settings.for_monitor(NOW), Vec::new(), Vec::new(), 7, now);
        let mut view = monitor.view(now);
        view.user = Some("canary".to_owned());
        let facts = Facts {
            session: Some(SessionFacts {
                account: "a1b2".to_owned(),
                host: "atlas.example.com".to_owned(),
                demo: false,
                on_disk: true,
                by_proxy: true,
            }),
            view: Some(&view),
            ..facts(&settings, &managed)
        };
        let text = text(&facts);
        for line in [
            "Account: a1b2",
            "Server: atlas.example.com",
            "Reached through a proxy: yes",
            "Ledger is a file: yes",
            "Connection: connecting",
            "Kept quiet: 0 snoozes, 0 pins muted, 0 environments muted",
            "Quiet hours: on (Europe/Berlin, the computer's zone)",
            "Privacy mode: yes",
            "Proxy: https, chosen",
            "CA file: yes",
            "Set by an administrator in: /etc/tenantatlas-monitor/managed.toml",
            "Locked: QuietSeconds",
        ] {
            assert!(text.lines().any(|told| told == line), "{line}\n{text}");
        }
        assert!(
            text.contains("Shown: 0 pinned (0 of them review packs)"),
            "{text}"
        );
        assert!(!text.contains("canary"), "{text}");
    }

    #[test]
    fn the_system_is_called_as_it_calls_itself() {
        let release = "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";
        assert_eq!(pretty_name(release), Some("Debian GNU/Linux 12 (bookworm)"));
        assert_eq!(pretty_name("ID=other\n"), None);
    }
}
