//! What the loop makes of a clock that was set, and of one that went on while the computer slept.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_is_told_once_to_whoever_works_something_out_from_it() {
    let (log, heard) = std_mpsc::channel();
    let clock = PausedClock::new();
    let server = Server::playing(|_, _| Err(Fault::Unreached));
    let (driver, handle) = loop_over(server, clock.clone(), log);
    let running = tokio::spawn(driver.run());
    for seconds in [0, 90 * 24 * 3_600, 90 * 24 * 3_600] {
        clock.set_ahead(seconds);
        handle.send(Input::Paused(None));
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    drop(handle);
    running.await.expect("the loop ends in good order");
    let told = heard.try_iter().filter(|line| line == "clock set").count();
    assert_eq!(told, 1);
}

#[tokio::test(start_paused = true)]
async fn a_hold_that_did_not_survive_a_sleep_is_dropped_soon_after_the_computer_woke() {
    for goes_on in COMPUTERS {
        let sleeper = Sleeper::holding(goes_on).await;

        sleeper.clock.sleep(3_600);
        let woke = Instant::now();
        until_held(0, &sleeper.held).await;
        assert!(woke.elapsed() <= Duration::from_secs(20), "{goes_on:?}");

        // A plain one is answered, and the next is held again.
        until_held(1, &sleeper.held).await;
        sleeper.end().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_sleep_is_seen_before_whatever_the_loop_hears_first_after_it() {
    for goes_on in COMPUTERS {
        let sleeper = Sleeper::holding(goes_on).await;

        sleeper.clock.sleep(3_600);
        sleeper
            .handle
            .send(Input::QuietEvery(Duration::from_secs(60)));
        tokio::time::sleep(Duration::from_millis(1)).await;
        assert_eq!(
            sleeper.held.load(Ordering::SeqCst),
            0,
            "what was held is dropped at once: {goes_on:?}"
        );
        sleeper.end().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_is_no_sleep_where_the_monotonic_one_goes_on() {
    let sleeper = Sleeper::holding(GoesOn::Monotonic).await;

    sleeper.clock.set_ahead(3_600);
    sleeper
        .handle
        .send(Input::QuietEvery(Duration::from_secs(60)));
    tokio::time::sleep(Duration::from_millis(1)).await;
    assert_eq!(
        sleeper.held.load(Ordering::SeqCst),
        1,
        "it goes on being held"
    );
    sleeper.end().await;
}

const COMPUTERS: [GoesOn; 2] = [GoesOn::Monotonic, GoesOn::WallAlone];

/// A loop on a computer that can sleep.
struct Sleeper {
    clock: PausedClock,
    handle: Handle,
    held: Arc<AtomicUsize>,
    running: tokio::task::JoinHandle<()>,
}

impl Sleeper {
    /// Its one watch is held.
    async fn holding(goes_on: GoesOn) -> Self {
        let api = Holder::default();
        let held = Arc::clone(&api.0);
        let clock = PausedClock::of(goes_on);
        let (driver, handle) = loop_over(api, clock.clone(), std_mpsc::channel().0);
        let running = tokio::spawn(driver.run());
        handle.send(Input::Pin(target()));
        until_held(1, &held).await;
        Self {
            clock,
            handle,
            held,
            running,
        }
    }

    async fn end(self) {
        drop(self.handle);
        self.running.await.expect("the loop ends in good order");
    }
}
