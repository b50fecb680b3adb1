//! What can happen in a simulated day. Each step is complete in itself, so that a story still plays when others are left
//! out of it.

use std::time::Duration;

use monitor_core::attention::Shows;
use monitor_core::cadence::Wish;
use monitor_core::monitor::Scoped;
use monitor_core::{Fault, Input, ListFilter, Reach, Rules, Target};

use crate::world::{Boundary, Chapter, Hours, Night, Weather, World, operation, secs};

#[derive(Clone, Debug)]
pub enum Step {
    /// To the computer, and so to both accounts.
    Computer(Event),
    /// To one account.
    Of(usize, Act),
}

/// What happens to the computer.
#[derive(Clone, Debug)]
pub enum Event {
    /// The process is killed after so many more durable steps.
    Crash(usize),
    /// The process is killed before the next durable step of this kind.
    CrashBefore(Boundary),
    DaemonGone(bool),
    DaemonSilent(bool),
    DiskFull(bool),
    /// The wall clock jumps by so many milliseconds.
    Jump(i64),
    /// The computer tells of another network.
    NetworkChanged,
    NetworkGone(bool),
    /// The app is ended and started.
    Quit,
    Sleep {
        seconds: u64,
        /// The monotonic clock sleeps as well.
        with_clock: bool,
        /// No connection survives it.
        loses: bool,
        heard: Heard,
    },
    /// The app is told only now that the computer slept.
    Woke,
}

/// When the app is told that the computer slept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Heard {
    AtOnce,
    /// After whatever happens at once.
    Later,
    Never,
}

/// What a user or a server does.
#[derive(Clone, Debug)]
pub enum Act {
    Become {
        target: Target,
        after: u64,
        chapter: Chapter,
    },
    Destroy(Shows),
    Details(i64),
    /// The server ends; what is held ends with it.
    Down,
    /// In place of the choice before.
    Filter(ListFilter),
    /// In place of the quiet hours before.
    KeepQuiet(Vec<Hours>),
    /// The server answers everything but lists.
    ListsFail,
    /// The user loses an environment.
    Lose(i64),
    MaxWait(u64),
    Move(Target, Option<Target>),
    Mute(Target, bool),
    MuteEnvironment(i64, bool),
    Pause(Option<u64>),
    Pin(Target),
    Quiet(bool),
    QuietEvery(u64),
    Refresh(Scoped),
    Regain(i64),
    /// The database is as it was so many seconds ago.
    RollBack(u64),
    Rule(Rules),
    Search(String),
    Snooze(Reach, Option<u64>),
    Start {
        id: i64,
        environment: i64,
    },
    Unpin(Target),
    Up,
    Weather(Weather),
    Window {
        shows: Shows,
        visible: bool,
        modal: bool,
    },
    Wish(Wish),
}

impl Event {
    /// Its name in the count of faults; `None` where it is none.
    #[must_use]
    pub const fn fault(&self) -> Option<&'static str> {
        match self {
            Self::Crash(_) | Self::CrashBefore(_) => Some("Crash"),
            Self::DaemonGone(true) => Some("DaemonGone"),
            Self::DaemonSilent(true) => Some("DaemonSilent"),
            Self::DiskFull(true) => Some("DiskFull"),
            Self::Jump(millis) if *millis < 0 => Some("JumpBack"),
            Self::Jump(_) => Some("JumpAhead"),
            Self::NetworkChanged => Some("NetworkChanged"),
            Self::NetworkGone(true) => Some("NetworkGone"),
            Self::Quit => Some("Quit"),
            Self::Sleep {
                with_clock: true, ..
            } => Some("SleepWithClock"),
            Self::Sleep { .. } => Some("Sleep"),
            Self::Woke => Some("WokeLate"),
            Self::DaemonGone(false)
            | Self::DaemonSilent(false)
            | Self::DiskFull(false)
            | Self::NetworkGone(false) => None,
        }
    }

    pub(crate) fn happen(&self, world: &mut World) {
        match self {
            Self::Crash(steps) => world.kill_after(*steps),
            Self::CrashBefore(boundary) => world.kill_before(*boundary),
            Self::DaemonGone(gone) => world.daemon_gone = *gone,
            Self::DaemonSilent(silent) => world.daemon_silent = *silent,
            Self::DiskFull(full) => world.ledger_mut().fill(*full),
            Self::Jump(millis) => world.wall_error += millis,
            Self::NetworkChanged if world.is_dead() => {}
            Self::NetworkChanged => world.input(Input::NetworkChanged),
            Self::NetworkGone(gone) => world.lose_network(*gone),
            Self::Quit => world.restart(),
            Self::Sleep {
                seconds,
                with_clock,
                loses,
                heard,
            } => {
                if *loses {
                    world.lose_flights();
                }
                let night = Night {
                    duration: secs(*seconds),
                    with_clock: *with_clock,
                    tells: *heard == Heard::AtOnce,
                };
                match heard {
                    Heard::AtOnce | Heard::Never => world.sleep(&night),
                    Heard::Later => world.doze(&night),
                }
            }
            Self::Woke => world.wake(),
        }
    }
}

impl Act {
    /// Its name in the count of faults; `None` where it is none.
    #[must_use]
    pub const fn fault(&self) -> Option<&'static str> {
        match self {
            Self::Down => Some("ServerRestart"),
            Self::Filter(_) => Some("Filter"),
            Self::KeepQuiet(_) => Some("QuietHours"),
            Self::ListsFail => Some("ListsFail"),
            Self::Lose(_) => Some("AccessLost"),
            Self::MuteEnvironment(_, true) => Some("EnvironmentMute"),
            Self::RollBack(_) => Some("RollBack"),
            Self::Snooze(_, Some(_)) => Some("Snooze"),
            Self::Become { .. }
            | Self::Destroy(_)
            | Self::Details(_)
            | Self::MaxWait(_)
            | Self::Move(..)
            | Self::Mute(..)
            | Self::MuteEnvironment(_, false)
            | Self::Pause(_)
            | Self::Pin(_)
            | Self::Quiet(_)
            | Self::QuietEvery(_)
            | Self::Refresh(_)
            | Self::Regain(_)
            | Self::Rule(_)
            | Self::Search(_)
            | Self::Snooze(_, None)
            | Self::Start { .. }
            | Self::Unpin(_)
            | Self::Up
            | Self::Weather(_)
            | Self::Window { .. }
            | Self::Wish(_) => None,
        }
    }

    pub(crate) fn happen(&self, world: &mut World) {
        match self {
            Self::Become { .. }
            | Self::Down
            | Self::ListsFail
            | Self::Lose(_)
            | Self::MaxWait(_)
            | Self::Regain(_)
            | Self::RollBack(_)
            | Self::Start { .. }
            | Self::Up
            | Self::Weather(_)
            | Self::Wish(_) => self.happen_outside(world),
            // Nobody can do anything to an app that is not there.
            _ if world.is_dead() => {}
            Self::Destroy(shows) => world.destroy(*shows),
            Self::Details(id) => world.input(Input::Details(operation(*id))),
            Self::Filter(filter) => world.input(Input::ListsFiltered(filter.clone())),
            Self::KeepQuiet(hours) => world.keep_hours(hours),
            Self::Move(target, before) => world.input(Input::MovePin {
                target: *target,
                before: *before,
            }),
            Self::Mute(target, on) => world.mute(*target, *on),
            Self::MuteEnvironment(environment, on) => world.mute_environment(*environment, *on),
            Self::Pause(seconds) => world.pause(*seconds),
            Self::Pin(target) => world.pin(*target),
            Self::Quiet(quiet) => world.quietly(*quiet),
            Self::QuietEvery(seconds) => world.quiet_every(*seconds),
            Self::Refresh(scoped) => world.refresh(*scoped),
            Self::Rule(rules) => world.rule(*rules),
            Self::Search(text) => world.input(Input::Search(text.clone())),
            Self::Snooze(reach, seconds) => world.snooze(*reach, *seconds),
            Self::Unpin(target) => world.unpin(*target),
            Self::Window {
                shows,
                visible,
                modal,
            } => world.window(*shows, *visible, *modal),
        }
    }

    fn happen_outside(&self, world: &mut World) {
        let now = world.time;
        match self {
            Self::Become {
                target,
                after,
                chapter,
            } => world.plan(*target, *after, *chapter),
            Self::Down => world.server.refuse(now, None, Fault::Unreached),
            Self::ListsFail => {
                let fault = Fault::Server { retry_after: None };
                world.server.refuse(now, Some("list"), fault);
            }
            Self::Lose(environment) | Self::Regain(environment) => {
                let mut listed = world.server.environments.clone();
                listed.retain(|id| id != environment);
                if matches!(self, Self::Regain(_)) {
                    listed.push(*environment);
                }
                world.server.entitle(listed, now);
            }
            Self::MaxWait(seconds) => world.server.max_wait = Duration::from_secs(*seconds),
            Self::RollBack(seconds) => {
                let then = now.saturating_sub(secs(*seconds));
                world.server.roll_back(then, now);
            }
            Self::Start { id, environment } => world.start_in(*environment, *id),
            Self::Up => world.server.recover(),
            Self::Weather(weather) => world.way.weather = weather.clone(),
            Self::Wish(wish) => world.server.wish = *wish,
            Self::Destroy(_)
            | Self::Details(_)
            | Self::Filter(_)
            | Self::KeepQuiet(_)
            | Self::Move(..)
            | Self::Mute(..)
            | Self::MuteEnvironment(..)
            | Self::Pause(_)
            | Self::Pin(_)
            | Self::Quiet(_)
            | Self::QuietEvery(_)
            | Self::Refresh(_)
            | Self::Rule(_)
            | Self::Search(_)
            | Self::Snooze(..)
            | Self::Unpin(_)
            | Self::Window { .. } => {}
        }
    }
}
