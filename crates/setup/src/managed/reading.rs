//! From the file's text to its values. Each is taken or told, one after the other.

use std::path::PathBuf;

use monitor_client::{ProxyAddress, Server};
use monitor_core::cadence;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{
    Expected, Managed, ManagedAlerts, ManagedOperations, ManagedPacks, ManagedProxy, Problem,
};

type Settings<'v, 'i> = Vec<(&'v Spanned<DeString<'i>>, &'v Spanned<DeValue<'i>>)>;

pub(super) fn read(text: &str) -> Managed {
    let mut reading = Reading {
        text,
        found: Managed::default(),
    };
    match DeTable::parse(text) {
        Ok(table) => reading.take(table.get_ref()),
        Err(error) => {
            let start = error.span().map_or(0, |span| span.start);
            reading.tell(start, String::new(), Expected::Toml);
        }
    }
    reading.found.problems.sort_by_key(|problem| problem.line);
    reading.found
}

struct Reading<'a> {
    text: &'a str,
    found: Managed,
}

impl Reading<'_> {
    fn take(&mut self, settings: &DeTable<'_>) {
        for (name, value) in settings {
            match &**name.get_ref() {
                "ca_file" => self.found.ca_file = self.one("ca_file", value, Expected::File, file),
                "proxy" => self.found.proxy = self.proxy(value),
                "quiet_seconds" => {
                    self.found.quiet_seconds =
                        self.one("quiet_seconds", value, Expected::Seconds, seconds);
                }
                "rules" => self.rules(value),
                "server" => {
                    self.found.server = self.one("server", value, Expected::Address, server);
                }
                "while_hidden" => {
                    self.found.watch_quietly =
                        self.one("while_hidden", value, Expected::WhileHidden, quietly);
                }
                unknown => self.tell(name.span().start, unknown.to_owned(), Expected::Nothing),
            }
        }
    }

    fn rules(&mut self, value: &Spanned<DeValue<'_>>) {
        for (name, switches) in self.below("rules", value) {
            match &**name.get_ref() {
                "alerts" => {
                    let rules = ManagedAlerts::default();
                    self.found.alerts = self.switches("rules.alerts", switches, rules, alert_rule);
                }
                "operations" => {
                    let rules = ManagedOperations::default();
                    self.found.operations =
                        self.switches("rules.operations", switches, rules, operation_rule);
                }
                "packs" => {
                    let rules = ManagedPacks::default();
                    self.found.packs = self.switches("rules.packs", switches, rules, pack_rule);
                }
                unknown => {
                    self.tell(
                        name.span().start,
                        format!("rules.{unknown}"),
                        Expected::Nothing,
                    );
                }
            }
        }
    }

    fn switches<R>(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        mut rules: R,
        rule_of: for<'r> fn(&'r mut R, &str) -> Option<&'r mut Option<bool>>,
    ) -> R {
        for (name, switch) in self.below(key, value) {
            let key = format!("{key}.{}", name.get_ref());
            match rule_of(&mut rules, name.get_ref()) {
                Some(rule) => *rule = self.one(&key, switch, Expected::Switch, on),
                None => self.tell(name.span().start, key, Expected::Nothing),
            }
        }
        rules
    }

    /// A manual one has an address, and only with it is it one.
    fn proxy(&mut self, value: &Spanned<DeValue<'_>>) -> Option<ManagedProxy> {
        let start = value.span().start;
        let (mut mode, mut address, mut told) = (None, None, false);
        let settings = self.below("proxy", value);
        value.get_ref().as_table()?;
        for (name, value) in settings {
            let before = self.found.problems.len();
            match &**name.get_ref() {
                "address" => {
                    address = self.one(
                        "proxy.address",
                        value,
                        Expected::ProxyAddress,
                        proxy_address,
                    );
                }
                "mode" => mode = self.one("proxy.mode", value, Expected::ProxyMode, proxy_mode),
                unknown => {
                    self.tell(
                        name.span().start,
                        format!("proxy.{unknown}"),
                        Expected::Nothing,
                    );
                    continue;
                }
            }
            told |= self.found.problems.len() > before;
        }
        match (mode, address) {
            (Some(Mode::None), _) => Some(ManagedProxy::None),
            (Some(Mode::System), _) => Some(ManagedProxy::System),
            (Some(Mode::Manual), Some(address)) => Some(ManagedProxy::Manual { address }),
            // What is wrong was told where it is written; what is missing is told here.
            (Some(Mode::Manual) | None, _) if told => None,
            (Some(Mode::Manual), None) => {
                self.tell(start, "proxy.address".to_owned(), Expected::ProxyAddress);
                None
            }
            (None, _) => {
                self.tell(start, "proxy.mode".to_owned(), Expected::ProxyMode);
                None
            }
        }
    }

    /// The settings below a name; none where it has a value instead.
    fn below<'v, 'i>(&mut self, key: &str, value: &'v Spanned<DeValue<'i>>) -> Settings<'v, 'i> {
        let Some(table) = value.get_ref().as_table() else {
            self.tell(value.span().start, key.to_owned(), Expected::Table);
            return Vec::new();
        };
        table.iter().collect()
    }

    fn one<T>(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        expected: Expected,
        take: impl FnOnce(&DeValue<'_>) -> Option<T>,
    ) -> Option<T> {
        let taken = take(value.get_ref());
        if taken.is_none() {
            self.tell(value.span().start, key.to_owned(), expected);
        }
        taken
    }

    fn tell(&mut self, start: usize, key: String, expected: Expected) {
        let before = self.text.as_bytes().iter().take(start);
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        self.found.problems.push(Problem {
            line: Some(line),
            key,
            expected,
        });
    }
}

fn alert_rule<'r>(rules: &'r mut ManagedAlerts, name: &str) -> Option<&'r mut Option<bool>> {
    match name {
        "blind" => Some(&mut rules.blind),
        "likely_stale" => Some(&mut rules.likely_stale),
        "longer_than_usual" => Some(&mut rules.longer_than_usual),
        "pack_expires" => Some(&mut rules.pack_expires),
        "progress_stuck" => Some(&mut rules.progress_stuck),
        _ => None,
    }
}

fn operation_rule<'r>(
    rules: &'r mut ManagedOperations,
    name: &str,
) -> Option<&'r mut Option<bool>> {
    match name {
        "blocked" => Some(&mut rules.blocked),
        "cancelled" => Some(&mut rules.cancelled),
        "failed" => Some(&mut rules.failed),
        "partially_succeeded" => Some(&mut rules.partially_succeeded),
        "succeeded" => Some(&mut rules.succeeded),
        _ => None,
    }
}

fn pack_rule<'r>(rules: &'r mut ManagedPacks, name: &str) -> Option<&'r mut Option<bool>> {
    match name {
        "expired" => Some(&mut rules.expired),
        "failed" => Some(&mut rules.failed),
        "ready" => Some(&mut rules.ready),
        _ => None,
    }
}

enum Mode {
    Manual,
    None,
    System,
}

fn on(value: &DeValue<'_>) -> Option<bool> {
    value.as_bool()
}

fn file(value: &DeValue<'_>) -> Option<PathBuf> {
    let path = PathBuf::from(value.as_str()?);
    path.is_absolute().then_some(path)
}

fn seconds(value: &DeValue<'_>) -> Option<u64> {
    let written = value.as_integer()?;
    let seconds = u64::from_str_radix(written.as_str(), written.radix()).ok()?;
    let within = cadence::QUIET_MIN.as_secs()..=cadence::QUIET_MAX.as_secs();
    within.contains(&seconds).then_some(seconds)
}

fn quietly(value: &DeValue<'_>) -> Option<bool> {
    match value.as_str()? {
        "suspend_completely" => Some(false),
        "watch_quietly" => Some(true),
        _ => None,
    }
}

fn proxy_mode(value: &DeValue<'_>) -> Option<Mode> {
    match value.as_str()? {
        "manual" => Some(Mode::Manual),
        "none" => Some(Mode::None),
        "system" => Some(Mode::System),
        _ => None,
    }
}

/// As the client takes one, and as it writes it.
fn proxy_address(value: &DeValue<'_>) -> Option<String> {
    let address = ProxyAddress::parse(value.as_str()?).ok()?;
    Some(address.as_str().to_owned())
}

/// As the client takes one: encrypted, but for a server on this computer.
fn server(value: &DeValue<'_>) -> Option<String> {
    let text = value.as_str()?.trim();
    Server::parse(text).is_ok().then(|| text.to_owned())
}
