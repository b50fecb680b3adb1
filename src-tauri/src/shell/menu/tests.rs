use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use monitor_core::account::Health;
use monitor_core::operation_type::OperationType;
use monitor_core::ports::Seen;
use monitor_core::run::{Freshness, Initiator, Outcome, Problem, Progress, Run, Status};
use monitor_core::view::{Context, Known, ListView, PackCard, Refresh, Row, Summary};
use monitor_core::{
    Distrust, EnvironmentId, Pack, PackId, PackStatus, Rules, Skew, Timestamp, WorkspaceId,
};

use super::*;
use crate::discretion::Discretion;
use crate::shell::tray::Look;
use crate::slice::Language;

/// Saturday, 28 November 2026, 10:42 UTC.
const NOW: Timestamp = Timestamp::from_millis(1_795_862_520_000);

fn row(id: i64, status: &str, outcome: &str) -> Pinned {
    let seen = Seen {
        subject: id,
        kind: Some(OperationType::parse("policy.sync")),
        label: None,
        workspace: (WorkspaceId::new(1).expect("positive"), "Northwind".into()),
        environment: None,
        status: status.into(),
        outcome: outcome.into(),
        ended_at: None,
    };
    Pinned::Operation(Row {
        id: OperationId::new(id).expect("positive"),
        pinned: true,
        muted: false,
        known: Known::Seen(seen),
        refresh: Refresh::Settled,
        context: Context::NotAsked,
    })
}

fn under_way(progress: Progress, started_at: Timestamp) -> Pinned {
    let run = Run {
        id: OperationId::new(2).expect("positive"),
        workspace: (WorkspaceId::new(1).expect("positive"), "Northwind".into()),
        environment: None,
        kind: OperationType::parse("policy.sync"),
        label: None,
        status: Status::Running,
        outcome: Outcome::Pending,
        freshness: Freshness::FreshActive,
        problem: Problem::None,
        initiator: Initiator {
            name: "Scheduler".into(),
            system: true,
        },
        counts: BTreeMap::new(),
        progress,
        failures: Vec::new(),
        expected: None,
        review_pack: None,
        web_url: None,
        created_at: started_at,
        started_at: Some(started_at),
        completed_at: None,
    };
    Pinned::Operation(Row {
        id: run.id,
        pinned: true,
        muted: false,
        known: Known::Run(Arc::new(run)),
        refresh: Refresh::Settled,
        context: Context::NotAsked,
    })
}

fn pack(id: i64, status: PackStatus) -> Pinned {
    let pack = Pack {
        id: PackId::new(id).expect("positive"),
        status,
        size: None,
        sha256: None,
        failure: None,
        web_url: None,
        created_at: NOW,
        generated_at: None,
        expires_at: None,
    };
    Pinned::ReviewPack(PackCard {
        environment: EnvironmentId::new(id).expect("positive"),
        environment_name: format!("Contoso {id}"),
        workspace_name: "Northwind".into(),
        pinned: true,
        muted: false,
        state: PackState::Known(pack),
        refresh: Refresh::Settled,
    })
}

pub(crate) fn view(pinned: Vec<Pinned>, summary: Summary, health: Health) -> View {
    View {
        user: None,
        health,
        as_of: None,
        plain_watches: false,
        clock_offset_millis: 0,
        clock_off: None,
        summary,
        pinned,
        active: ListView::default(),
        attention: ListView::default(),
        recent: ListView::default(),
        packs: Vec::new(),
        search: None,
        quiet: true,
        muted_environments: Vec::new(),
        snoozes: BTreeMap::new(),
        paused_until: None,
        rules: Rules::default(),
        inspection: None,
    }
}

const CALM: Summary = Summary {
    worst: Worst::Idle,
    watched: 0,
    attention: 0,
};

fn made(view: Option<&View>, words: &Words) -> Menu {
    let now = jiff::Timestamp::from_millisecond(NOW.millis()).expect("a time");
    let accounts = Accounts::alone(view);
    menu(accounts, words, &now.to_zoned_datetime(TimeZone::UTC))
}

fn labels(menu: &Menu) -> Vec<String> {
    let label = |entry: &Entry| match entry {
        Entry::Item { label, .. } => label.clone(),
        Entry::Separator => "—".into(),
        Entry::Submenu { label, .. } => format!("{label} ▸"),
    };
    menu.entries.iter().map(label).collect()
}

#[test]
fn with_nothing_active_it_says_nothing_watched_and_never_that_all_is_well() {
    let words = Words::of(Language::En);
    let menu = made(Some(&view(Vec::new(), CALM, Health::Ok)), &words);
    assert_eq!(
        labels(&menu),
        [
            "Nothing watched",
            "—",
            "Open overview",
            "Pause notifications ▸",
            "Settings",
            "—",
            "Quit"
        ]
    );
}

#[test]
fn what_needs_someone_comes_first_then_what_is_under_way() {
    let words = Words::of(Language::En);
    let pinned = vec![
        row(1, "completed", "succeeded"),
        row(2, "running", "pending"),
        row(3, "completed", "failed"),
    ];
    let summary = Summary {
        worst: Worst::Attention,
        watched: 1,
        attention: 1,
    };
    let menu = made(Some(&view(pinned, summary, Health::Ok)), &words);
    let expected = [
        "1 pinned needs attention · 1 watched",
        "—",
        "Operation #3 · Policy sync · Workspace-wide · Failed",
        "Operation #2 · Policy sync · Workspace-wide · Running",
        "Operation #1 · Policy sync · Workspace-wide · Succeeded",
    ];
    assert_eq!(labels(&menu)[..5], expected);
}

#[test]
fn a_failed_review_pack_comes_before_calm_operations() {
    let pinned = vec![
        row(1, "completed", "succeeded"),
        pack(5, PackStatus::Ready),
        pack(6, PackStatus::Generating),
        row(2, "running", "pending"),
        pack(7, PackStatus::Failed),
    ];
    let menu = made(
        Some(&view(pinned, CALM, Health::Ok)),
        &Words::of(Language::En),
    );
    let expected = [
        "Review pack · Contoso 7 · Failed",
        "Review pack · Contoso 6 · Generating",
        "Operation #2 · Policy sync · Workspace-wide · Running",
        "Operation #1 · Policy sync · Workspace-wide · Succeeded",
        "Review pack · Contoso 5 · Ready",
    ];
    assert_eq!(labels(&menu)[2..7], expected);
}

#[test]
fn what_cannot_be_seen_comes_after_what_is_under_way() {
    let mut gone = row(1, "running", "pending");
    if let Pinned::Operation(row) = &mut gone {
        row.known = Known::Gone;
    }
    let pinned = vec![gone, row(2, "running", "pending")];
    let menu = made(
        Some(&view(pinned, CALM, Health::Ok)),
        &Words::of(Language::En),
    );
    let expected = [
        "Operation #2 · Policy sync · Workspace-wide · Running",
        "Operation #1 · not available",
    ];
    assert_eq!(labels(&menu)[2..4], expected);
}

#[test]
fn what_is_under_way_says_how_far_it_is_or_since_when() {
    let line = |language, progress, started_at| {
        let view = View {
            as_of: Some(NOW),
            ..view(vec![under_way(progress, started_at)], CALM, Health::Ok)
        };
        let mut labels = labels(&made(Some(&view), &Words::of(language)));
        labels.swap_remove(2)
    };
    let counted = Progress::Counted {
        processed: 37,
        total: 120,
    };
    let minute = Duration::from_secs(60);
    let (earlier, another_day) = (NOW.before(17 * minute), NOW.before(24 * 60 * minute));
    for (language, progress, at, expected) in [
        (
            Language::En,
            counted.clone(),
            earlier,
            "▰▰▰▱▱▱▱▱▱▱ 37 of 120",
        ),
        (Language::De, counted, earlier, "▰▰▰▱▱▱▱▱▱▱ 37 von 120"),
        (Language::En, Progress::Activity, earlier, "since 10:25"),
        (Language::De, Progress::None, earlier, "seit 10:25"),
        (
            Language::En,
            Progress::None,
            another_day,
            "since 27 Nov, 10:42",
        ),
        (
            Language::De,
            Progress::Activity,
            another_day,
            "seit 27. Nov., 10:42",
        ),
    ] {
        let said = line(language, progress, at);
        assert_eq!(said.rsplit(" · ").next(), Some(expected), "{said}");
    }
}

#[test]
fn the_menu_speaks_the_language_it_is_given() {
    let words = Words::of(Language::De);
    let pinned = vec![row(3, "completed", "failed"), row(2, "running", "pending")];
    let summary = Summary {
        worst: Worst::Attention,
        watched: 1,
        attention: 1,
    };
    let menu = made(Some(&view(pinned, summary, Health::Ok)), &words);
    assert_eq!(
        labels(&menu),
        [
            "Angeheftet: 1 mit Handlungsbedarf · 1 beobachtet",
            "—",
            "Vorgang #3 · Policy-Synchronisierung · Arbeitsbereichsweit · Fehlgeschlagen",
            "Vorgang #2 · Policy-Synchronisierung · Arbeitsbereichsweit · Wird ausgeführt",
            "—",
            "Übersicht öffnen",
            "Benachrichtigungen pausieren ▸",
            "Einstellungen",
            "—",
            "Beenden"
        ]
    );
}

#[test]
fn at_most_ten_are_named() {
    let words = Words::of(Language::En);
    let pinned = (1..=12).map(|id| row(id, "running", "pending")).collect();
    let menu = made(Some(&view(pinned, CALM, Health::Ok)), &words);
    let labels = labels(&menu);
    assert_eq!(
        labels
            .iter()
            .filter(|label| label.starts_with("Operation #"))
            .count(),
        10
    );
    assert!(labels.contains(&"and 2 more".to_owned()), "{labels:?}");
}

#[test]
fn blind_says_what_is_wrong_and_signed_out_offers_to_sign_in() {
    let words = Words::of(Language::En);
    let line = |fault| summary(Some(&view(Vec::new(), CALM, Health::Blind(fault))), &words);
    assert_eq!(line(Fault::Offline), "Not connected: no network");
    assert_eq!(line(Fault::Unreached), "Not connected: server unreachable");
    assert_eq!(
        line(Fault::Untrusted(Distrust::Authority)),
        "Not connected: certificate not trusted"
    );
    assert_eq!(
        line(Fault::Untrusted(Distrust::Expired)),
        "Not connected: certificate has expired"
    );
    assert_eq!(line(Fault::SignedOut), "Not signed in");
    let signed_out = view(Vec::new(), CALM, Health::Blind(Fault::SignedOut));
    assert!(labels(&made(Some(&signed_out), &words)).contains(&"Sign in…".to_owned()));
}

#[test]
fn blind_says_as_of_when_what_is_shown_is_and_what_to_do_and_otherwise_nothing_does() {
    let words = Words::of(Language::En);
    let yesterday = Timestamp::from_millis(NOW.millis() - 86_400_000);
    for (as_of, known) in [
        (Some(NOW), "Everything active is shown as of 10:42."),
        (
            Some(yesterday),
            "Everything active is shown as of 2026-11-27 10:42.",
        ),
        (None, "No answer since the start."),
    ] {
        let blind = View {
            as_of,
            ..view(Vec::new(), CALM, Health::Blind(Fault::Unreached))
        };
        let next = "The monitor keeps trying. Check the network or VPN.";
        let head = ["Not connected: server unreachable", known, next, "—"];
        assert_eq!(labels(&made(Some(&blind), &words))[..4], head);
    }
    let sees = view(Vec::new(), CALM, Health::Ok);
    assert_eq!(
        labels(&made(Some(&sees), &words))[..2],
        ["Nothing watched", "—"]
    );
}

#[test]
fn a_clock_that_is_off_is_said_with_what_to_do_whatever_the_server_does() {
    let off = |ahead, minutes: u64| {
        let by = Duration::from_secs(60 * minutes);
        Some(Skew { ahead, by })
    };
    for (language, clock_off, said) in [
        (
            Language::En,
            off(false, 7),
            "This computer’s clock is 7 minutes behind the server’s.",
        ),
        (
            Language::En,
            off(true, 180),
            "This computer’s clock is 3 hours ahead of the server’s.",
        ),
        (
            Language::De,
            off(true, 4_320),
            "Die Uhr dieses Computers geht gegenüber der des Servers 3 Tage vor.",
        ),
    ] {
        let words = Words::of(language);
        for health in [Health::Ok, Health::Blind(Fault::Unreached)] {
            let view = View {
                clock_off,
                ..view(Vec::new(), CALM, health)
            };
            let labels = labels(&made(Some(&view), &words));
            let at = labels.iter().position(|label| label == said);
            let next = at.and_then(|at| labels.get(at + 1));
            assert_eq!(next, Some(&words.say("clock-next")), "{labels:?}");
            let tooltip = Look::of(Accounts::alone(Some(&view)), &words).tooltip;
            assert!(tooltip.ends_with(said), "{tooltip}");
        }
    }
}

#[test]
fn without_an_account_the_menu_leads_to_signing_in() {
    assert_eq!(
        labels(&made(None, &Words::of(Language::En))),
        ["Not signed in", "—", "Sign in…", "Quit"]
    );
}

#[test]
fn a_pause_can_be_ended_from_the_menu() {
    let paused = View {
        paused_until: Some(Timestamp::from_millis(1)),
        ..view(Vec::new(), CALM, Health::Ok)
    };
    let menu = made(Some(&paused), &Words::of(Language::En));
    let resume = Entry::Item {
        label: "Resume notifications".into(),
        act: Some(Act::Pause(Pause::Off)),
    };
    assert!(menu.entries.contains(&resume));
}

#[test]
fn an_act_survives_being_an_items_id() {
    let operation = OperationId::new(421).expect("positive");
    for act in [
        Act::OpenHistory,
        Act::OpenOperation(operation),
        Act::OpenOverview,
        Act::Pause(Pause::Off),
        Act::Pause(Pause::OneHour),
        Act::Pause(Pause::UntilTomorrow),
        Act::Quit,
        Act::SignIn,
        Act::SwitchTo(AccountId::parse("a1b2").expect("plain")),
    ] {
        assert_eq!(Act::of(&act.clone().id()), Some(act));
    }
    assert_eq!(Act::of(""), None);
}

/// Every line, submenus and tooltip included.
fn all_said(view: &View, words: &Words) -> Vec<String> {
    let labels = made(Some(view), words).entries.into_iter();
    let mut said: Vec<_> = labels.filter_map(label_of).collect();
    said.push(summary(Some(view), words));
    said
}

fn label_of(entry: Entry) -> Option<String> {
    match entry {
        Entry::Item { label, .. } | Entry::Submenu { label, .. } => Some(label),
        Entry::Separator => None,
    }
}

#[test]
fn where_nobody_may_be_named_menu_and_tooltip_have_numbers_types_and_states() {
    let canary = || {
        (
            EnvironmentId::new(3).expect("positive"),
            "Canary".to_owned(),
        )
    };
    let mut seen = row(1, "completed", "failed");
    if let Pinned::Operation(row) = &mut seen
        && let Known::Seen(seen) = &mut row.known
    {
        seen.label = Some("Sync for Canary".into());
        seen.environment = Some(canary());
        seen.workspace.1 = "Canary".into();
    }
    let mut running = under_way(Progress::Activity, NOW);
    if let Pinned::Operation(row) = &mut running
        && let Known::Run(run) = &mut row.known
    {
        let run = Arc::make_mut(run);
        run.environment = Some(canary());
        run.workspace.1 = "Canary".into();
        run.initiator.name = "Canary".into();
    }
    let mut ready = pack(9, PackStatus::Ready);
    let mut unseen = pack(10, PackStatus::Ready);
    if let (Pinned::ReviewPack(ready), Pinned::ReviewPack(unseen)) = (&mut ready, &mut unseen) {
        ready.environment_name = "Canary".into();
        unseen.environment_name = "Canary".into();
        unseen.workspace_name = "Canary".into();
        unseen.state = PackState::Unseen;
    }
    let view = View {
        as_of: Some(NOW),
        user: Some("Canary".into()),
        ..view(vec![seen, running, ready, unseen], CALM, Health::Ok)
    };
    for language in [Language::En, Language::De] {
        let named = all_said(&view, &Words::of(language));
        assert!(
            named.iter().any(|line| line.contains("Canary")),
            "{named:?}"
        );
        let words = Words::of(language).with(Discretion::Nameless);
        let nameless = all_said(&view, &words);
        let tells = nameless.iter().any(|line| line.contains("Canary"));
        assert!(!tells, "{nameless:?}");
    }
    let words = Words::of(Language::En).with(Discretion::Nameless);
    let expected = [
        "Operation #1 · Policy sync · Failed",
        "Operation #2 · Policy sync · Running · since 10:42",
        "Review pack #9 · Ready",
    ];
    assert_eq!(all_said(&view, &words)[1..4], expected);
}
