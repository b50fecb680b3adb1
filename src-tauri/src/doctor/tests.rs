use monitor_core::cadence::Wish;
use monitor_core::monitor::Input;
use monitor_core::ports::{Observation, Scope};
use monitor_core::rules::{AlertRules, OperationRules, PackRules};
use monitor_core::{
    Distrust, EnvironmentId, Moment, Monitor, Now, OperationId, QuietSpan, Reach, Rules, Settings,
    Target,
};

use super::*;
use crate::slice::{FaultWord, QuietNowSlice};

const ALL_OFF: Rules = Rules {
    operations: OperationRules {
        succeeded: false,
        partially_succeeded: false,
        blocked: false,
        failed: false,
        cancelled: false,
    },
    packs: PackRules {
        ready: false,
        failed: false,
        expired: false,
    },
    alerts: AlertRules {
        blind: true,
        likely_stale: true,
        longer_than_usual: true,
        progress_stuck: true,
        pack_expires: true,
    },
};

const NOW: Timestamp = Timestamp::from_millis(1_000);

fn view(settings: Settings) -> View {
    view_after(settings, Vec::new())
}

fn view_after(settings: Settings, inputs: Vec<Input>) -> View {
    let now = Now {
        moment: Moment::from_origin(Duration::ZERO),
        wall: NOW,
    };
    let mut monitor = Monitor::new(settings, Vec::new(), Vec::new(), 0, now);
    for input in inputs {
        monitor.handle_input(input, now);
    }
    monitor.view(now)
}

fn present(quiet_hours: Vec<QuietSpan>) -> Present {
    Present {
        now: NOW,
        quiet_hours,
        nameless: false,
    }
}

fn judged(finding: FindingSlice) -> (FindingSlice, StepState) {
    let state = state(&finding);
    (finding, state)
}

#[test]
fn what_is_not_found_yet_is_being_asked() {
    let view = view(Settings::default());
    let known = known(true, true, &view, &present(Vec::new()));
    let findings = Findings::from([(StepWord::Keyring, FindingSlice::KeyringLocked)]);
    let steps = slice(&findings, &known).steps;
    let states: Vec<_> = steps.iter().map(|step| (step.step, step.state)).collect();
    let expected = [
        (StepWord::Tray, StepState::Fine),
        (StepWord::Daemon, StepState::Asking),
        (StepWord::Rehearsal, StepState::Asking),
        (StepWord::Click, StepState::Asking),
        (StepWord::Announcing, StepState::Fine),
        (StepWord::Keyring, StepState::Broken),
        (StepWord::Server, StepState::Asking),
        (StepWord::Tls, StepState::Asking),
        (StepWord::Proxy, StepState::Asking),
    ];
    assert_eq!(states, expected);
}

#[test]
fn a_tray_that_was_there_is_told_from_one_that_never_was() {
    let found = |shown, ever| judged(tray(shown, ever));
    assert_eq!(
        found(true, true),
        (FindingSlice::TrayShown, StepState::Fine)
    );
    assert_eq!(
        found(false, true),
        (FindingSlice::TrayGone, StepState::Warning)
    );
    assert_eq!(
        found(false, false),
        (FindingSlice::TrayAbsent, StepState::Warning)
    );
}

#[test]
fn what_the_user_switched_off_is_named() {
    let found = |settings| judged(announcing(&view(settings), &present(Vec::new())));
    let usual = Settings::default();
    let announced = FindingSlice::Announced { nameless: false };
    assert_eq!(found(usual), (announced, StepState::Fine));
    let all = Settings {
        quiet: false,
        paused_until: Some(Timestamp::from_millis(9_000)),
        rules: ALL_OFF,
        ..Settings::default()
    };
    let finding = FindingSlice::Silenced {
        paused_until_ms: Some(9_000),
        quiet_hours: Vec::new(),
        rules_off: true,
        suspended: true,
        snoozes: 0,
        snoozed_until_ms: None,
        muted: 0,
        muted_environments: 0,
        nameless: false,
    };
    assert_eq!(found(all), (finding, StepState::Warning));
}

#[test]
fn one_rule_that_is_on_still_tells() {
    let packs = PackRules {
        failed: true,
        ..ALL_OFF.packs
    };
    let rules = Rules { packs, ..ALL_OFF };
    let settings = Settings {
        rules,
        ..Settings::default()
    };
    let found = announcing(&view(settings), &present(Vec::new()));
    assert_eq!(found, FindingSlice::Announced { nameless: false });
}

fn environment(id: i64) -> EnvironmentId {
    EnvironmentId::new(id).expect("positive")
}

#[test]
fn mutes_and_snoozes_are_counted_and_the_last_snooze_told() {
    let pinned = OperationId::new(421).expect("positive");
    let pinned = Target::Operation(pinned);
    let snooze = |reach, until| Input::Snooze {
        reach,
        until: Some(Timestamp::from_millis(until)),
    };
    let view = view_after(
        Settings::default(),
        vec![
            Input::Pin(pinned),
            Input::Mute {
                target: pinned,
                on: true,
            },
            Input::MuteEnvironment {
                environment: environment(3),
                on: true,
            },
            snooze(Reach::Target(pinned), 7_000),
            snooze(Reach::Environment(environment(4)), 8_000),
        ],
    );
    let found = |now| {
        let now = Timestamp::from_millis(now);
        announcing(
            &view,
            &Present {
                now,
                ..present(Vec::new())
            },
        )
    };
    let silenced = |snoozes, snoozed_until_ms| FindingSlice::Silenced {
        paused_until_ms: None,
        quiet_hours: Vec::new(),
        rules_off: false,
        suspended: false,
        snoozes,
        snoozed_until_ms,
        muted: 1,
        muted_environments: 1,
        nameless: false,
    };
    assert_eq!(judged(found(1_000)).1, StepState::Warning);
    assert_eq!(found(1_000), silenced(2, Some(8_000)));
    assert_eq!(found(7_000), silenced(1, Some(8_000)));
    assert_eq!(found(8_000), silenced(0, None));
}

/// Begun a second ago.
fn quiet(environment: Option<EnvironmentId>, until: i64, failures: bool) -> QuietSpan {
    QuietSpan {
        from: Timestamp::from_millis(0),
        until: Timestamp::from_millis(until),
        environment,
        failures_break_through: failures,
    }
}

fn quiet_now(environments: Option<u32>, until_ms: i64, failures: bool) -> QuietNowSlice {
    QuietNowSlice {
        environments,
        until_ms,
        failures_break_through: failures,
    }
}

#[test]
fn quiet_hours_that_last_now_are_told_those_of_everything_first() {
    let found = |spans| {
        let finding = announcing(&view(Settings::default()), &present(spans));
        let FindingSlice::Silenced { quiet_hours, .. } = finding else {
            panic!("{finding:?}");
        };
        quiet_hours
    };
    let (three, four) = (Some(environment(3)), Some(environment(4)));
    assert_eq!(
        found(vec![
            quiet(three, 5_000, true),
            quiet(None, 9_000, true),
            quiet(four, 6_000, true),
        ]),
        [
            quiet_now(None, 9_000, true),
            quiet_now(Some(2), 6_000, true)
        ]
    );
    // A failure breaks through where all of them let it.
    assert_eq!(
        found(vec![quiet(None, 5_000, true), quiet(None, 4_000, false)]),
        [quiet_now(None, 5_000, false)]
    );
}

#[test]
fn quiet_hours_to_come_and_those_that_are_over_keep_nothing_back() {
    let later = QuietSpan {
        from: Timestamp::from_millis(1_001),
        ..quiet(None, 9_000, false)
    };
    let over = quiet(None, 1_000, false);
    let found = announcing(&view(Settings::default()), &present(vec![later, over]));
    assert_eq!(found, FindingSlice::Announced { nameless: false });
}

#[test]
fn to_name_nobody_is_told_and_keeps_nothing_back() {
    let nameless = Present {
        nameless: true,
        ..present(Vec::new())
    };
    let found = judged(announcing(&view(Settings::default()), &nameless));
    let announced = FindingSlice::Announced { nameless: true };
    assert_eq!(found, (announced, StepState::Fine));
}

fn dunst(actions: bool, body: bool) -> Daemon {
    Daemon {
        name: "dunst".into(),
        version: "1.9.0".into(),
        actions,
        body,
        persistence: false,
    }
}

#[test]
fn a_daemon_without_clicks_or_bodies_is_worth_a_word() {
    let state_of = |daemon_found| state(&daemon(Some(Some(Ok(daemon_found)))));
    assert_eq!(state_of(dunst(true, true)), StepState::Fine);
    assert_eq!(state_of(dunst(false, true)), StepState::Warning);
    assert_eq!(state_of(dunst(true, false)), StepState::Warning);
}

#[test]
fn no_daemon_is_broken_and_a_system_without_one_is_not() {
    let error = Some("org.freedesktop.DBus.Error.ServiceUnknown".to_owned());
    let refusal = Refusal(error.clone());
    assert_eq!(
        judged(daemon(Some(Some(Err(refusal))))),
        (FindingSlice::DaemonMissing { error }, StepState::Broken)
    );
    assert_eq!(
        judged(daemon(None)),
        (FindingSlice::DaemonSilent, StepState::Broken)
    );
    assert_eq!(
        judged(daemon(Some(None))),
        (FindingSlice::DaemonOfSystem, StepState::NotApplicable)
    );
}

#[test]
fn a_rehearsal_says_what_came_back() {
    let error = Some("org.example.Error.Full".to_owned());
    let found = |delivery, refusal| judged(rehearsal(Some(Attempt { delivery, refusal })));
    let refused = || Some(Refusal(error.clone()));
    assert_eq!(
        found(Delivery::Shown(12), None),
        (FindingSlice::RehearsalTaken { id: 12 }, StepState::Fine)
    );
    assert_eq!(
        found(Delivery::HandedOver, None),
        (FindingSlice::RehearsalHandedOver, StepState::Fine)
    );
    assert_eq!(
        found(Delivery::Unknown, refused()),
        (FindingSlice::RehearsalSilent, StepState::Broken)
    );
    assert_eq!(
        found(Delivery::Refused, refused()),
        (FindingSlice::RehearsalRefused { error }, StepState::Broken)
    );
    assert_eq!(
        judged(rehearsal(None)),
        (FindingSlice::RehearsalSilent, StepState::Broken)
    );
}

#[test]
fn a_click_is_waited_for_only_where_one_can_come() {
    let clicks = daemon(Some(Some(Ok(dunst(true, true)))));
    let none = daemon(Some(Some(Ok(dunst(false, true)))));
    let taken = FindingSlice::RehearsalTaken { id: 1 };
    assert_eq!(click(&clicks, &taken), FindingSlice::ClickAwaited);
    for (daemon, rehearsal) in [
        (&none, &taken),
        (&clicks, &FindingSlice::RehearsalSilent),
        (&FindingSlice::DaemonOfSystem, &taken),
    ] {
        assert_eq!(click(daemon, rehearsal), FindingSlice::ClickImpossible);
    }
}

#[test]
fn a_keyring_that_fails_says_how() {
    use monitor_vault::Error;
    let refused = |error| keyring(Err(ProbeError::Refused(error)));
    let found = [
        keyring(Ok(())),
        keyring(Err(ProbeError::Changed)),
        refused(Error::Absent),
        refused(Error::Denied),
        refused(Error::Locked),
        refused(Error::Slow),
    ];
    let expected = [
        (FindingSlice::KeyringKept, StepState::Fine),
        (FindingSlice::KeyringChanged, StepState::Broken),
        (FindingSlice::KeyringAbsent, StepState::Broken),
        (FindingSlice::KeyringDenied, StepState::Broken),
        (FindingSlice::KeyringLocked, StepState::Broken),
        (FindingSlice::KeyringSlow, StepState::Broken),
    ];
    assert_eq!(found.map(judged), expected);
}

/// An answer that left the server at this time.
fn answered(server_time: i64) -> Visit {
    let scope = Scope {
        workspaces: Vec::new(),
        environments: Vec::new(),
        max_targets: 200,
        max_wait: Duration::from_secs(50),
        user_id: 7,
        user: "Ann".into(),
    };
    Visit {
        answer: Ok(Observation {
            server_time: Some(Timestamp::from_millis(server_time)),
            wish: Wish::Nothing,
            answer: Answer::Account(scope),
        }),
        way: Way::Answered,
    }
}

#[test]
fn clocks_are_compared_in_the_middle_of_the_round_trip() {
    let asked_at = Timestamp::from_millis(1_000_000);
    let found = |server_time| {
        let took = Duration::from_millis(80);
        judged(server(&answered(server_time), asked_at, took))
    };
    let expected = |clock_ms, state| {
        let finding = FindingSlice::ServerAnswered {
            user: "Ann".into(),
            took_ms: 80,
            clock_ms,
        };
        (finding, state)
    };
    assert_eq!(found(1_000_040), expected(0, StepState::Fine));
    assert_eq!(found(1_060_040), expected(60_000, StepState::Fine));
    assert_eq!(found(1_060_041), expected(60_001, StepState::Warning));
    assert_eq!(found(940_040), expected(-60_000, StepState::Fine));
    assert_eq!(found(940_039), expected(-60_001, StepState::Warning));
}

#[test]
fn a_server_that_fails_says_its_fault() {
    let visit = Visit {
        answer: Err(Fault::SignedOut),
        way: Way::Answered,
    };
    let finding = FindingSlice::ServerFailed {
        fault: FaultWord::SignedOut,
    };
    let asked_at = Timestamp::from_millis(0);
    assert_eq!(
        judged(server(&visit, asked_at, Duration::ZERO)),
        (finding, StepState::Broken)
    );
}

#[test]
fn a_certificate_is_verified_only_where_something_answered() {
    let there = Server::parse("https://atlas.example.com").expect("an address");
    let here = Server::parse("http://127.0.0.1:8790").expect("an address");
    assert_eq!(
        [Way::Answered, Way::Cut, Way::Untrusted(Distrust::Expired)]
            .map(|way| judged(tls(&there, way))),
        [
            (FindingSlice::TlsVerified, StepState::Fine),
            (FindingSlice::TlsCut, StepState::Warning),
            (
                FindingSlice::TlsUntrusted {
                    fault: FaultWord::CertificateExpired
                },
                StepState::Broken
            ),
        ]
    );
    assert_eq!(tls(&here, Way::Cut), FindingSlice::TlsLocal);
}

#[test]
fn a_proxy_is_named_where_there_is_one() {
    let host = "proxy.example.com:3128".to_owned();
    let routes = [Route::Direct, Route::Local, Route::Proxy(host.clone())];
    assert_eq!(
        routes.map(|route| judged(proxy(&route, Some(Fault::Unreached)))),
        [
            (FindingSlice::ProxyNone, StepState::Fine),
            (FindingSlice::ProxyLocal, StepState::NotApplicable),
            (FindingSlice::ProxyUsed { host }, StepState::Fine),
        ]
    );
}

#[test]
fn a_proxy_that_nothing_came_through_is_broken() {
    let host = "proxy.example.com:3128".to_owned();
    for (authentication, fault) in [
        (false, FaultWord::Proxy),
        (true, FaultWord::ProxyAuthentication),
    ] {
        let found = proxy(
            &Route::Proxy(host.clone()),
            Some(Fault::Proxy { authentication }),
        );
        let host = host.clone();
        assert_eq!(
            judged(found),
            (FindingSlice::ProxyFailed { host, fault }, StepState::Broken)
        );
    }
}
