//! What an earlier start left to be told: which of it may have been shown, and says so.

use monitor_core::monitor::Legacy;
use monitor_core::ports::Effect;
use monitor_core::run::Ending;
use monitor_core::{Ended, Moment, Monitor, Now, Settings, Timestamp, WorkspaceId};

use monitor_sim::world::{op, secs};

fn ended(id: i64) -> Ended {
    Ended {
        target: op(id),
        subject: id,
        ending: Ending::Failed,
        expired: false,
        kind: None,
        label: None,
        environment: None,
        workspace: (WorkspaceId::new(1).expect("positive"), "Woodgrove".into()),
        ended_at: None,
        reason: None,
    }
}

fn at(seconds: u64) -> Now {
    Now {
        moment: Moment::default().after(secs(seconds)),
        wall: Timestamp::from_millis(0).after(secs(seconds)),
    }
}

/// Every notice of a start and of the ten minutes after it: of what, and whether it may be a repeat.
fn told(untold: &[i64], withheld: &[i64], paused: bool) -> Vec<(Vec<i64>, bool)> {
    let legacy = Legacy {
        untold: untold.iter().copied().map(ended).collect(),
        withheld: withheld.iter().copied().map(ended).collect(),
        ..Legacy::default()
    };
    let settings = Settings {
        paused_until: paused.then(|| at(300).wall),
        ..Settings::default()
    };
    let mut monitor = Monitor::after(legacy, settings, 1, at(0));
    let mut told = Vec::new();
    for now in [at(0), at(600)] {
        monitor.handle_timeout(now);
        while let Some(effect) = monitor.poll_effect(now) {
            if let Effect::Announce(notice) = effect {
                let ids = notice.ended.iter().map(|end| end.subject).collect();
                told.push((ids, notice.may_repeat));
            }
        }
    }
    told
}

#[test]
fn what_waited_until_the_end_of_an_earlier_start_is_told_as_what_it_is_and_no_repeat() {
    for paused in [false, true] {
        assert_eq!(told(&[421], &[421], paused), [(vec![421], false)]);
    }
}

#[test]
fn what_may_have_been_shown_says_so_for_all_that_is_told_with_it() {
    for paused in [false, true] {
        assert_eq!(told(&[421], &[], paused), [(vec![421], true)]);
        let both = told(&[421, 422], &[421], paused);
        assert_eq!(both, [(vec![421, 422], true)]);
    }
}
