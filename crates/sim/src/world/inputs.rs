//! What happens in this world: what the script starts and plans, and what the user's hands and the shell do.

use monitor_core::attention::{Shows, Surface};
use monitor_core::monitor::Scoped;
use monitor_core::ports::Delivery;
use monitor_core::{EnvironmentId, Input, QuietSpan, Reach, Rules, Target};

use super::oracle::Pinned;
use super::server::{Chapter, running};
use super::{World, op, secs};

impl World {
    /// Starts an operation `age` seconds ago.
    pub fn start(&mut self, id: i64, age: u64) {
        let created = self.time - secs(age);
        self.server.add(op(id), created, running());
    }

    /// Starts an operation of this environment now.
    pub fn start_in(&mut self, environment: i64, id: i64) {
        self.server.add(op(id), self.time, running());
        self.server.place(op(id), environment);
    }

    /// What becomes of a target in so many seconds.
    pub fn plan(&mut self, target: Target, delay: u64, chapter: Chapter) {
        let at = self.time + secs(delay);
        self.server.plan(target, at, chapter);
    }

    pub fn pin(&mut self, target: Target) {
        let view = self.view();
        let now = Pinned {
            at: self.time,
            slept: self.slept,
        };
        self.oracle.handle_pinned(target, now, &view);
        self.touched.insert(target);
        self.input(Input::Pin(target));
    }

    pub fn unpin(&mut self, target: Target) {
        self.oracle.handle_unpinned(target);
        self.touched.insert(target);
        let snoozes = self.view().snoozes;
        let is_snoozed = snoozes.contains_key(&Reach::Target(target));
        self.leaving = is_snoozed.then_some(target);
        self.input(Input::Unpin(target));
        self.leaving = None;
        self.muted.remove(&target);
    }

    pub fn mute(&mut self, target: Target, on: bool) {
        if on && self.oracle.pinned().contains(&target) {
            self.muted.insert(target);
        } else {
            self.muted.remove(&target);
        }
        self.input(Input::Mute { target, on });
    }

    pub fn mute_environment(&mut self, environment: i64, on: bool) {
        let environment = EnvironmentId::new(environment).expect("positive");
        if on {
            self.muted_environments.insert(environment);
        } else {
            self.muted_environments.remove(&environment);
        }
        self.input(Input::MuteEnvironment { environment, on });
    }

    pub fn snooze(&mut self, reach: Reach, seconds: Option<u64>) {
        let until = seconds.map(|seconds| self.now().wall.after(secs(seconds)));
        self.input(Input::Snooze { reach, until });
    }

    /// These hold from here on, and in the next process.
    pub fn keep_quiet(&mut self, spans: Vec<QuietSpan>) {
        self.quiet_hours.clone_from(&spans);
        self.input(Input::QuietHours(spans));
    }

    pub fn rule(&mut self, rules: Rules) {
        self.settings.rules = rules;
        self.input(Input::Rules(rules));
    }

    pub fn show(&mut self, shows: Shows) {
        self.window(shows, true, false);
    }

    pub fn hide(&mut self, shows: Shows) {
        self.window(shows, false, false);
    }

    pub fn window(&mut self, shows: Shows, visible: bool, modal: bool) {
        let surface = Surface {
            shows,
            visible,
            modal,
        };
        self.windows.insert(label(shows), surface);
        self.input(Input::Window {
            label: label(shows),
            surface,
        });
    }

    pub fn destroy(&mut self, shows: Shows) {
        self.windows.remove(&label(shows));
        self.input(Input::WindowDestroyed {
            label: label(shows),
        });
    }

    pub fn close_all(&mut self) {
        let windows: Vec<_> = self.windows.values().map(|window| window.shows).collect();
        windows.into_iter().for_each(|shows| self.destroy(shows));
    }

    pub fn suspend_completely(&mut self) {
        self.quietly(false);
    }

    /// "While hidden: watch quietly", or suspend completely.
    pub fn quietly(&mut self, quiet: bool) {
        self.settings.quiet = quiet;
        self.input(Input::HiddenMode { quiet });
    }

    /// The interval of quiet watches that the server does not hold.
    pub fn quiet_every(&mut self, seconds: u64) {
        self.settings.quiet_every = secs(seconds);
        self.input(Input::QuietEvery(secs(seconds)));
    }

    pub fn pause(&mut self, seconds: Option<u64>) {
        let until = seconds.map(|seconds| self.now().wall.after(secs(seconds)));
        self.settings.paused_until = until;
        self.input(Input::Paused(until));
    }

    /// The daemon, which did not say anything yet, does not take the last notice.
    pub fn refuse_last_notice(&mut self) {
        let told = self.told.pop().expect("something was told");
        self.tellings.clear();
        self.daemon_silent = false;
        let now = self.now();
        self.engine
            .handle_told(&told.notice.ended, Delivery::Refused, now);
        self.drain();
    }

    pub fn refresh(&mut self, scoped: Scoped) {
        self.input(Input::Refresh(scoped));
    }

    pub fn input(&mut self, input: Input) {
        let now = self.now();
        self.look_at_clocks();
        self.judge_input(&input);
        self.engine.handle_input(input, now);
        self.drain();
        if !self.ledger().died_midway() {
            self.touched.clear();
        }
    }
}

fn label(shows: Shows) -> String {
    match shows {
        Shows::Operation(id) => format!("run-a-{id}"),
        Shows::Overview => "main".to_owned(),
        Shows::ReviewPack(id) => format!("pack-a-{id}"),
    }
}
