//! What is told in the morning: ends of quiet hours, but for failures that break through.

use monitor_core::{EnvironmentId, QuietSpan, Wait};

use monitor_sim::world::{World, completed, op, secs};

/// Quiet hours that begin and end in so many seconds.
fn span(world: &World, from: u64, until: u64) -> QuietSpan {
    let now = world.now().wall;
    QuietSpan {
        from: now.after(secs(from)),
        until: now.after(secs(until)),
        environment: None,
        failures_break_through: false,
    }
}

/// Operations 421 to 424 run in environment 3, 425 in environment 4; all are pinned.
fn watching() -> World {
    let mut world = World::new();
    world.server.environments = vec![3, 4];
    for (place, id) in [(3, 421), (3, 422), (3, 423), (3, 424), (4, 425)] {
        world.start_in(place, id);
        world.pin(op(id));
    }
    world.pass(10);
    world
}

#[test]
fn what_ends_in_quiet_hours_is_told_in_one_digest_when_they_are_over() {
    let mut world = watching();
    let quiet = span(&world, 600, 4_200);
    let end = world.time + secs(4_200);
    world.keep_quiet(vec![quiet]);
    for (id, delay) in [(421, 60), (422, 900), (423, 1_800), (424, 4_500)] {
        world.plan(op(id), delay, completed("failed"));
    }
    world.pass(4_199);
    assert_eq!(world.told_ids(), [[421]]);

    world.pass(1_200);
    assert_eq!(world.told_ids(), [vec![421], vec![422, 423], vec![424]]);
    assert_eq!(world.told[1].at, end);
    let waits: Vec<_> = world
        .waits
        .iter()
        .map(|(end, wait)| (end.1, *wait))
        .collect();
    assert_eq!(waits, [(422, Wait::QuietHours), (423, Wait::QuietHours)]);
    assert_eq!(
        (world.ledger().silenced(), world.ledger().untold()),
        (vec![], vec![])
    );
}

#[test]
fn failures_break_through_where_that_is_chosen_and_only_failed_and_blocked_are_failures() {
    let mut world = watching();
    let quiet = QuietSpan {
        failures_break_through: true,
        ..span(&world, 0, 3_600)
    };
    world.keep_quiet(vec![quiet]);
    for (id, outcome) in [
        (421, "failed"),
        (422, "blocked"),
        (423, "succeeded"),
        (424, "partially_succeeded"),
        (425, "cancelled"),
    ] {
        world.plan(
            op(id),
            u64::try_from(id - 420).expect("small") * 300,
            completed(outcome),
        );
    }
    world.pass(3_000);
    assert_eq!(world.told_ids(), [[421], [422]]);
    world.pass(1_200);
    let mut late = world.told_ids().remove(2);
    late.sort_unstable();
    assert_eq!((late, world.told.len()), (vec![423, 424, 425], 3));
}

#[test]
fn quiet_hours_of_an_environment_keep_nothing_of_the_others() {
    let mut world = watching();
    let quiet = QuietSpan {
        environment: EnvironmentId::new(3),
        ..span(&world, 0, 3_600)
    };
    world.keep_quiet(vec![quiet]);
    for id in [421, 425] {
        world.plan(op(id), 60, completed("failed"));
    }
    world.pass(600);
    assert_eq!(world.told_ids(), [[425]]);
    world.pass(3_600);
    assert_eq!(world.told_ids(), [[425], [421]]);
}

#[test]
fn quiet_hours_that_follow_each_other_are_one_night() {
    let mut world = watching();
    let end = world.time + secs(3_600);
    let spans = vec![span(&world, 0, 1_800), span(&world, 1_800, 3_600)];
    world.keep_quiet(spans);
    world.plan(op(421), 60, completed("failed"));
    world.pass(7_200);
    assert_eq!(world.tellings(), [(end, vec![421])]);
}

#[test]
fn quiet_hours_that_are_switched_off_tell_at_once_what_they_kept() {
    let mut world = watching();
    let quiet = span(&world, 0, 3_600);
    world.keep_quiet(vec![quiet]);
    world.plan(op(421), 60, completed("failed"));
    world.pass(600);
    world.keep_quiet(Vec::new());
    assert_eq!(world.tellings(), [(world.time, vec![421])]);
}

#[test]
fn what_quiet_hours_kept_waits_on_after_a_restart_and_without_that_they_have_no_deadline() {
    let mut world = watching();
    let quiet = span(&world, 0, 3_600);
    let end = world.time + secs(3_600);
    world.keep_quiet(vec![quiet]);
    for id in [421, 422, 423, 424, 425] {
        world.plan(op(id), 60, completed("succeeded"));
    }
    world.pass(600);
    world.restart();
    assert_eq!((world.told.len(), world.next_deadline()), (0, Some(end)));
    world.pass(3_600);
    assert_eq!((world.told.len(), world.told[0].at), (1, end));
    assert_eq!(world.next_deadline(), None);
}
