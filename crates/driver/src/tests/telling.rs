//! In which order an end is stored, told and marked, and what follows where nobody takes a notice.

use super::*;

#[tokio::test(start_paused = true)]
async fn an_end_is_stored_told_and_marked_in_this_order() {
    let mut world = World::start(ending("succeeded"));
    world.pin_and_show();
    let log = world.until("marked").await;
    let order: Vec<_> = log
        .iter()
        .filter(|line| !line.starts_with("seen"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        order,
        [
            "pinned",
            "remembered 1",
            "begun 1",
            "notified 1",
            "marked 1 as Shown(7)"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_muted_end_is_stored_before_its_state_and_told_to_nobody() {
    let mut world = World::start(ending("failed"));
    world.pin_and_show();
    world.handle.send(Input::Mute {
        target: target(),
        on: true,
    });
    let mut log = world.until("silenced").await;
    // What is still to come of it comes in the same breath, or not at all.
    tokio::time::sleep(Duration::from_secs(60)).await;
    log.extend(world.log.try_iter());
    let order: Vec<_> = log.iter().map(String::as_str).collect();
    assert_eq!(
        order,
        ["pinned", "muted", "seen", "silenced 1 as muted", "seen"]
    );
}

#[tokio::test(start_paused = true)]
async fn a_notice_that_nobody_took_is_told_again_and_then_marked() {
    let mut world = World::start_with(false, 2, ending("succeeded"));
    world.pin_and_show();
    let log = world.until("marked 1 as Shown").await;
    let of_notices = |line: &&String| line.starts_with("notified") || line.starts_with("marked");
    let order: Vec<_> = log.iter().filter(of_notices).collect();
    let refused = ["notified 1", "marked 1 as Refused"];
    let told = ["notified 1", "marked 1 as Shown(7)"];
    assert_eq!(order, [refused, refused, told].concat());
}

#[tokio::test(start_paused = true)]
async fn a_notice_of_which_nothing_is_known_is_kept_as_such_and_not_told_again() {
    let mut world = World::start_over(false, Recorder::silent, ending("succeeded"));
    world.pin_and_show();
    let mut log = world.until("marked").await;
    // Longer than it takes until a notice that was refused is told again.
    tokio::time::sleep(Duration::from_secs(600)).await;
    log.extend(world.log.try_iter());
    let of_notices = |line: &&String| line.starts_with("notified") || line.starts_with("marked");
    let order: Vec<_> = log.iter().filter(of_notices).collect();
    assert_eq!(order, ["notified 1", "marked 1 as Unknown"]);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_does_not_answer_is_told_once_and_as_nothings_end() {
    let mut world = World::start(|ask, step| match ask {
        Ask::Watch { .. } if step == 0 => Ok(watch("running", "pending")),
        Ask::Account
        | Ask::Details(_)
        | Ask::Filtered(..)
        | Ask::List(_)
        | Ask::Search(_)
        | Ask::Watch { .. } => Err(Fault::Unreached),
    });
    world.pin_and_show();
    let mut log = world.until("alerted").await;
    tokio::time::sleep(Duration::from_secs(600)).await;
    log.extend(world.log.try_iter());
    let of_telling = |line: &&String| line.starts_with("alerted") || line.starts_with("notified");
    let told: Vec<_> = log.iter().filter(of_telling).collect();
    assert_eq!(told, ["alerted 1"]);
}
