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
    let server = Server::playing(|_, _| Err(Fault::Offline));
    let (driver, handle) = loop_over(server, PausedClock::new(), std_mpsc::channel().0);
    drop(handle);
    driver.run().await;
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
