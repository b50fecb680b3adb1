//! What of the settings belongs in the diagnostics: choices, and never a name or an address that was typed.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use monitor_client::ProxyAddress;
use monitor_core::Timestamp;
use monitor_setup::{ProxyMode, ProxySettings};

use super::{Facts, Text, lasting, listed, utc, yes_or_no};
use crate::managed;
use crate::slice::{QuietHours, RulesSlice};

pub(super) fn settings(text: &mut Text, facts: &Facts<'_>) {
    let settings = facts.settings;
    text.line("Watches while hidden", yes_or_no(settings.watch_quietly));
    text.line("Quiet interval", &lasting(settings.quiet_every()));
    let paused = settings.notifications_paused_until;
    let paused = paused.map(|until| utc(Timestamp::from_millis(until)));
    text.line("Paused until", paused.as_deref().unwrap_or("not paused"));
    text.line("Quiet hours", &quiet_hours(&settings.quiet_hours));
    text.line("Privacy mode", yes_or_no(settings.privacy));
    text.line("Not told", &silent(settings.rules));
    text.line(
        "Language, appearance",
        &format!("{:?}, {:?}", settings.language, settings.appearance),
    );
    let network = facts.managed.network(&settings.network);
    let is_set = facts.managed.proxy.is_some();
    text.line("Proxy", &proxy(&network.proxy, is_set));
    text.line("CA file", yes_or_no(network.ca_file.is_some()));
    text.line("Detailed logs", yes_or_no(facts.detailed));
    if let Some(file) = &facts.managed.file {
        text.line("Set by an administrator in", &file.display().to_string());
        text.line("Locked", &listed(&managed::slice(facts.managed).locked));
    }
    for problem in &facts.managed.problems {
        text.line("Wrong there", &facts.managed.sentence(problem));
    }
}

/// In which zones they are. What a file calls a zone may be anything, and is told where it is one.
fn quiet_hours(hours: &[QuietHours]) -> String {
    if hours.is_empty() {
        return "off".to_owned();
    }
    let zone = |hours: &QuietHours| {
        let zone = TimeZone::get(&hours.time_zone).ok();
        let name = zone.as_ref().and_then(TimeZone::iana_name);
        name.unwrap_or("the computer's zone").to_owned()
    };
    let zones: BTreeSet<_> = hours.iter().map(zone).collect();
    let zones: Vec<_> = zones.into_iter().collect();
    format!("on ({})", zones.join(", "))
}

/// By its scheme alone: its host may name a customer's network.
fn proxy(proxy: &ProxySettings, is_set: bool) -> String {
    let kind = match proxy.mode {
        ProxyMode::Manual => scheme(&proxy.address),
        ProxyMode::None => "none".to_owned(),
        ProxyMode::System => "the system's".to_owned(),
    };
    match (is_set, proxy.mode) {
        (true, _) => format!("{kind}, set by an administrator"),
        (false, ProxyMode::System) => kind,
        (false, ProxyMode::Manual | ProxyMode::None) => format!("{kind}, chosen"),
    }
}

fn scheme(address: &str) -> String {
    let address = ProxyAddress::parse(address).ok();
    let scheme = address.as_ref().and_then(|address| {
        let (scheme, _) = address.as_str().split_once("://")?;
        Some(scheme.to_owned())
    });
    scheme.unwrap_or_else(|| "no usable address".to_owned())
}

fn silent(rules: RulesSlice) -> String {
    let (operations, packs, alerts) = (rules.operations, rules.packs, rules.alerts);
    let all = [
        ("operation succeeded", operations.succeeded),
        (
            "operation partially succeeded",
            operations.partially_succeeded,
        ),
        ("operation blocked", operations.blocked),
        ("operation failed", operations.failed),
        ("operation cancelled", operations.cancelled),
        ("review pack ready", packs.ready),
        ("review pack failed", packs.failed),
        ("review pack expired", packs.expired),
        ("server unreachable", alerts.blind),
        ("operation likely stale", alerts.likely_stale),
        ("operation longer than usual", alerts.longer_than_usual),
        ("operation without progress", alerts.progress_stuck),
        ("review pack about to expire", alerts.pack_expires),
    ];
    let silent = all.iter().filter(|(_, told)| !told).map(|(name, _)| *name);
    let silent = silent.collect::<Vec<_>>().join(", ");
    if silent.is_empty() {
        "none".to_owned()
    } else {
        silent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(mode: &str, address: &str) -> ProxySettings {
        let proxy = serde_json::json!({ "mode": mode, "address": address, "user": "canary" });
        serde_json::from_value(proxy).expect("settings")
    }

    #[test]
    fn a_proxy_is_told_by_its_kind_and_by_who_chose_it() {
        let address = "socks5://canary.example.com:1080";
        for (mode, address, is_set, told) in [
            ("system", "", false, "the system's"),
            ("none", "", false, "none, chosen"),
            ("none", address, true, "none, set by an administrator"),
            ("manual", address, false, "socks5, chosen"),
            ("manual", "canary.example.com", false, "http, chosen"),
            ("manual", "canary://x", false, "no usable address, chosen"),
            ("system", "", true, "the system's, set by an administrator"),
            ("manual", address, true, "socks5, set by an administrator"),
        ] {
            assert_eq!(proxy(&of(mode, address), is_set), told);
        }
    }
}
