//! Killed and started again: nothing is repeated that was surely told, and nothing is lost.

use monitor_sim::world::{World, completed, op, operation, secs, viewer};

#[test]
fn killed_at_any_step_an_end_is_told_and_repeated_only_where_it_may_be() {
    for steps in 0..8 {
        let mut world = World::watching(&[421, 422], 600);
        world.plan(op(421), 30, completed("failed"));
        world.kill_after(steps);
        world.pass(120);
        world.restart();
        world.pass(120);

        let repeats: Vec<_> = world
            .told
            .iter()
            .map(|told| told.notice.may_repeat)
            .collect();
        let expected: &[bool] = match steps {
            // Stored, but not shown, as far as anybody knows.
            1 | 2 => &[true],
            // Shown, but not marked as told.
            3 => &[false, true],
            _ => &[false],
        };
        assert_eq!(repeats, expected, "killed after {steps} steps");
        assert!(world.told_ids().iter().all(|ids| *ids == [421]));
        assert_eq!(world.ledger().untold(), []);
    }
}

#[test]
fn what_was_told_is_not_told_again_after_a_restart() {
    let mut world = World::watching(&[421], 600);
    world.plan(op(421), 30, completed("failed"));
    world.pass(120);
    let mark = world.mark();

    world.restart();
    world.pass(3_600);

    assert_eq!(world.told_ids(), [[421]]);
    assert_eq!((world.sent[mark..].len(), world.next_deadline()), (0, None));
}

#[test]
fn an_end_while_the_app_was_gone_is_told_after_its_start() {
    let mut world = World::watching(&[421], 600);
    world.kill_after(0);
    world.plan(op(421), 30, completed("succeeded"));
    world.pass(3_600);
    assert_eq!(world.told, []);

    world.restart();
    world.pass(5);

    assert_eq!(world.told_ids(), [[421]]);
    assert!(!world.told[0].notice.may_repeat);
}

#[test]
fn several_pending_ends_recur_in_one_digest() {
    let mut world = World::watching(&[421, 422], 600);
    world.plan(op(421), 30, completed("succeeded"));
    world.plan(op(422), 30, completed("failed"));
    world.kill_after(1);
    world.pass(120);

    world.restart();
    world.pass(120);

    assert_eq!(world.told_ids(), [[422, 421]]);
    assert!(world.told[0].notice.may_repeat);
}

#[test]
fn a_restart_during_a_pause_tells_the_withheld_ends_once_when_it_is_over() {
    let mut world = World::watching(&[421, 422], 600);
    world.pause(Some(3_600));
    let end = world.time + secs(3_600);
    world.plan(op(421), 30, completed("succeeded"));
    world.pass(120);
    world.kill_after(0);
    world.pass(10);

    world.restart();
    world.pass(60);
    assert_eq!(world.told, []);

    world.pass(3_600);
    assert_eq!(world.tellings(), [(end, vec![421])]);
}

#[test]
fn an_operation_settled_before_the_start_is_asked_for_once_when_first_shown() {
    let mut world = World::watching(&[421], 600);
    world.plan(op(421), 30, completed("failed"));
    world.pass(120);
    world.restart();
    assert!(
        world
            .view()
            .row(operation(421))
            .is_some_and(|row| row.needs_attention())
    );
    let mark = world.mark();

    for _ in 0..3 {
        world.show(viewer(421));
        world.pass(600);
        world.hide(viewer(421));
    }

    assert_eq!(world.asked(mark, op(421)).len(), 1);
    assert_eq!(world.told_ids(), [[421]]);
}

#[test]
fn what_may_have_been_told_before_a_restart_says_so_even_when_a_pause_or_the_daemon_delays_it() {
    for refused in [true, false] {
        let mut world = World::watching(&[421], 600);
        world.plan(op(421), 30, completed("failed"));
        // Shown, but not marked as told.
        world.kill_after(3);
        world.pass(120);
        world.daemon_silent = refused;
        if !refused {
            world.settings.paused_until = Some(world.now().wall.after(secs(600)));
        }
        world.restart();
        world.pass(5);
        if refused {
            world.refuse_last_notice();
        }
        world.pass(900);

        let told = world.told.iter().map(|told| told.notice.may_repeat);
        assert_eq!(told.collect::<Vec<_>>(), [false, true], "{refused}");
    }
}

#[test]
fn a_notice_without_an_answer_is_told_again_by_the_next_start_alone_and_says_so() {
    let mut world = World::watching(&[421], 600);
    world.daemon_silent = true;
    world.plan(op(421), 30, completed("failed"));
    world.pass(900);
    assert_eq!(world.told_ids(), [[421]]);

    world.daemon_silent = false;
    for _ in 0..2 {
        world.restart();
        world.pass(900);
    }
    let told = world.told.iter().map(|told| told.notice.may_repeat);
    assert_eq!(told.collect::<Vec<_>>(), [false, true]);
    assert_eq!(world.ledger().untold(), []);
}
