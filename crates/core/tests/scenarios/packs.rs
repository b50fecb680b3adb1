//! The review-pack card: it polls only while a pack is being made.

use monitor_core::attention::Shows;
use monitor_core::view::{PackState, Refresh};

use monitor_sim::world::{Chapter, World, card, pack, pack_viewer, secs};

/// The card of environment 1.
fn shown(world: &World) -> (PackState, Refresh) {
    let view = world.view();
    let card = view.packs.first().expect("environment 1 is in scope");
    (card.state.clone(), card.refresh)
}

fn status(world: &World) -> Option<String> {
    let (state, _) = shown(world);
    let PackState::Known(pack) = state else {
        return None;
    };
    Some(pack.status.as_str().to_owned())
}

#[test]
fn a_card_polls_only_while_its_pack_is_queued_or_generating() {
    let polling = [pack(7, "queued"), pack(7, "generating")];
    let resting = [
        pack(7, "ready"),
        pack(7, "failed"),
        pack(7, "expired"),
        pack(7, "archived"),
        Chapter::NoPack,
        Chapter::Gone,
        Chapter::Forbidden,
    ];
    for chapter in polling.into_iter().chain(resting) {
        let mut world = World::new();
        world.server.add(card(1), world.time, chapter);
        world.show(Shows::Overview);
        world.pass(5);
        assert_eq!(world.asked(0, card(1)).len(), 1, "{chapter:?}");
        let mark = world.mark();

        world.pass(100);

        let asked = world.asked(mark, card(1)).len();
        let (expected, refresh) = if polling.contains(&chapter) {
            (9..=10, Refresh::Every(secs(10)))
        } else {
            (0..=0, Refresh::Settled)
        };
        assert!(expected.contains(&asked), "{chapter:?}: {asked}");
        assert_eq!(shown(&world).1, refresh, "{chapter:?}");
    }
}

#[test]
fn a_pack_is_followed_until_it_is_ready_and_then_left_alone() {
    let mut world = World::new();
    world.server.add(card(1), world.time, pack(7, "queued"));
    world.plan(card(1), 30, pack(7, "generating"));
    world.plan(card(1), 60, pack(7, "ready"));
    world.show(Shows::Overview);
    world.pass(20);
    assert_eq!(status(&world).as_deref(), Some("queued"));
    world.pass(25);
    assert_eq!(status(&world).as_deref(), Some("generating"));
    world.pass(30);
    assert_eq!(status(&world).as_deref(), Some("ready"));

    let mark = world.mark();
    world.pass(3_600);
    assert_eq!(world.asked(mark, card(1)), []);
    // It was shown, not pinned.
    assert_eq!(world.told, []);
}

#[test]
fn a_hidden_card_asks_for_nothing() {
    let mut world = World::new();
    world.server.add(card(1), world.time, pack(7, "generating"));
    world.show(Shows::Overview);
    world.pass(20);
    world.hide(Shows::Overview);
    world.pass(1);
    let mark = world.mark();
    world.pass(3_600);
    assert_eq!((world.sent[mark..].len(), world.next_deadline()), (0, None));
}

#[test]
fn a_ready_pack_expires_by_date_without_a_request() {
    let mut world = World::new();
    let expires = world.time + secs(100);
    let ready = Chapter::Pack {
        id: 7,
        status: "ready",
        expires: Some(expires),
    };
    world.server.add(card(1), world.time, ready);
    world.show(Shows::Overview);
    world.pass(99);
    assert_eq!(status(&world).as_deref(), Some("ready"));
    let mark = world.mark();
    assert!(
        world
            .next_deadline()
            .is_some_and(|deadline| deadline <= expires + secs(1))
    );

    world.pass(2);

    assert!(matches!(shown(&world).0, PackState::Expired(_)));
    assert_eq!(world.asked(mark, card(1)), []);
}

#[test]
fn the_date_of_a_pack_that_is_not_ready_is_no_deadline() {
    for status in ["queued", "generating", "failed", "expired", "archived"] {
        let mut world = World::new();
        let past = Chapter::Pack {
            id: 7,
            status,
            expires: Some(world.time - secs(100)),
        };
        world.server.add(card(1), world.time, past);
        world.show(Shows::Overview);
        world.pass(1);
        assert!(
            world
                .next_deadline()
                .is_some_and(|deadline| deadline > world.time),
            "{status}"
        );
    }
}

#[test]
fn a_newer_pack_is_seen_when_its_card_is_shown_again() {
    let mut world = World::new();
    world.server.add(card(1), world.time, pack(7, "ready"));
    world.show(Shows::Overview);
    world.pass(5);
    world.hide(Shows::Overview);
    world.plan(card(1), 10, pack(8, "generating"));
    world.pass(120);
    assert_eq!(status(&world).as_deref(), Some("ready"));

    world.show(Shows::Overview);
    world.pass(1);

    assert_eq!(status(&world).as_deref(), Some("generating"));
}

#[test]
fn a_pack_in_a_window_of_its_own_is_followed_to_its_end_and_nothing_else_is_asked() {
    let mut world = World::new();
    world.server.add(card(1), world.time, pack(7, "generating"));
    world.plan(card(1), 30, pack(7, "ready"));
    world.pin(card(1));
    world.show(pack_viewer(1));
    world.pass(20);
    assert_eq!(status(&world).as_deref(), Some("generating"));
    world.pass(40);
    assert_eq!(status(&world).as_deref(), Some("ready"));
    assert_eq!(world.count(0, "foreground"), world.sent.len());

    let mark = world.mark();
    world.pass(3_600);
    assert_eq!(world.asked(mark, card(1)), []);
}

#[test]
fn a_ready_pack_in_a_window_of_its_own_expires_by_date() {
    let mut world = World::new();
    let ready = Chapter::Pack {
        id: 7,
        status: "ready",
        expires: Some(world.time + secs(100)),
    };
    world.server.add(card(1), world.time, ready);
    world.pin(card(1));
    world.show(pack_viewer(1));
    world.pass(99);
    assert_eq!(status(&world).as_deref(), Some("ready"));

    world.pass(2);

    assert!(matches!(shown(&world).0, PackState::Expired(_)));
}

#[test]
fn the_card_of_a_pack_that_failed_needs_attention_and_of_no_other() {
    for (chapter, needs) in [
        (pack(7, "failed"), true),
        (pack(7, "ready"), false),
        (pack(7, "generating"), false),
        (pack(7, "expired"), false),
        (Chapter::NoPack, false),
    ] {
        let mut world = World::new();
        world.server.add(card(1), world.time, chapter);
        world.show(Shows::Overview);
        world.pass(5);
        let view = world.view();
        let card = view.packs.first().expect("environment 1 is in scope");
        assert_eq!(card.needs_attention(), needs, "{chapter:?}");
    }
}

#[test]
fn a_window_of_one_pack_asks_for_no_other() {
    let mut world = World::new();
    world.server.environments = vec![1, 2];
    for id in 1..=2 {
        world.server.add(card(id), world.time, pack(id, "ready"));
    }
    world.show(Shows::Overview);
    world.pass(5);
    world.destroy(Shows::Overview);
    world.pass(120);
    let mark = world.mark();
    world.show(pack_viewer(1));
    world.pass(10);
    let asked = [1, 2].map(|id| world.asked(mark, card(id)).len());
    assert_eq!(asked, [1, 0]);
}
