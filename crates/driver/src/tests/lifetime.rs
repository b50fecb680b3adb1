//! What ends the loop and what does not, and what goes with it.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_panicking_request_does_not_end_the_loop() {
    let mut world = World::start(|ask, step| match ask {
        Ask::Watch { .. } if step == 0 => panic!("on purpose"),
        Ask::Watch { .. } if step == 1 => Ok(watch("running", "pending")),
        Ask::Watch { .. } => Ok(watch("completed", "failed")),
        Ask::Account | Ask::Details(_) | Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
            Err(Fault::Forbidden)
        }
    });
    world.pin_and_show();
    assert!(
        world
            .until("marked")
            .await
            .contains(&"notified 1".to_owned())
    );
}

#[tokio::test(start_paused = true)]
async fn a_ledger_that_fails_does_not_keep_the_news_from_the_user() {
    let mut world = World::start_with(true, 0, ending("failed"));
    world.pin_and_show();
    world.until("notified 1").await;
}

#[tokio::test(start_paused = true)]
async fn the_loop_ends_with_its_last_handle() {
    let server = Server::playing(|_, _| Err(Fault::Unreached));
    let (driver, handle) = loop_over(server, PausedClock::new(), std_mpsc::channel().0);
    drop(handle);
    driver.run().await;
}

#[tokio::test(start_paused = true)]
async fn what_an_account_stores_in_its_last_instant_loses_its_names_after_it() {
    let (log, stored) = std_mpsc::channel();
    let server = Server::playing(|_, _| Ok(watch("running", "pending")));
    let (driver, handle) = loop_over(server, PausedClock::new(), log);
    handle.send(Input::Pin(target()));
    handle.forget();
    handle.send(Input::Opened(target()));
    drop(handle);
    driver.run().await;
    let lines: Vec<_> = stored.try_iter().collect();
    assert_eq!(lines, ["pinned", "opened", "names erased"]);
}

#[tokio::test(start_paused = true)]
async fn a_loop_that_ends_for_another_reason_erases_no_name() {
    let (log, stored) = std_mpsc::channel();
    let server = Server::playing(|_, _| Ok(watch("running", "pending")));
    let (driver, handle) = loop_over(server, PausedClock::new(), log);
    handle.send(Input::Pin(target()));
    drop(handle);
    driver.run().await;
    assert_eq!(stored.try_iter().collect::<Vec<_>>(), ["pinned"]);
}

#[tokio::test(start_paused = true)]
async fn names_do_not_wait_for_a_notice_on_its_way_and_what_becomes_of_it_is_stored() {
    let mut world = World::start_over(false, Recorder::silent, ending("succeeded"));
    world.pin_and_show();
    world.until("notified 1").await;
    let World { handle, log } = world;
    handle.forget();
    drop(handle);
    // Longer than a notice may take.
    tokio::time::sleep(Duration::from_secs(60)).await;
    let lines: Vec<_> = log.try_iter().collect();
    assert_eq!(lines, ["names erased", "marked 1 as Unknown"]);
}

#[tokio::test(start_paused = true)]
async fn a_hidden_window_and_the_end_of_the_loop_drop_the_request_that_is_held() {
    let api = Holder::default();
    let held = Arc::clone(&api.0);
    let (driver, handle) = loop_over(api, PausedClock::new(), std_mpsc::channel().0);
    let running = tokio::spawn(driver.run());

    handle.send(Input::HiddenMode { quiet: false });
    handle.send(Input::Pin(target()));
    handle.send(window(true));
    until_held(1, &held).await;
    handle.send(window(false));
    until_held(0, &held).await;

    handle.send(window(true));
    until_held(1, &held).await;
    drop(handle);
    until_held(0, &held).await;
    running.await.expect("the loop ends in good order");
}

#[test]
fn what_is_due_within_moments_is_due_together() {
    let origin = Now {
        moment: Moment::default(),
        wall: Timestamp::from_millis(0),
    };
    let (log, _heard) = std_mpsc::channel();
    let ledger = Ledger { log, broken: false };
    let awake = Awake::new(GoesOn::Monotonic, origin, Duration::ZERO);
    let mut engine = Engine::new(monitor(), ledger, awake, origin);
    assert_eq!(engine.timer(origin), None);

    engine.handle_input(Input::Pin(target()), origin);
    let due = engine.poll_timeout(origin).map(|(due, _)| due);
    assert_eq!(due, Some(origin.moment), "at once");
    assert_eq!(engine.timer(origin), Some(Duration::from_millis(5)));
}
