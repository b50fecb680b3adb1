//! Every order of what can happen to one watched operation, to a depth of eight: a window that shows it, a dialog, a pin,
//! answers and faults, the end of a token and of the next one, its own end, another session. Whatever the order, nothing is
//! asked while suspended or signed out, no wake-up is lost, each refused token asks once to sign in, what has ended stays
//! ended and is asked no more, an end that was witnessed is told, and a lane carries one watch.
//!
//! Deliberately absent: lists and other targets, which have no part in it, and chance.

mod event;
mod subject;

use std::time::Duration;

use monitor_core::account::Health;
use monitor_core::attention::{Shows, Surface};
use monitor_core::cadence::Wish;
use monitor_core::ports::{
    Answer, Ask, Change, Effect, Observation, Pin, Record, Request, WatchLane,
};
use monitor_core::view::Known;
use monitor_core::watch::Lane;
use monitor_core::{Cause, Fault, Input, Moment, Monitor, Now, Target, Version};

use event::{EVENTS, Event};
use subject::{monitor, operation, run, scope, start, target};

const DEPTH: usize = 8;

/// One monitor after some events, with what is around it.
#[derive(Clone)]
struct Play {
    monitor: Monitor,
    time: Duration,
    trail: Vec<Event>,
    flights: Vec<Request>,
    visible: bool,
    modal: bool,
    quiet: bool,
    pin: Option<Pin>,
    /// On the server.
    ended: bool,
    /// The monitor was told, since it was pinned.
    known_ended: bool,
    /// Somebody opened a window on it, and has not seen an answer yet.
    is_wanted: bool,
    /// The server refused the token, and there is no other yet.
    signed_out: bool,
    /// Tokens that were refused.
    refused: usize,
    /// The monitor was shown it at work, since it was pinned.
    witnessed: bool,
    /// Ends that it was shown after that.
    owed: usize,
    /// Ends that were told, or are kept to be told.
    told: usize,
}

impl Play {
    fn new(quiet: bool) -> Self {
        let mut play = Self {
            monitor: monitor(quiet, None, Duration::ZERO),
            time: Duration::ZERO,
            trail: Vec::new(),
            flights: Vec::new(),
            visible: false,
            modal: false,
            quiet,
            pin: None,
            ended: false,
            known_ended: false,
            is_wanted: false,
            signed_out: false,
            refused: 0,
            witnessed: false,
            owed: 0,
            told: 0,
        };
        play.drain();
        play
    }

    fn can(&self, event: Event) -> bool {
        match event {
            Event::Answer | Event::Fault(_) => !self.flights.is_empty(),
            Event::Hide => self.visible,
            Event::Modal(on) => self.visible && self.modal != on,
            // Without a pin nothing outlives a session: one such is as good as all.
            Event::NewSession => {
                let is_first = !self.trail.contains(&event);
                self.pin.is_some() || self.signed_out || (self.visible && is_first)
            }
            Event::Pin => self.pin.is_none(),
            Event::Show => !self.visible,
            Event::Terminal => !self.ended,
            Event::Tick => true,
            Event::Unpin => self.pin.is_some(),
        }
    }

    fn take(&mut self, event: Event) {
        self.trail.push(event);
        self.time += Duration::from_millis(300);
        match event {
            Event::Answer => self.answer(),
            Event::Fault(fault) => self.fail(fault),
            Event::Hide => self.window(false, false),
            Event::Modal(on) => self.window(true, on),
            Event::NewSession => self.begin_session(),
            Event::Pin => self.input(Input::Pin(target())),
            Event::Show => {
                self.is_wanted = true;
                self.window(true, false);
            }
            Event::Terminal => self.ended = true,
            Event::Tick => self.tick(),
            Event::Unpin => {
                (self.known_ended, self.witnessed) = (false, false);
                self.input(Input::Unpin(target()));
            }
        }
        self.drain();
        self.check();
    }

    fn fail(&mut self, fault: Fault) {
        if fault == Fault::SignedOut && !self.signed_out {
            self.signed_out = true;
            self.refused += 1;
        }
        let request = self.flights.remove(0);
        self.monitor
            .handle_answer(request.id, Err(fault), self.now());
    }

    fn answer(&mut self) {
        let request = self.flights.remove(0);
        let answer = match &request.ask {
            Ask::Account => Answer::Account(scope()),
            Ask::Details(_) => Answer::Details { context: None },
            Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => Answer::Operations {
                runs: Vec::new(),
                total: 0,
            },
            Ask::Watch { targets, .. } => Answer::Watch(self.changes(targets)),
        };
        let observation = Observation {
            server_time: Some(self.now().wall),
            wish: Wish::Nothing,
            answer,
        };
        self.monitor
            .handle_answer(request.id, Ok(observation), self.now());
    }

    fn changes(&mut self, targets: &[(Target, Option<Version>)]) -> Vec<Change> {
        let version = Version::new(if self.ended { "ended" } else { "running" });
        let known = targets.first().and_then(|(_, known)| known.clone());
        self.is_wanted = false;
        self.known_ended |= self.ended && self.pin.is_some();
        if known.as_ref() == Some(&version) {
            return Vec::new();
        }
        self.witness();
        vec![Change::Operation {
            version,
            run: Box::new(run(self.ended)),
        }]
    }

    /// What a pin is shown. At work or ended, it goes into the ledger, which another session has it from.
    fn witness(&mut self) {
        let Some(pin) = &self.pin else { return };
        let stored = pin.seen.as_ref();
        let was_at_work = stored.is_some_and(|seen| seen.status == "running");
        if !self.ended {
            self.witnessed = true;
        } else if was_at_work || self.witnessed {
            self.owed = 1;
        }
    }

    fn begin_session(&mut self) {
        self.flights.clear();
        (self.visible, self.modal) = (false, false);
        (self.is_wanted, self.signed_out) = (false, false);
        let stored_end = self.pin.as_ref().and_then(|pin| pin.seen.as_ref());
        self.known_ended = stored_end.is_some_and(|seen| seen.status == "completed");
        self.monitor = monitor(self.quiet, self.pin.clone(), self.time);
    }

    fn window(&mut self, visible: bool, modal: bool) {
        (self.visible, self.modal) = (visible, modal);
        let surface = Surface {
            shows: Shows::Operation(operation()),
            visible,
            modal,
        };
        let label = "window".to_owned();
        self.input(Input::Window { label, surface });
    }

    fn input(&mut self, input: Input) {
        let now = self.now();
        self.monitor.handle_input(input, now);
    }

    fn tick(&mut self) {
        let deadline = self.monitor.poll_timeout(self.now());
        let next = deadline.map(|(moment, _)| moment.since(Moment::default()));
        self.time = next.map_or(self.time + Duration::from_secs(60), |next| {
            next.max(self.time)
        });
        self.monitor.handle_timeout(self.now());
    }

    fn drain(&mut self) {
        while let Some(effect) = self.monitor.poll_effect(self.now()) {
            match effect {
                Effect::Announce(notice) => self.told += notice.ended.len(),
                Effect::Withhold(ended, _) => self.told += ended.len(),
                Effect::Cancel(id) => {
                    let cancelled = self.flights.iter().position(|request| request.id == id);
                    self.flights.remove(cancelled.expect("it is in flight"));
                }
                Effect::Fetch(request) => self.send(request),
                Effect::Store(record) => self.store(record),
                Effect::Alert(_) | Effect::Silence(..) => {}
            }
        }
    }

    fn send(&mut self, request: Request) {
        let lane = Lane::of(&request.ask);
        let mut lanes = self.flights.iter().map(|flight| Lane::of(&flight.ask));
        let is_free = lanes.all(|busy| busy != lane);
        assert!(is_free, "two on {lane:?}: {:?}", self.trail);
        let trail = &self.trail;
        assert!(!self.signed_out, "{request:?} without a token: {trail:?}");
        let once = matches!(request.cause, Cause::CatchUp | Cause::Gone | Cause::Pinned);
        let is_open = self.visible && !self.modal;
        // Whoever opens a window on what the ledger alone knows to have ended has it asked for once.
        let is_over = self.known_ended && !self.is_wanted;
        let may = match &request.ask {
            Ask::Watch {
                lane: WatchLane::Foreground,
                ..
            } => (is_open && !is_over) || once,
            Ask::Watch {
                lane: WatchLane::Quiet,
                ..
            } => self.quiet && !is_open && self.pin.is_some() && !is_over,
            Ask::Account | Ask::Details(_) | Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
                once
            }
        };
        assert!(may, "{request:?} while suspended or over: {trail:?}");
        self.flights.push(request);
    }

    fn store(&mut self, record: Record) {
        match record {
            Record::Pinned(target) => {
                self.pin = Some(Pin {
                    target,
                    muted: false,
                    alerted: Vec::new(),
                    seen: None,
                });
            }
            Record::Seen(_, seen) => {
                if let Some(pin) = &mut self.pin {
                    pin.seen = Some(seen);
                }
            }
            Record::Unpinned(_) => self.pin = None,
            Record::AlertSent(..)
            | Record::Alerted { .. }
            | Record::Baseline(..)
            | Record::Erased(_)
            | Record::Listed { .. }
            | Record::Moved { .. }
            | Record::Muted { .. }
            | Record::MutedEnvironment { .. }
            | Record::Noted(..)
            | Record::Opened(..)
            | Record::Snoozed(..) => {}
        }
    }

    fn check(&self) {
        let deadline = self.monitor.poll_timeout(self.now());
        if let Some((moment, _)) = deadline {
            let ahead = moment >= self.now().moment;
            assert!(ahead, "{deadline:?} is past: {:?}", self.trail);
        }
        self.check_sign_in();
        // An end that was answered is told at once. For one that was not, the monitor wakes again, or waits for a token or
        // for attention, and has nothing to tell yet.
        let is_told = self.told >= self.owed;
        assert!(is_told, "an end was not told: {:?}", self.trail);
        let is_watched = (self.visible && !self.modal) || self.quiet;
        if self.pin.is_some() && is_watched && !self.known_ended && !self.signed_out {
            let wakes = deadline.is_some() || !self.flights.is_empty();
            assert!(wakes, "it never wakes again: {:?}", self.trail);
        }
        if self.pin.is_none() || !self.known_ended {
            return;
        }
        let view = self.monitor.view(self.now());
        let known = view.row(operation()).map(|row| &row.known);
        let ended = known.and_then(Known::ending).is_some();
        assert!(ended, "it ended, and is {known:?}: {:?}", self.trail);
        // Each pin may see its own end.
        let pins = self.trail.iter().filter(|event| **event == Event::Pin);
        let once = self.told <= pins.count();
        assert!(once, "told again: {:?}", self.trail);
    }

    /// Whoever shows the view asks to sign in when it begins to say that the token is refused. It says so from the refusal
    /// on, whatever else happens, until another session begins, and nothing of it there: once for each token.
    fn check_sign_in(&self) {
        let begins = self.trail.last() == Some(&Event::NewSession);
        if !self.signed_out && !begins {
            return;
        }
        let health = self.monitor.view(self.now()).health;
        let asks = health == Health::Blind(Fault::SignedOut);
        assert_eq!(asks, self.signed_out, "{health:?}: {:?}", self.trail);
    }

    fn now(&self) -> Now {
        Now {
            moment: Moment::from_origin(self.time),
            wall: start().after(self.time),
        }
    }
}

/// How many orders were played, each beginning of one among them.
#[derive(Default)]
struct Reached {
    plays: u64,
    /// Those of them in which the next token was refused as well.
    refused_again: u64,
}

fn explore(play: &Play, left: usize, reached: &mut Reached) {
    reached.plays += 1;
    reached.refused_again += u64::from(play.refused > 1);
    if left == 0 {
        return;
    }
    for event in EVENTS.into_iter().filter(|event| play.can(*event)) {
        let mut next = play.clone();
        next.take(event);
        explore(&next, left - 1, reached);
    }
}

fn every_order_keeps_the_rules(quiet: bool) {
    let mut reached = Reached::default();
    explore(&Play::new(quiet), DEPTH, &mut reached);
    let Reached {
        plays,
        refused_again,
    } = reached;
    assert!(plays > 100_000, "only {plays}");
    assert!(refused_again > 0, "no second token was refused");
}

#[test]
fn watched_quietly_every_order_of_events_keeps_the_rules() {
    every_order_keeps_the_rules(true);
}

#[test]
fn suspended_completely_every_order_of_events_keeps_the_rules() {
    every_order_keeps_the_rules(false);
}
