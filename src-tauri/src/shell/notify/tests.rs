use jiff::Timestamp as Instant;
use monitor_core::operation_type::OperationType;
use monitor_core::run::Ending;
use monitor_core::{Away, EnvironmentId, OperationId, Timestamp, WorkspaceId};

use super::*;
use crate::discretion::Discretion;
use crate::slice::Language;

fn ended(id: i64, ending: Ending) -> Ended {
    Ended {
        target: Target::Operation(OperationId::new(id).expect("positive")),
        subject: id,
        ending,
        expired: false,
        kind: Some(OperationType::parse("policy.sync")),
        label: None,
        environment: EnvironmentId::new(3).map(|id| (id, "Contoso <Production>".into())),
        workspace: (WorkspaceId::new(1).expect("positive"), "Northwind".into()),
        ended_at: None,
        reason: None,
    }
}

fn toast(ended: Vec<Ended>, may_repeat: bool) -> Toast {
    toast_in(Language::En, ended, may_repeat)
}

fn toast_in(language: Language, ended: Vec<Ended>, may_repeat: bool) -> Toast {
    let notice = Notice::new(ended, may_repeat).expect("something ended");
    Toast::of(&notice, &Words::of(language), &now())
}

/// Half past ten in the morning.
const NOW: i64 = 1_795_861_800_000;
const HOUR: i64 = 3_600_000;

fn now() -> ZonedDateTime {
    let at = Instant::from_millisecond(NOW).expect("a time");
    at.to_zoned_datetime(jiff::tz::TimeZone::UTC)
}

#[test]
fn one_end_is_told_with_its_place_and_leads_to_its_window() {
    let toast = toast(vec![ended(421, Ending::Succeeded)], false);
    let expected = Toast {
        title: "Policy sync succeeded".into(),
        body: "Contoso <Production> · Operation #421".into(),
        open: "Open operation".into(),
        mute: Some(Mute {
            label: "Mute".into(),
            target: Target::Operation(OperationId::new(421).expect("positive")),
        }),
        ends: vec![Target::Operation(OperationId::new(421).expect("positive"))],
        urgency: Urgency::Normal,
        act: Act::OpenOperation(OperationId::new(421).expect("positive")),
    };
    assert_eq!(toast, expected);
}

#[test]
fn among_several_accounts_a_notice_says_at_its_end_which_one_it_is_from() {
    let told = || toast(vec![ended(421, Ending::Succeeded)], false);
    assert_eq!(told().named(None), told());
    let named = Toast {
        body: "Contoso <Production> · Operation #421\natlas.example.com".into(),
        ..told()
    };
    assert_eq!(told().named(Some("atlas.example.com")), named);
    let bare = Toast {
        body: String::new(),
        ..told()
    };
    assert_eq!(
        bare.named(Some("atlas.example.com")).body,
        "atlas.example.com"
    );
}

#[test]
fn a_bad_end_says_why_and_stays() {
    let failed = Ended {
        reason: Some("Throttled by Microsoft Graph".into()),
        ..ended(421, Ending::Failed)
    };
    let toast = toast(vec![failed], false);
    assert_eq!(toast.title, "Policy sync failed");
    assert_eq!(
        toast.body,
        "Contoso <Production> · Operation #421\nThrottled by Microsoft Graph"
    );
    assert_eq!(toast.urgency, Urgency::Critical);
}

#[test]
fn every_ending_has_a_sentence_of_its_own() {
    let titles: std::collections::BTreeSet<_> = Ending::ALL
        .map(|ending| toast(vec![ended(1, ending)], false).title)
        .into();
    assert_eq!(titles.len(), Ending::ALL.len());
    assert!(
        titles.iter().all(|title| title.starts_with("Policy sync")),
        "{titles:?}"
    );
}

#[test]
fn a_workspace_wide_operation_says_so() {
    let wide = Ended {
        environment: None,
        ..ended(421, Ending::Succeeded)
    };
    assert_eq!(
        toast(vec![wide], false).body,
        "Workspace-wide · Operation #421"
    );
}

#[test]
fn several_ends_are_one_digest_worst_first() {
    let several = vec![ended(1, Ending::Succeeded), ended(2, Ending::Failed)];
    let toast = toast(several, false);
    assert_eq!(toast.title, "2 operations ended, 1 needs attention");
    let lines: Vec<_> = toast.body.lines().collect();
    assert_eq!(
        lines,
        [
            "Policy sync failed · Contoso <Production>",
            "Policy sync succeeded · Contoso <Production>"
        ]
    );
    assert_eq!(
        (toast.act, toast.open.as_str()),
        (Act::OpenHistory, "Open history")
    );
}

fn pack(id: i64, ending: Ending) -> Ended {
    Ended {
        target: Target::ReviewPack(EnvironmentId::new(id).expect("positive")),
        kind: None,
        ..ended(id, ending)
    }
}

/// After a time away, with review packs that expire in so many milliseconds.
fn away_in(language: Language, ended: Vec<Ended>, expiring: &[i64]) -> Toast {
    warned_in(language, ended, expiring, Vec::new())
}

/// And with what else fell due in it.
fn warned_in(
    language: Language,
    ended: Vec<Ended>,
    expiring: &[i64],
    warned: Vec<(About, Reason)>,
) -> Toast {
    let expiring = expiring
        .iter()
        .map(|left| Timestamp::from_millis(NOW + left));
    let notice = Notice {
        away: Some(Away {
            blind: None,
            expiring: expiring.collect(),
            warned,
        }),
        ..Notice::new(ended, false).expect("something ended")
    };
    Toast::of(&notice, &Words::of(language), &now())
}

#[test]
fn packs_and_operations_are_counted_as_what_they_are() {
    let packs = vec![pack(1, Ending::Succeeded), pack(2, Ending::Failed)];
    assert_eq!(
        toast(packs.clone(), false).title,
        "2 review packs ended, 1 needs attention"
    );
    let both = [packs, vec![ended(3, Ending::Succeeded)]].concat();
    assert_eq!(
        toast(both.clone(), false).title,
        "1 operation and 2 review packs ended, 1 needs attention"
    );
    assert_eq!(
        toast_in(Language::De, both, false).title,
        "1 Vorgang und 2 Review-Packs beendet, 1 mit Handlungsbedarf"
    );
}

#[test]
fn after_a_time_away_one_title_counts_what_ended_and_what_expires_today() {
    let mut several: Vec<_> = (1..=12).map(|id| ended(id, Ending::Succeeded)).collect();
    several.extend([13, 14].map(|id| ended(id, Ending::Failed)));
    let title = |language, expiring: &[i64]| away_in(language, several.clone(), expiring).title;
    assert_eq!(
        title(Language::En, &[]),
        "While you were away: 14 operations ended, 2 failed"
    );
    // One of them tomorrow, although within a day.
    assert_eq!(
        title(Language::En, &[HOUR, 20 * HOUR]),
        "While you were away: 14 operations ended, 2 failed, 1 review pack expires today"
    );
    assert_eq!(
        title(Language::De, &[HOUR, 2 * HOUR]),
        "Während Sie weg waren: 14 Vorgänge beendet, 2 fehlgeschlagen, 2 Review-Packs laufen heute ab"
    );
    let toast = away_in(Language::En, several, &[]);
    assert!(
        toast.body.starts_with("Policy sync failed"),
        "{}",
        toast.body
    );
}

#[test]
fn after_a_time_away_not_everything_that_needs_attention_is_called_failed() {
    let several = vec![ended(1, Ending::Failed), ended(2, Ending::Blocked)];
    assert_eq!(
        away_in(Language::En, several, &[]).title,
        "While you were away: 2 operations ended, 2 need attention"
    );
}

#[test]
fn one_end_of_a_time_away_is_told_as_itself_unless_something_expires() {
    let alone = away_in(Language::En, vec![ended(421, Ending::Failed)], &[]);
    assert_eq!(alone.title, "Policy sync failed");
    let with_more = away_in(Language::En, vec![ended(421, Ending::Failed)], &[HOUR]);
    assert_eq!(
        with_more.title,
        "While you were away: 1 operation ended, 1 failed, 1 review pack expires today"
    );
    assert_eq!(with_more.body, "Policy sync failed · Contoso <Production>");
    assert_eq!((with_more.act, with_more.mute), (Act::OpenHistory, None));
}

fn about(target: Target, subject: i64) -> About {
    let end = ended(subject, Ending::Failed);
    About {
        target,
        subject,
        kind: end.kind,
        label: end.label,
        environment: end.environment,
    }
}

#[test]
fn what_else_fell_due_while_somebody_was_away_is_in_the_same_notice_and_counted_once() {
    let operation = |id| about(ended(id, Ending::Failed).target, id);
    let stale = |id| (operation(id), Reason::LikelyStale);
    let expires = |hours: u64| {
        let remaining = std::time::Duration::from_secs(3_600 * hours);
        let pack = about(pack(3, Ending::Failed).target, 9);
        (pack, Reason::PackExpires { remaining })
    };
    let told = |language, warned| {
        let ends = vec![ended(421, Ending::Failed)];
        warned_in(language, ends, &[2 * HOUR], warned)
    };
    let toast = told(Language::En, vec![stale(422), expires(2)]);
    assert_eq!(
        toast.title,
        "While you were away: 1 operation ended, 1 failed, 1 review pack expires today, 1 warning"
    );
    let lines = [
        "Policy sync failed",
        "Policy sync is likely stale",
        "Review pack expires in 2 hours",
    ];
    let named = toast.body.lines().zip(lines);
    assert!(
        named.clone().count() == 3 && named.clone().all(|(said, line)| said.starts_with(line)),
        "{}",
        toast.body
    );
    assert_eq!((toast.act, toast.mute), (Act::OpenHistory, None));

    // One of them tomorrow.
    let many = vec![stale(1), stale(2), stale(3), stale(4), expires(20)];
    let toast = told(Language::De, many);
    assert!(toast.title.ends_with("5 Warnungen"), "{}", toast.title);
    assert_eq!(toast.body.lines().count(), 4);
}

#[test]
fn a_silence_of_the_server_is_a_line_of_the_same_notice_and_counted_as_a_warning() {
    let words = Words::of(Language::En);
    let away = Away {
        blind: Some((Fault::Unreadable, None)),
        ..Away::default()
    };
    let ends = vec![ended(421, Ending::Failed)];
    let notice = Notice {
        away: Some(away),
        ..Notice::new(ends, false).expect("something ended")
    };
    let toast = Toast::of(&notice, &words, &now());
    assert_eq!(
        toast.title,
        "While you were away: 1 operation ended, 1 failed, 1 warning"
    );
    let lines: Vec<_> = toast.body.lines().collect();
    let silence = menu::blind(Fault::Unreadable, &words);
    let end = "Policy sync failed · Contoso <Production>";
    assert_eq!(lines, [end, silence.as_str()]);
    assert_eq!((toast.act, toast.mute), (Act::OpenHistory, None));
}

#[test]
fn one_end_with_a_warning_is_no_end_alone() {
    let stale = about(ended(422, Ending::Failed).target, 422);
    let ends = vec![ended(421, Ending::Succeeded)];
    let toast = warned_in(Language::En, ends, &[], vec![(stale, Reason::LikelyStale)]);
    assert_eq!(
        toast.title,
        "While you were away: 1 operation ended, 1 warning"
    );
}

#[test]
fn a_long_digest_names_five_and_counts_the_rest() {
    let toast = toast(
        (1..=9).map(|id| ended(id, Ending::Succeeded)).collect(),
        false,
    );
    assert_eq!(toast.title, "9 operations ended");
    assert_eq!(toast.body.lines().count(), 6);
    assert!(toast.body.ends_with("and 4 more"), "{}", toast.body);
}

/// Forty operations that were throttled, each in an environment of its own, and one that succeeded.
fn throttled() -> Vec<Ended> {
    let one = |id| Ended {
        environment: EnvironmentId::new(id).map(|id| (id, format!("Fleet {id:?}"))),
        reason: Some("Throttled by Microsoft Graph".into()),
        ..ended(id, Ending::Failed)
    };
    let good = ended(99, Ending::Succeeded);
    (1..=40).map(one).chain([good]).collect()
}

#[test]
fn the_same_cause_in_many_environments_is_one_line_of_a_digest() {
    let toast = toast(throttled(), false);
    assert_eq!(toast.title, "41 operations ended, 40 need attention");
    assert_eq!(
        toast.body,
        "Policy sync failed · 40 environments: Throttled by Microsoft Graph\n\
         Policy sync succeeded · Contoso <Production>"
    );
    let toast = toast_in(Language::De, throttled(), false);
    assert_eq!(
        toast.body.lines().next(),
        Some(
            "Policy-Synchronisierung: fehlgeschlagen · 40 Umgebungen: Throttled by Microsoft Graph"
        )
    );
}

#[test]
fn a_line_that_does_not_fit_is_counted_with_all_its_ends() {
    let cause = |id: i64| Ended {
        environment: EnvironmentId::new(id).map(|id| (id, format!("Fleet {id:?}"))),
        reason: Some(format!("Reason {}", id % 6)),
        ..ended(id, Ending::Failed)
    };
    let toast = toast((1..=18).map(cause).collect(), false);
    assert_eq!(toast.body.lines().count(), 6);
    assert!(toast.body.ends_with("\nand 3 more"), "{}", toast.body);
}

#[test]
fn where_nobody_may_be_named_a_cause_has_its_outcome_and_a_number() {
    let words = Words::of(Language::En).with(Discretion::Nameless);
    let notice = Notice::new(throttled(), false).expect("something ended");
    let body = Toast::of(&notice, &words, &now()).body;
    assert_eq!(
        body,
        "Policy sync failed · 40 environments\nPolicy sync succeeded · Operation #99"
    );
}

#[test]
fn a_toast_speaks_the_language_it_is_given() {
    let several = vec![ended(1, Ending::Succeeded), ended(2, Ending::Failed)];
    let toast = toast_in(Language::De, several, true);
    let expected = Toast {
        title: "2 Vorgänge beendet, 1 mit Handlungsbedarf".into(),
        body: "Policy-Synchronisierung: fehlgeschlagen · Contoso <Production>\n\
               Policy-Synchronisierung: erfolgreich · Contoso <Production>\n\
               Wurde möglicherweise schon gezeigt"
            .into(),
        open: "Verlauf öffnen".into(),
        mute: None,
        // Worst first.
        ends: [2, 1]
            .map(|id| Target::Operation(OperationId::new(id).expect("positive")))
            .into(),
        urgency: Urgency::Critical,
        act: Act::OpenHistory,
    };
    assert_eq!(toast, expected);
}

#[test]
fn what_was_left_over_says_that_it_may_repeat() {
    let toast = toast(vec![ended(421, Ending::Succeeded)], true);
    assert!(
        toast.body.ends_with("\nMay already have been shown"),
        "{}",
        toast.body
    );
}

#[test]
fn a_pack_is_told_by_its_environment() {
    let environment = EnvironmentId::new(3).expect("positive");
    let pack = Ended {
        target: Target::ReviewPack(environment),
        kind: None,
        ..ended(9, Ending::Succeeded)
    };
    let toast = toast(vec![pack], false);
    assert_eq!(
        (toast.title.as_str(), toast.body.as_str()),
        ("Review pack is ready", "Contoso <Production>")
    );
}

#[test]
fn the_end_of_a_pack_offers_to_mute_the_pack() {
    let environment = EnvironmentId::new(3).expect("positive");
    let pack = Ended {
        target: Target::ReviewPack(environment),
        kind: None,
        ..ended(9, Ending::Succeeded)
    };
    let expected = Mute {
        label: "Stummschalten".into(),
        target: Target::ReviewPack(environment),
    };
    assert_eq!(
        toast_in(Language::De, vec![pack], false).mute,
        Some(expected)
    );
}

#[test]
fn a_pack_that_had_expired_is_not_called_ready() {
    let environment = EnvironmentId::new(3).expect("positive");
    let pack = Ended {
        target: Target::ReviewPack(environment),
        expired: true,
        kind: None,
        ..ended(9, Ending::Succeeded)
    };
    assert_eq!(toast(vec![pack], false).title, "Review pack has expired");
}

#[test]
fn a_rehearsal_says_that_it_is_one_and_leads_to_the_overview() {
    let expected = Toast {
        title: "Rehearsal: this is how an end is announced".into(),
        body: "Click it to see whether clicks come back to the monitor.".into(),
        open: "Open overview".into(),
        mute: None,
        ends: vec![],
        urgency: Urgency::Normal,
        act: Act::OpenOverview,
    };
    assert_eq!(Toast::rehearsal(&Words::of(Language::En)), expected);
}

#[test]
#[cfg(target_os = "linux")]
fn a_daemon_that_reads_markup_gets_none_of_ours_from_a_name() {
    let body = toast(vec![ended(421, Ending::Succeeded)], false).body;
    assert_eq!(
        crate::markup::escape_markup(&body),
        "Contoso &lt;Production&gt; · Operation #421"
    );
}

#[test]
fn where_nobody_may_be_named_a_toast_has_numbers_types_and_outcomes() {
    let canary = |id, ending, target| Ended {
        target,
        label: Some("Sync for Canary".into()),
        environment: EnvironmentId::new(3).map(|id| (id, "Canary".into())),
        workspace: (WorkspaceId::new(1).expect("positive"), "Canary".into()),
        reason: Some("Canary was throttled".into()),
        ..ended(id, ending)
    };
    let operation = Target::Operation(OperationId::new(421).expect("positive"));
    let pack = Target::ReviewPack(EnvironmentId::new(3).expect("positive"));
    let said = |language, ended: Vec<Ended>| {
        let words = Words::of(language).with(Discretion::Nameless);
        let notice = Notice::new(ended, true).expect("something ended");
        let toast = Toast::of(&notice, &words, &now());
        let mute = toast.mute.map(|mute| mute.label).unwrap_or_default();
        [toast.title, toast.body, toast.open, mute]
    };
    for language in [Language::En, Language::De] {
        for ending in Ending::ALL {
            let one = canary(421, ending, operation);
            let other = canary(9, ending, pack);
            let several = vec![one.clone(), other.clone()];
            for ended in [vec![one], vec![other], several] {
                let said = said(language, ended);
                let tells = said.iter().any(|text| text.contains("Canary"));
                assert!(!tells, "{said:?}");
            }
        }
    }
    let [title, body, ..] = said(Language::En, vec![canary(421, Ending::Failed, operation)]);
    assert_eq!(
        (title.as_str(), body.as_str()),
        (
            "Policy sync failed",
            "Operation #421\nMay already have been shown"
        )
    );
    let several = vec![
        canary(421, Ending::Failed, operation),
        canary(9, Ending::Succeeded, pack),
    ];
    let [_, body, ..] = said(Language::En, several);
    let lines: Vec<_> = body.lines().take(2).collect();
    assert_eq!(
        lines,
        [
            "Policy sync failed · Operation #421",
            "Review pack is ready · Review pack #9"
        ]
    );
}
