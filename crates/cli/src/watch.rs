//! `watch`: the app's own loop around the app's own monitor, with a terminal or a pipe for a desktop. Every target is
//! pinned and shown in a window of its own, so that it is asked for as often as the app would, in one request for all.
//! Nothing is stored.

mod end;
mod front;
mod screen;
mod stage;

use std::convert::Infallible;

use monitor_client::Server;
use monitor_core::attention::{Shows, Surface};
use monitor_core::ports::{Delivery, Record, Store};
use monitor_core::{
    Ended, EnvironmentId, Input, Monitor, Settings, Silence, Target, Timestamp, Wait,
};
use monitor_driver::{Clock, Driver, SystemClock};
use tokio::sync::mpsc;

use crate::args::{Access, Until, Watch};
use crate::exit::{Exit, Stop};
use crate::signals::Signals;
use crate::{out, subject, words};
use end::End;
use front::Front;
use screen::Screen;
use stage::Stage;

pub(crate) async fn watch(access: &Access, asked: &Watch) -> Result<Exit, Stop> {
    let reach = access.reach()?;
    let targets = targets(asked, &reach.server)?;
    let (views, shown) = mpsc::unbounded_channel();
    let mut signals = Signals::listen()?;
    let clock = SystemClock::new();
    let stage = Stage {
        targets: targets.clone(),
        until: asked.until,
        screen: Screen::of(asked.json),
        clock,
    };
    let monitor = Monitor::new(
        Settings::default(),
        Vec::new(),
        Vec::new(),
        seed(),
        clock.now(),
    );
    let (driver, handle) = Driver::new(monitor, reach.client, Front(views), Nowhere, clock);
    for target in &targets {
        handle.send(Input::Pin(*target));
        handle.send(window(*target));
    }
    // The terminal is put back when the stage is dropped, whichever comes first.
    tokio::select! {
        () = driver.run() => Err(gone_wrong()),
        ends = stage.play(shown) => Ok(tell(&ends?, asked.exit_status)),
        signal = signals.asked_to_end() => Ok(signal),
    }
}

/// What was asked for, each once, in the order asked.
fn targets(asked: &Watch, server: &Server) -> Result<Vec<Target>, Stop> {
    let packs = asked.pack.iter().filter_map(|id| EnvironmentId::new(*id));
    let named = asked
        .targets
        .iter()
        .map(|word| subject::target(word, server));
    let mut targets = Vec::new();
    for target in named.chain(packs.map(|id| Ok(Target::ReviewPack(id)))) {
        let target = target?;
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    let is_pack = |target: &Target| matches!(target, Target::ReviewPack(_));
    if asked.until == Until::Ready && !targets.iter().any(is_pack) {
        return Err(Stop::Usage(NO_PACK.into()));
    }
    Ok(targets)
}

fn window(target: Target) -> Input {
    let (label, shows) = match target {
        Target::Operation(id) => (format!("operation-{id}"), Shows::Operation(id)),
        Target::ReviewPack(id) => (format!("review-pack-{id}"), Shows::ReviewPack(id)),
    };
    let surface = Surface {
        shows,
        visible: true,
        modal: false,
    };
    Input::Window { label, surface }
}

/// Says what no line of the answer says, and how it all ended.
fn tell(ends: &[(Target, End)], exit_status: bool) -> Exit {
    for (target, end) in ends {
        if let Some(loss) = end.loss(*target) {
            out::say(&format!("{}: {loss}", words::name(*target)));
        }
    }
    let exits = ends.iter().map(|(_, end)| end.exit(exit_status));
    exits.fold(Exit::Succeeded, Exit::and)
}

/// The loop ends with its last handle, which is held until then, and no view comes after it.
fn gone_wrong() -> Stop {
    Stop::CannotTell("The watch ended by itself. Please report this.".into())
}

/// Spreads what many monitors would do at the same moment.
fn seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::process::id())
}

const NO_PACK: &str = "An operation ends and is never ready: with --until ready name a review pack, by --pack or by its link.";

/// A store that keeps nothing: what is watched here is told here.
struct Nowhere;

impl Store for Nowhere {
    type Error = Infallible;

    fn record(&mut self, _record: &Record) -> Result<(), Infallible> {
        Ok(())
    }

    fn remember(
        &mut self,
        _ended: &[Ended],
        _noticed_at: Timestamp,
    ) -> Result<Vec<Ended>, Infallible> {
        Ok(Vec::new())
    }

    fn news(&self, _ended: &[Ended]) -> Vec<Ended> {
        Vec::new()
    }

    fn withhold(
        &mut self,
        _ended: &[Ended],
        _wait: Wait,
        _noticed_at: Timestamp,
    ) -> Result<(), Infallible> {
        Ok(())
    }

    fn begin(&mut self, _ended: &[Ended], _at: Timestamp) -> Result<(), Infallible> {
        Ok(())
    }

    fn silence(
        &mut self,
        _ended: &[Ended],
        _why: Silence,
        _noticed_at: Timestamp,
    ) -> Result<(), Infallible> {
        Ok(())
    }

    fn mark_told(
        &mut self,
        _ended: &[Ended],
        _delivery: Delivery,
        _at: Timestamp,
    ) -> Result<(), Infallible> {
        Ok(())
    }

    fn erase_names(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn catch_up(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}
