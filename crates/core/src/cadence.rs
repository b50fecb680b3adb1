//! The one cadence policy: how long until a target is asked for again, or never.
//!
//! Spec 123 (`RunDetailPolling`) gives the intervals; that an operation's age counts from `created_at` is this
//! project's decision, as the source does not say. `docs/polling-contract.yaml` is generated from here.

use std::time::Duration;

use crate::attention::Attention;
use crate::planted::{self, Bug};

/// Operations younger than this are asked for every [`YOUNG`].
pub const YOUNG_UNTIL: Duration = Duration::from_secs(10);
/// Operations younger than this are asked for every [`SETTLING`], older ones every [`STEADY`].
pub const SETTLING_UNTIL: Duration = Duration::from_secs(60);
pub const YOUNG: Duration = Duration::from_secs(1);
pub const SETTLING: Duration = Duration::from_secs(5);
pub const STEADY: Duration = Duration::from_secs(10);
/// A review pack that is queued or generating.
pub const PACK: Duration = Duration::from_secs(10);
/// A visible list with something active in it, and one without.
pub const LIST_ACTIVE: Duration = Duration::from_secs(10);
pub const LIST_IDLE: Duration = Duration::from_secs(60);
/// What the user may see is asked again with a list that leaves anyway, where the last answer is this old: of a place that was
/// lost the names go while somebody still looks, for one request to fifteen of idle lists.
pub const SCOPE_SEEN: Duration = Duration::from_secs(5 * 60);
/// With a quiet watch that leaves anyway: nobody looks then, but the tray and the next notification name places.
pub const SCOPE_QUIET: Duration = Duration::from_secs(15 * 60);
/// Between two requests for a list as it is filtered, at least: who tries one choice after the other asks a few times.
pub const FILTER_SPACING: Duration = Duration::from_secs(2);
/// The quiet watch where the user chose nothing else, and what the user may choose.
pub const QUIET: Duration = Duration::from_secs(30);
pub const QUIET_MIN: Duration = Duration::from_secs(15);
pub const QUIET_MAX: Duration = Duration::from_secs(600);
/// How long the server may hold the quiet watch. A foreground watch is held for its interval.
pub const HOLD: Duration = Duration::from_secs(50);
/// So many held watches that fail in a row, while plain ones are answered, make the watches of an account plain.
pub const CUTS: u32 = 2;
/// How long until one is held again then, and up to a quarter more.
pub const HOLD_AGAIN: Duration = Duration::from_secs(30 * 60);
/// The plain watch that finds out whether a cut is the server's end waits for this at most, so that the clients of a
/// server that was started anew do not all ask at once.
pub const PROBE_SPREAD: Duration = Duration::from_secs(5);
/// No client waits longer than this for a plain answer, nor beyond its wait for one that is held.
pub const GIVEN_UP: Duration = Duration::from_secs(20);
/// After this computer woke nothing leaves for so long, and up to the spread longer: its network takes a moment, and many
/// computers of a company wake together.
pub const WAKE_PAUSE: Duration = Duration::from_secs(2);
pub const WAKE_SPREAD: Duration = Duration::from_secs(4);
/// No two changes of the network, and no two wake-ups, closer than this are two.
pub const CHANGE_SPACING: Duration = Duration::from_secs(15);
/// So long nothing may be known of the server until that is told and not only shown; twice as long where the network
/// changes meanwhile, however often.
pub const BLIND_GRACE: Duration = Duration::from_secs(120);
/// What is over within this is not told to take longer than usual, however short the usual is.
pub const SHORT: Duration = Duration::from_secs(60);
/// What the server counts makes no progress when it stayed the same for so long, or for as long as half of its type take
/// altogether, where that is longer.
pub const STUCK_AFTER: Duration = Duration::from_secs(15 * 60);
/// The first and the longest pause after faults.
pub const BACKOFF_BASE: Duration = Duration::from_secs(1);
pub const BACKOFF_CAP: Duration = Duration::from_secs(60);
/// `Retry-After` is taken as it comes within these bounds.
pub const RETRY_AFTER_MIN: Duration = Duration::from_secs(1);
pub const RETRY_AFTER_MAX: Duration = Duration::from_secs(3600);
/// What is added to the `Retry-After` of a server that refused everyone, at most, so that its clients do not return
/// together; twice that from its second refusal in a row.
pub const RETURN_SPREAD: Duration = Duration::from_secs(30);

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    List,
    Operation,
    ReviewPack,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Phase {
    /// There is nothing to watch: the environment has no review pack, or the target is gone.
    Absent,
    /// Not ended. A likely stale operation is active all the same (spec 233).
    Active,
    /// A list without anything active in it.
    Idle,
    /// Ended for good.
    Terminal,
    /// Never answered.
    Unseen,
}

/// What the server asked for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Wish {
    #[default]
    Nothing,
    /// With a good answer: no sooner than this.
    PollAfter(Duration),
    /// With a refusal of this client alone: no sooner than this (RFC 9110, section 10.2.3).
    RetryAfter(Duration),
    /// With a refusal of everyone: no sooner than this, and then each client at another moment.
    ReturnAfter(Duration),
}

/// Faults in a row, and the seed their jitter is drawn from.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Faults {
    pub consecutive: u32,
    pub seed: u64,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Circumstances {
    pub kind: Kind,
    pub attention: Attention,
    pub phase: Phase,
    /// Of an operation, since `created_at`, on the server's clock.
    pub age: Duration,
    pub faults: Faults,
    pub wish: Wish,
}

/// The delay from the last answer to the next request; `None` is "do not ask again".
///
/// Faults and wishes only ever lengthen the plain interval, and a wish never shortens the back-off: a server that goes on
/// refusing with `Retry-After: 0` is asked as rarely as one that says nothing.
#[must_use]
pub fn delay(circumstances: &Circumstances) -> Option<Duration> {
    let interval = interval(circumstances)?;
    let asked = match circumstances.wish {
        Wish::Nothing => Duration::ZERO,
        Wish::PollAfter(wish) => wish.min(RETRY_AFTER_MAX),
        Wish::RetryAfter(pause) => retry_after(pause),
        Wish::ReturnAfter(pause) => retry_after(pause) + return_spread(circumstances.faults),
    };
    Some(interval.max(asked).max(backoff(circumstances.faults)))
}

fn interval(circumstances: &Circumstances) -> Option<Duration> {
    match (
        circumstances.attention,
        circumstances.kind,
        circumstances.phase,
    ) {
        (Attention::Suspended(_), _, _) | (_, _, Phase::Absent | Phase::Terminal) => None,
        (Attention::Quiet { .. }, Kind::List, _) => None,
        (Attention::Quiet { every }, _, _) => Some(every.clamp(QUIET_MIN, QUIET_MAX)),
        (Attention::Foreground, Kind::List, Phase::Active) => Some(LIST_ACTIVE),
        (Attention::Foreground, Kind::List, Phase::Idle) => Some(LIST_IDLE),
        (Attention::Foreground, Kind::ReviewPack, Phase::Active) => Some(PACK),
        (Attention::Foreground, Kind::Operation, Phase::Active) => Some(by_age(circumstances.age)),
        (Attention::Foreground, Kind::Operation | Kind::ReviewPack, Phase::Idle) => None,
        (Attention::Foreground, _, Phase::Unseen) => Some(YOUNG),
    }
}

fn by_age(age: Duration) -> Duration {
    if age < YOUNG_UNTIL || planted::has(Bug::Youthful) {
        YOUNG
    } else if age < SETTLING_UNTIL {
        SETTLING
    } else {
        STEADY
    }
}

/// How long the server may hold a foreground watch: as long as its shortest interval, in whole seconds, so that the next
/// one leaves when the plain poll would have.
#[must_use]
pub fn hold(interval: Duration, allowed: Duration) -> Duration {
    Duration::from_secs(interval.min(allowed).as_secs())
}

/// How long the server may hold the quiet watch: up to a tenth less than allowed, so that clients that asked together
/// do not stay together.
#[must_use]
pub fn hold_quietly(allowed: Duration, seed: u64, turn: u64) -> Duration {
    let longest = allowed.min(HOLD);
    Duration::from_secs(longest.as_secs() - share(longest / 10, seed, turn).as_secs())
}

/// The pause a server asked for, within its bounds.
#[must_use]
pub fn retry_after(pause: Duration) -> Duration {
    pause.clamp(RETRY_AFTER_MIN, RETRY_AFTER_MAX)
}

/// The part of `width` that falls to this seed at this turn; never all of it.
#[must_use]
pub fn share(width: Duration, seed: u64, turn: u64) -> Duration {
    let turn = turn.wrapping_add(1).wrapping_mul(0xD1B5_4A32_D192_ED03);
    width.mul_f64(unit(seed ^ turn))
}

fn return_spread(faults: Faults) -> Duration {
    let width = RETURN_SPREAD * faults.consecutive.clamp(1, 2);
    share(width, faults.seed, u64::from(faults.consecutive))
}

/// Decorrelated jitter: each pause is drawn between the base and three times the one before, up to the cap.
fn backoff(faults: Faults) -> Duration {
    let mut pause = BACKOFF_BASE;
    // One draw per fault, oldest first, so that each pause follows from the one that was kept before it. Older draws
    // than these no longer tell.
    for fault in faults.consecutive.saturating_sub(24)..faults.consecutive {
        let width = pause.saturating_mul(3).min(BACKOFF_CAP.saturating_mul(3)) - BACKOFF_BASE;
        let share = unit(faults.seed ^ (u64::from(fault) + 1));
        pause = (BACKOFF_BASE + width.mul_f64(share)).min(BACKOFF_CAP);
    }
    if faults.consecutive == 0 {
        Duration::ZERO
    } else {
        pause
    }
}

/// A number in `[0, 1)` from a seed, by SplitMix64.
fn unit(seed: u64) -> f64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    let high_bits = u32::try_from((z ^ (z >> 31)) >> 32).unwrap_or(u32::MAX);
    f64::from(high_bits) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attention::Suspension;

    const BASE: Circumstances = Circumstances {
        kind: Kind::Operation,
        attention: Attention::Foreground,
        phase: Phase::Active,
        age: Duration::ZERO,
        faults: Faults {
            consecutive: 0,
            seed: 7,
        },
        wish: Wish::Nothing,
    };

    fn secs(seconds: u64) -> Option<Duration> {
        Some(Duration::from_secs(seconds))
    }

    #[test]
    fn an_operation_slows_down_exactly_at_ten_and_sixty_seconds() {
        let at = |millis| {
            delay(&Circumstances {
                age: Duration::from_millis(millis),
                ..BASE
            })
        };
        assert_eq!(at(0), secs(1));
        assert_eq!(at(9_999), secs(1));
        assert_eq!(at(10_000), secs(5));
        assert_eq!(at(59_999), secs(5));
        assert_eq!(at(60_000), secs(10));
        assert_eq!(at(86_400_000), secs(10));
    }

    #[test]
    fn a_review_pack_is_asked_for_every_ten_seconds_only_while_active() {
        let pack = |phase| {
            delay(&Circumstances {
                kind: Kind::ReviewPack,
                phase,
                ..BASE
            })
        };
        assert_eq!(pack(Phase::Active), secs(10));
        assert_eq!(pack(Phase::Terminal), None);
        assert_eq!(pack(Phase::Absent), None);
        assert_eq!(pack(Phase::Idle), None);
    }

    #[test]
    fn a_list_is_calm_and_only_visible() {
        let list = |attention, phase| {
            delay(&Circumstances {
                kind: Kind::List,
                attention,
                phase,
                ..BASE
            })
        };
        assert_eq!(list(Attention::Foreground, Phase::Active), secs(10));
        assert_eq!(list(Attention::Foreground, Phase::Idle), secs(60));
        assert_eq!(list(Attention::Quiet { every: QUIET }, Phase::Active), None);
    }

    #[test]
    fn nothing_suspended_or_ended_has_a_delay_whatever_else_is_true() {
        for why in [Suspension::ModalOpen, Suspension::WindowHidden] {
            assert_eq!(
                delay(&Circumstances {
                    attention: Attention::Suspended(why),
                    ..BASE
                }),
                None
            );
        }
        for phase in [Phase::Absent, Phase::Terminal] {
            let faults = Faults {
                consecutive: 3,
                seed: 1,
            };
            let wish = Wish::RetryAfter(Duration::from_secs(5));
            assert_eq!(
                delay(&Circumstances {
                    phase,
                    faults,
                    wish,
                    ..BASE
                }),
                None
            );
        }
    }

    #[test]
    fn faults_never_speed_anything_up_and_stay_under_the_cap() {
        for consecutive in 0..200 {
            for seed in 0..50 {
                let faults = Faults { consecutive, seed };
                let young = delay(&Circumstances { faults, ..BASE }).expect("active");
                assert!(
                    (YOUNG..=BACKOFF_CAP).contains(&young),
                    "{consecutive} {seed}: {young:?}"
                );
                let old = Circumstances {
                    faults,
                    age: SETTLING_UNTIL,
                    ..BASE
                };
                assert!(delay(&old).expect("active") >= STEADY);
            }
        }
    }

    #[test]
    fn each_pause_is_drawn_from_the_one_before() {
        let pause = |consecutive, seed| backoff(Faults { consecutive, seed });
        for seed in 0..200 {
            for consecutive in 1..24 {
                let widest = pause(consecutive, seed).saturating_mul(3).min(BACKOFF_CAP);
                assert!(
                    pause(consecutive + 1, seed) <= widest,
                    "{consecutive} {seed}"
                );
            }
        }
    }

    #[test]
    fn no_seed_keeps_a_client_impatient() {
        for seed in 0..1_000 {
            let waited: Duration = (1..=24)
                .map(|consecutive| backoff(Faults { consecutive, seed }))
                .sum();
            assert!(
                waited > Duration::from_secs(60),
                "{seed}: {waited:?} over 24 faults"
            );
        }
    }

    #[test]
    fn a_herd_spreads_after_many_faults() {
        let spread: std::collections::BTreeSet<_> = (0..100)
            .filter_map(|seed| {
                delay(&Circumstances {
                    faults: Faults {
                        consecutive: 8,
                        seed,
                    },
                    ..BASE
                })
            })
            .map(|delay| delay.as_millis() / 500)
            .collect();
        assert!(
            spread.len() > 20,
            "only {} different half seconds",
            spread.len()
        );
    }

    #[test]
    fn retry_after_lengthens_the_interval_and_never_shortens_it() {
        let with = |seconds, consecutive| {
            let wish = Wish::RetryAfter(Duration::from_secs(seconds));
            delay(&Circumstances {
                wish,
                faults: Faults {
                    consecutive,
                    seed: 3,
                },
                age: SETTLING_UNTIL,
                ..BASE
            })
        };
        assert_eq!(with(120, 1), secs(120));
        assert_eq!(with(120, 40), secs(120));
        assert_eq!(with(2, 1), secs(10));
        assert_eq!(with(u64::MAX, 1), secs(3600));
    }

    #[test]
    fn retry_after_is_never_early_and_no_way_around_the_back_off() {
        for pause in [0, 1, 5, 30, 90].map(Duration::from_secs) {
            for (consecutive, seed) in (0..40).flat_map(|count| (0..50).map(move |it| (count, it)))
            {
                let faults = Faults { consecutive, seed };
                for wish in [Wish::RetryAfter(pause), Wish::ReturnAfter(pause)] {
                    let delay = delay(&Circumstances {
                        wish,
                        faults,
                        ..BASE
                    });
                    let least = pause.max(RETRY_AFTER_MIN).max(backoff(faults));
                    assert!(delay >= Some(least), "{wish:?} {faults:?}: {delay:?}");
                }
                let alone = delay(&Circumstances {
                    wish: Wish::RetryAfter(pause),
                    faults,
                    ..BASE
                });
                let exactly = pause.max(RETRY_AFTER_MIN).max(backoff(faults));
                assert_eq!(alone, Some(exactly));
            }
        }
    }

    #[test]
    fn a_refusal_of_everyone_spreads_the_return_after_the_pause_and_never_before() {
        for (consecutive, width) in [(1, 30), (2, 60), (9, 60)] {
            let mut thirds = std::collections::BTreeSet::new();
            for seed in 0..300 {
                let back = delay(&Circumstances {
                    wish: Wish::ReturnAfter(Duration::from_secs(20)),
                    faults: Faults { consecutive, seed },
                    ..BASE
                });
                let late = back.expect("active") - Duration::from_secs(20);
                assert!(late < Duration::from_secs(width), "{seed}: {late:?}");
                thirds.insert(late.as_secs() * 3 / width);
            }
            assert_eq!(thirds.into_iter().collect::<Vec<_>>(), [0, 1, 2]);
        }
    }

    #[test]
    fn a_watch_is_held_for_its_interval_in_whole_seconds_and_no_longer_than_allowed() {
        let allowed = Duration::from_millis(7_900);
        assert_eq!(hold(SETTLING, allowed), SETTLING);
        assert_eq!(hold(STEADY, allowed), Duration::from_secs(7));
        assert_eq!(hold(STEADY, Duration::ZERO), Duration::ZERO);
        for turn in 0..100 {
            let quiet = hold_quietly(Duration::from_secs(55), 7, turn).as_secs();
            assert!((46..=50).contains(&quiet), "{quiet} s");
            assert_eq!(hold_quietly(Duration::ZERO, 7, turn), Duration::ZERO);
        }
    }

    #[test]
    fn a_server_that_wants_less_is_asked_less() {
        let wish = Wish::PollAfter(Duration::from_secs(20));
        assert_eq!(delay(&Circumstances { wish, ..BASE }), secs(20));
    }

    #[test]
    fn the_quiet_interval_keeps_the_settings_bounds() {
        let quiet = |seconds| {
            delay(&Circumstances {
                attention: Attention::Quiet {
                    every: Duration::from_secs(seconds),
                },
                ..BASE
            })
        };
        assert_eq!(quiet(30), secs(30));
        assert_eq!(quiet(1), secs(15));
        assert_eq!(quiet(9_999), secs(600));
    }

    /// What Sebastiano Vigna's reference of SplitMix64 gives from these states, by its upper 32 bits.
    #[test]
    fn a_seed_draws_what_splitmix64_draws() {
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        for (state, drawn) in [
            (0, 0xE220_A839_u32),
            (1, 0x910A_2DEC),
            (STEP, 0x6E78_9E6A),
            (STEP.wrapping_mul(2), 0x06C4_5D18),
            (1_234_567, 0x599E_D017),
            (1_234_567 + STEP, 0x2C73_F084),
        ] {
            let exact = f64::from(drawn) / 4_294_967_296.0;
            assert!(
                (unit(state) - exact).abs() < f64::EPSILON / 1_024.0,
                "{state:x}"
            );
        }
    }
}
