//! A week of work, in the background, with someone looking in now and then.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the running time of the test itself is reported"
)]
#![allow(
    clippy::print_stdout,
    reason = "the figures are this test's second purpose"
)]

use std::time::Instant;

use monitor_core::attention::Shows;

use monitor_sim::world::{World, completed, op};

const OPERATIONS: i64 = 200;
/// Seconds between two starts: two hundred in a week.
const APART: u64 = 3_024;

#[test]
fn a_week_of_two_hundred_operations_is_told_completely_and_once() {
    let started = Instant::now();
    let mut world = World::new();
    for id in 1..=OPERATIONS {
        let minutes = 1 + u64::try_from(id * 37 % 180).expect("positive");
        let outcome = match id % 4 {
            0 => "succeeded",
            1 => "failed",
            2 => "partial",
            _ => "cancelled",
        };
        world.start(id, 0);
        world.plan(op(id), 60 * minutes, completed(outcome));
        world.pin(op(id));
        if id % 8 == 0 {
            world.show(Shows::Overview);
            world.pass(600);
            world.hide(Shows::Overview);
            world.pass(APART - 600);
        } else {
            world.pass(APART);
        }
    }
    world.pass(4 * 3_600);

    let mut told = world.told_ids().concat();
    told.sort_unstable();
    assert_eq!(told, (1..=OPERATIONS).collect::<Vec<_>>());
    assert_eq!(world.next_deadline(), None);
    assert!(world.told.iter().all(|told| !told.notice.may_repeat));
    println!(
        "a week of {OPERATIONS} operations: {} requests ({} quiet, {} foreground, {} list), {} notices, \
         {} s of virtual time in {:?}",
        world.sent.len(),
        world.count(0, "quiet"),
        world.count(0, "foreground"),
        world.count(0, "list"),
        world.told.len(),
        APART * 200,
        started.elapsed(),
    );
}
