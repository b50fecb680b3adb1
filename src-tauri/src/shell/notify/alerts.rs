//! What is told besides ends, in words: what is wrong or near, its numbers, and what may be done about it.

use std::time::Duration;

use jiff::ZonedDateTime;
use monitor_core::alert::{About, Reason};
use monitor_core::{Alert, Fault, Target, Timestamp};

use super::{Mute, NAMED, Toast, Urgency, number};
use crate::shell::clock;
use crate::shell::menu::{self, Act, destination};
use crate::words::{Arg, Words};

impl Toast {
    /// `now` is this computer's time, in its zone. `None` where there is nothing to tell.
    pub(crate) fn of_alerts(alerts: &[Alert], words: &Words, now: &ZonedDateTime) -> Option<Self> {
        let (title, body, act) = match alerts {
            [] => return None,
            [Alert::Blind { fault, as_of }] => blind(*fault, *as_of, words, now),
            [Alert::ClockOff(skew)] => (
                clock::off(*skew, words),
                words.say("clock-next"),
                Act::OpenOverview,
            ),
            [Alert::Warned(about, reason)] => (
                title(about, *reason, words),
                body(about, *reason, words),
                destination(about.target),
            ),
            several => digest(several, words, now),
        };
        let mute = match alerts {
            [Alert::Warned(about, _)] => Some(Mute {
                label: words.say("notice-mute"),
                target: about.target,
            }),
            _ => None,
        };
        Some(Self {
            title,
            body,
            open: words.say(match act {
                Act::OpenHistory => "notice-open-history",
                Act::OpenOperation(_) => "notice-open",
                Act::SignIn => "menu-sign-in",
                Act::OpenOverview
                | Act::OpenSettings
                | Act::Pause(_)
                | Act::Quit
                | Act::SwitchTo(_) => "notice-open-overview",
            }),
            mute,
            ends: Vec::new(),
            urgency: Urgency::Normal,
            act,
        })
    }
}

/// Its fault in the tray's words, what comes next, and as of when what is shown is.
fn blind(
    fault: Fault,
    as_of: Option<Timestamp>,
    words: &Words,
    now: &ZonedDateTime,
) -> (String, String, Act) {
    let next = menu::next_step(fault, words);
    let known = menu::known(as_of, words, now);
    let act = match fault {
        Fault::SignedOut => Act::SignIn,
        Fault::Forbidden
        | Fault::Gone
        | Fault::Offline
        | Fault::Server { .. }
        | Fault::Throttled { .. }
        | Fault::Unreached
        | Fault::Proxy { .. }
        | Fault::Unreadable
        | Fault::Untrusted(_) => Act::OpenOverview,
    };
    (menu::blind(fault, words), format!("{known}\n{next}"), act)
}

fn title(about: &About, reason: Reason, words: &Words) -> String {
    let kind = words.operation_type(about.kind.as_ref(), about.label.as_deref());
    let kind = [("type", Arg::Text(&kind))];
    match reason {
        Reason::LikelyStale => words.say_with("alert-likely-stale", &kind),
        Reason::LongerThanUsual { .. } => words.say_with("alert-longer", &kind),
        Reason::PackExpires { remaining } => {
            let remaining = span(remaining, words);
            words.say_with("alert-expires", &[("remaining", Arg::Text(&remaining))])
        }
        Reason::ProgressStuck { .. } => words.say_with("alert-stuck", &kind),
    }
}

fn body(about: &About, reason: Reason, words: &Words) -> String {
    let place = whose(about, words);
    match detail(reason, words) {
        Some(detail) => format!("{place}\n{detail}"),
        None => place,
    }
}

/// The numbers, or what may be done.
fn detail(reason: Reason, words: &Words) -> Option<String> {
    match reason {
        Reason::LikelyStale => Some(words.say("next-step-stale")),
        Reason::LongerThanUsual { elapsed, p90 } => {
            let (elapsed, p90) = (span(elapsed, words), span(p90, words));
            let args = [("elapsed", Arg::Text(&elapsed)), ("p90", Arg::Text(&p90))];
            Some(words.say_with("alert-longer-detail", &args))
        }
        Reason::PackExpires { .. } => None,
        Reason::ProgressStuck {
            processed,
            total,
            unchanged,
        } => {
            let (processed, total) = (processed.to_string(), total.to_string());
            let unchanged = span(unchanged, words);
            let args = [
                ("processed", Arg::Text(&processed)),
                ("total", Arg::Text(&total)),
                ("unchanged", Arg::Text(&unchanged)),
            ];
            Some(words.say_with("alert-stuck-detail", &args))
        }
    }
}

fn digest(several: &[Alert], words: &Words, now: &ZonedDateTime) -> (String, String, Act) {
    let said = |alert: &Alert| match alert {
        Alert::Blind { fault, as_of } => blind(*fault, *as_of, words, now).0,
        Alert::ClockOff(skew) => clock::off(*skew, words),
        Alert::Warned(about, reason) => line(about, *reason, words),
    };
    let mut lines: Vec<_> = several.iter().take(NAMED).map(said).collect();
    if several.len() > NAMED {
        let count = Arg::Count(several.len() - NAMED);
        lines.push(words.say_with("notice-digest-more", &[("count", count)]));
    }
    let count = [("count", Arg::Count(several.len()))];
    let title = words.say_with("alert-digest", &count);
    (title, lines.join("\n"), Act::OpenHistory)
}

/// A warning among others: what it is of, where, and its numbers.
pub(super) fn line(about: &About, reason: Reason, words: &Words) -> String {
    let title = title(about, reason, words);
    let environment =
        place(about, words).unwrap_or_else(|| number(about.target, about.subject, words));
    let title = ("title", Arg::Text(&title));
    let environment = ("environment", Arg::Text(&environment));
    match numbers(reason, words) {
        Some(detail) => {
            let args = [title, environment, ("detail", Arg::Text(&detail))];
            words.say_with("alert-digest-line", &args)
        }
        None => words.say_with("notice-digest-line", &[title, environment]),
    }
}

/// What may be done is said where it is told alone.
fn numbers(reason: Reason, words: &Words) -> Option<String> {
    match reason {
        Reason::LikelyStale | Reason::PackExpires { .. } => None,
        Reason::LongerThanUsual { .. } | Reason::ProgressStuck { .. } => detail(reason, words),
    }
}

/// Its place and its number, as far as that may be said.
fn whose(about: &About, words: &Words) -> String {
    let Some(environment) = place(about, words) else {
        return number(about.target, about.subject, words);
    };
    let operation = words.operation(about.subject);
    let place = [
        ("environment", Arg::Text(&environment)),
        ("operation", Arg::Text(&operation)),
    ];
    let id = match about.target {
        Target::Operation(_) => "notice-body",
        Target::ReviewPack(_) => "notice-pack-body",
    };
    words.say_with(id, &place)
}

fn place(about: &About, words: &Words) -> Option<String> {
    words.place(about.environment.as_ref().map(|(_, name)| name.as_str()))
}

/// In the one unit that says enough, rounded to it.
fn span(duration: Duration, words: &Words) -> String {
    let seconds = duration.as_secs();
    let (id, unit) = match seconds {
        0..60 => ("span-seconds", 1),
        60..7_200 => ("span-minutes", 60),
        7_200..84_600 => ("span-hours", 3_600),
        84_600..88_200 => ("span-days", 86_400),
        88_200..172_800 => ("span-hours", 3_600),
        172_800.. => ("span-days", 86_400),
    };
    let count = usize::try_from((seconds + unit / 2) / unit).unwrap_or(usize::MAX);
    let count = count.max(1);
    words.say_with(id, &[("count", Arg::Count(count))])
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp as Instant;
    use monitor_core::operation_type::OperationType;
    use monitor_core::{Distrust, EnvironmentId, OperationId, Skew};

    use super::*;
    use crate::discretion::Discretion;
    use crate::slice::Language;

    const AS_OF: Timestamp = Timestamp::from_millis(1_795_860_000_000);

    fn now() -> ZonedDateTime {
        let at = Instant::from_millisecond(AS_OF.millis() + 120_000).expect("a time");
        at.to_zoned_datetime(jiff::tz::TimeZone::UTC)
    }

    fn toast(language: Language, alerts: &[Alert]) -> Toast {
        Toast::of_alerts(alerts, &Words::of(language), &now()).expect("there is something to tell")
    }

    fn operation(id: i64) -> About {
        About {
            target: Target::Operation(OperationId::new(id).expect("positive")),
            subject: id,
            kind: Some(OperationType::parse("policy.sync")),
            label: None,
            environment: EnvironmentId::new(3).map(|id| (id, "Contoso".into())),
        }
    }

    fn pack() -> About {
        About {
            target: Target::ReviewPack(EnvironmentId::new(3).expect("positive")),
            subject: 9,
            kind: None,
            ..operation(9)
        }
    }

    fn minutes(minutes: u64) -> Duration {
        Duration::from_secs(60 * minutes)
    }

    fn blind(fault: Fault, as_of: Option<Timestamp>) -> Alert {
        Alert::Blind { fault, as_of }
    }

    #[test]
    fn where_nobody_may_be_named_an_alert_has_numbers_types_and_spans() {
        let canary = |about: About| About {
            label: Some("Sync for Canary".into()),
            environment: EnvironmentId::new(3).map(|id| (id, "Canary".into())),
            ..about
        };
        let remaining = Duration::from_secs(7_200);
        let stale = Alert::Warned(canary(operation(421)), Reason::LikelyStale);
        let expires = Alert::Warned(canary(pack()), Reason::PackExpires { remaining });
        for language in [Language::En, Language::De] {
            let words = Words::of(language).with(Discretion::Nameless);
            for alerts in [
                vec![stale.clone()],
                vec![expires.clone()],
                vec![stale.clone(), expires.clone()],
            ] {
                let toast = Toast::of_alerts(&alerts, &words, &now()).expect("something to tell");
                let said = [toast.title, toast.body];
                let tells = said.iter().any(|text| text.contains("Canary"));
                assert!(!tells, "{said:?}");
            }
        }
    }

    #[test]
    fn an_operation_that_takes_long_says_the_numbers_and_leads_to_its_window() {
        let reason = Reason::LongerThanUsual {
            elapsed: minutes(47),
            p90: minutes(31),
        };
        let target = operation(421).target;
        let expected = Toast {
            title: "Policy sync takes longer than usual".into(),
            body: "Contoso · Operation #421\nActive for 47 minutes; 9 of 10 are done within 31 minutes.".into(),
            open: "Open operation".into(),
            mute: Some(Mute {
                label: "Mute".into(),
                target,
            }),
            ends: vec![],
            urgency: Urgency::Normal,
            act: destination(target),
        };
        let told = toast(Language::En, &[Alert::Warned(operation(421), reason)]);
        assert_eq!(told, expected);
    }

    #[test]
    fn what_stands_still_says_where_and_for_how_long() {
        let reason = Reason::ProgressStuck {
            processed: 1_234,
            total: 5_000,
            unchanged: minutes(16),
        };
        let told = toast(Language::De, &[Alert::Warned(operation(421), reason)]);
        assert_eq!(
            (told.title.as_str(), told.body.as_str()),
            (
                "Policy-Synchronisierung: kein Fortschritt",
                "Contoso · Vorgang #421\nSeit 16 Minuten bei 1234 von 5000."
            )
        );
    }

    #[test]
    fn what_is_likely_stale_says_what_to_do() {
        let told = toast(
            Language::En,
            &[Alert::Warned(operation(421), Reason::LikelyStale)],
        );
        assert_eq!(told.title, "Policy sync is likely stale");
        assert!(told.body.contains("Check in TenantAtlas"), "{}", told.body);
    }

    #[test]
    fn a_pack_says_how_long_it_will_be_there() {
        for (seconds, english, german) in [
            (3 * 86_400, "3 days", "3 Tagen"),
            (130_000, "36 hours", "36 Stunden"),
            (86_400, "1 day", "1 Tag"),
            (7_200, "2 hours", "2 Stunden"),
            (7_199, "120 minutes", "120 Minuten"),
            (60, "1 minute", "1 Minute"),
            (59, "59 seconds", "59 Sekunden"),
            (0, "1 second", "1 Sekunde"),
        ] {
            let remaining = Duration::from_secs(seconds);
            let alert = [Alert::Warned(pack(), Reason::PackExpires { remaining })];
            let titles = [Language::En, Language::De].map(|it| toast(it, &alert).title);
            let expected = [
                format!("Review pack expires in {english}"),
                format!("Review-Pack läuft in {german} ab"),
            ];
            assert_eq!(titles, expected);
            let told = toast(Language::En, &alert);
            assert_eq!(
                (told.body.as_str(), told.act),
                ("Contoso", Act::OpenOverview)
            );
        }
    }

    #[test]
    fn each_fault_of_the_server_has_its_own_words_and_its_own_next_step() {
        let retry_after = None;
        let faults = [
            Fault::Forbidden,
            Fault::Gone,
            Fault::Offline,
            Fault::Server { retry_after },
            Fault::SignedOut,
            Fault::Throttled { retry_after },
            Fault::Unreached,
            Fault::Unreadable,
            Fault::Untrusted(Distrust::Authority),
            Fault::Untrusted(Distrust::Expired),
            Fault::Untrusted(Distrust::Name),
            Fault::Untrusted(Distrust::NotYetValid),
        ];
        for language in [Language::De, Language::En] {
            let toasts = faults.map(|fault| toast(language, &[blind(fault, Some(AS_OF))]));
            let titles: std::collections::BTreeSet<_> =
                toasts.iter().map(|toast| toast.title.as_str()).collect();
            let bodies: std::collections::BTreeSet<_> =
                toasts.iter().map(|toast| toast.body.as_str()).collect();
            assert_eq!((titles.len(), bodies.len()), (faults.len(), faults.len()));
            assert!(toasts.iter().all(|toast| toast.mute.is_none()));
        }
    }

    #[test]
    fn a_server_that_does_not_answer_says_as_of_when_what_is_shown_is() {
        let day = 86_400_000;
        let yesterday = Timestamp::from_millis(AS_OF.millis() - day);
        for (as_of, known) in [
            (Some(AS_OF), "Everything active is shown as of 10:00."),
            (
                Some(yesterday),
                "Everything active is shown as of 2026-11-27 10:00.",
            ),
            (None, "No answer since the start."),
        ] {
            let told = toast(Language::En, &[blind(Fault::Unreached, as_of)]);
            let next = "The monitor keeps trying. Check the network or VPN.";
            let expected = Toast {
                title: "Not connected: server unreachable".into(),
                body: format!("{known}\n{next}"),
                open: "Open overview".into(),
                mute: None,
                ends: vec![],
                urgency: Urgency::Normal,
                act: Act::OpenOverview,
            };
            assert_eq!(told, expected);
        }
    }

    #[test]
    fn a_computer_without_a_network_blames_no_server_and_says_what_to_do() {
        for (language, title, next) in [
            (
                Language::En,
                "Not connected: no network",
                "This computer has no network. Connect it, and the monitor goes on by itself.",
            ),
            (
                Language::De,
                "Nicht verbunden: kein Netzwerk",
                "Dieser Computer hat kein Netzwerk. Verbinden Sie ihn, dann fragt der Monitor von selbst weiter.",
            ),
        ] {
            let told = toast(language, &[blind(Fault::Offline, Some(AS_OF))]);
            assert_eq!(told.title, title);
            assert!(told.body.ends_with(next), "{}", told.body);
            assert_eq!(told.act, Act::OpenOverview);
        }
    }

    #[test]
    fn a_clock_that_is_off_says_by_how_much_and_what_to_do() {
        let skew = Skew {
            ahead: false,
            by: minutes(7),
        };
        let expected = Toast {
            title: "This computer’s clock is 7 minutes behind the server’s.".into(),
            body: "Set this computer’s clock. Ages shown here go by the server’s.".into(),
            open: "Open overview".into(),
            mute: None,
            ends: vec![],
            urgency: Urgency::Normal,
            act: Act::OpenOverview,
        };
        assert_eq!(toast(Language::En, &[Alert::ClockOff(skew)]), expected);
    }

    #[test]
    fn signed_out_leads_to_signing_in() {
        let told = toast(Language::En, &[blind(Fault::SignedOut, None)]);
        assert_eq!(
            (told.title.as_str(), told.open.as_str(), told.act),
            ("Not signed in", "Sign in…", Act::SignIn)
        );
    }

    #[test]
    fn one_of_several_keeps_its_numbers() {
        let longer = Reason::LongerThanUsual {
            elapsed: minutes(47),
            p90: minutes(31),
        };
        let stuck = Reason::ProgressStuck {
            processed: 1_234,
            total: 5_000,
            unchanged: minutes(16),
        };
        let alerts = [(421, longer), (422, stuck)].map(|(id, it)| Alert::Warned(operation(id), it));
        let body = |language| toast(language, &alerts).body;
        assert_eq!(
            body(Language::En),
            "Policy sync takes longer than usual · Contoso: Active for 47 minutes; 9 of 10 are done within 31 minutes.\n\
             Policy sync makes no progress · Contoso: At 1234 of 5000 for 16 minutes."
        );
        assert_eq!(
            body(Language::De).lines().last(),
            Some(
                "Policy-Synchronisierung: kein Fortschritt · Contoso: Seit 16 Minuten bei 1234 von 5000."
            )
        );
    }

    #[test]
    fn several_are_one_toast_that_names_five() {
        let warned = |id| Alert::Warned(operation(id), Reason::LikelyStale);
        let told = toast(Language::En, &(1..=7).map(warned).collect::<Vec<_>>());
        assert_eq!(told.title, "7 warnings about what is watched");
        assert_eq!(told.body.lines().count(), 6);
        assert!(
            told.body
                .starts_with("Policy sync is likely stale · Contoso\n"),
            "{}",
            told.body
        );
        assert!(told.body.ends_with("and 2 more"), "{}", told.body);
        assert_eq!((told.mute, told.act), (None, Act::OpenHistory));
        assert_eq!(
            Toast::of_alerts(&[], &Words::of(Language::En), &now()),
            None
        );
    }
}
