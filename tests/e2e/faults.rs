//! What goes wrong between the app and the gateway, on real sockets: the app says what it is, changes nothing that it
//! knows, and tells once what ended behind it.

use std::time::Duration;

use anyhow::Result;
use tenantatlas_simulator::Outcome;

use crate::restart::{bodies, place};
use crate::world::{Conditions, Driven, OVERVIEW, Trouble, Way, World, id};

#[test]
fn what_goes_wrong_on_the_way_is_named_and_what_ended_behind_it_is_told_once() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let way = world.way()?;
    let mut operations = Vec::new();
    for _ in 0..=NAMED.len() {
        operations.push(world.pinned_operation()?);
    }
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    let story = Story {
        world: &world,
        way: &way,
        app: &app,
    };
    for ((trouble, words), operation) in NAMED.into_iter().zip(&operations) {
        story.endure(trouble, words, *operation)?;
    }
    story.is_patient_with_slow_answers(operations[NAMED.len()])
}

#[test]
fn a_way_that_is_silent_without_an_end_is_found_out_and_what_ended_behind_it_is_told_once()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let way = world.way()?;
    let unheard = world.pinned(world.atlas.running(SETTLING_FROM))?;
    let unanswered = world.pinned_operation()?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    world.wait_until_newly_held()?;

    // Nobody asks for anything: the watch that is held on a dead connection is given up, and another finds out.
    way.meets(Trouble::HalfOpen);
    world.run(world.atlas.plant.complete(unheard, Outcome::Succeeded))?;
    assert_eq!(bodies(&world, 1)?, [place(unheard)]);
    app.says(&id("health-line"), "Connected")?;

    way.meets(Trouble::Stalled);
    world.run(world.atlas.plant.complete(unanswered, Outcome::Succeeded))?;
    app.click(&id("refresh"))?;
    app.says(&id("summary"), "Not connected: server unreachable")?;
    app.says(&id(&format!("status-{unanswered}")), "Running")?;
    assert_eq!(bodies(&world, 0)?, [place(unheard)]);

    way.clears();
    app.click(&id("refresh"))?;
    app.says(&id("health-line"), "Connected")?;
    assert_eq!(bodies(&world, 2)?, [place(unheard), place(unanswered)]);
    world.all_is_told()?;
    assert_eq!(bodies(&world, 0)?.len(), 2);
    Ok(())
}

struct Story<'a> {
    world: &'a World,
    way: &'a Way,
    app: &'a Driven<'a>,
}

impl Story<'_> {
    /// Something goes wrong for a while, in which the operation ends.
    fn endure(&self, trouble: Trouble, words: &str, operation: i64) -> Result<()> {
        let mut told = bodies(self.world, 0)?;
        self.way.meets(trouble);
        self.app.click(&id("refresh"))?;
        let what = format!("{trouble:?} as {words:?}");
        let line = self.app.reads(&id("summary"), &what, |line| {
            line.starts_with("Not connected: ") && line.contains(words)
        })?;
        self.world.tray_entry(&line)?;
        self.end(operation)?;
        self.is_asked_in_vain()?;
        self.is_as_it_was(operation)?;
        assert_eq!(bodies(self.world, 0)?, told, "{trouble:?}");

        self.way.clears();
        self.app.click(&id("refresh"))?;
        self.app.says(&id("health-line"), "Connected")?;
        self.app.says(&outcome(operation), "Succeeded")?;
        told.push(place(operation));
        assert_eq!(bodies(self.world, told.len())?, told, "{trouble:?}");
        Ok(())
    }

    /// The second of them leaves once the first has failed.
    fn is_asked_in_vain(&self) -> Result<()> {
        for _ in 0..2 {
            let met = self.way.met();
            self.app.click(&id("refresh"))?;
            self.way.wait_for_another(met)?;
        }
        Ok(())
    }

    fn is_as_it_was(&self, operation: i64) -> Result<()> {
        self.app.reads(&id("health-line"), "since when", |line| {
            line.starts_with("Everything active is shown as of ")
        })?;
        self.app
            .says(&id(&format!("status-{operation}")), "Running")?;
        let refresh = id(&format!("refresh-{operation}"));
        self.app
            .reads(&refresh, "as of when", |line| line.starts_with("as of "))?;
        assert_eq!(self.app.text(&outcome(operation))?, None);
        Ok(())
    }

    /// An answer that takes its time is an answer.
    fn is_patient_with_slow_answers(&self, operation: i64) -> Result<()> {
        let mut told = bodies(self.world, 0)?;
        let met = self.way.met();
        self.way.meets(Trouble::Slow);
        self.app.click(&id("refresh"))?;
        self.way.wait_for_another(met)?;
        self.end(operation)?;
        self.app.says(&outcome(operation), "Succeeded")?;
        self.app.says(&id("health-line"), "Connected")?;
        told.push(place(operation));
        assert_eq!(bodies(self.world, told.len())?, told);
        self.world.all_is_told()?;
        assert_eq!(bodies(self.world, 0)?, told);
        Ok(())
    }

    fn end(&self, operation: i64) -> Result<()> {
        let plant = &self.world.atlas.plant;
        self.world
            .run(plant.complete(operation, Outcome::Succeeded))
    }
}

fn outcome(operation: i64) -> String {
    id(&format!("outcome-{operation}"))
}

/// What goes wrong at once, and a part of the words for it.
const NAMED: [(Trouble, &str); 5] = [
    (Trouble::Corrupt, "answer unreadable"),
    (Trouble::Cut, "answer unreadable"),
    (Trouble::Truncated, "answer unreadable"),
    (Trouble::Throttled, "asked to wait"),
    (Trouble::ProxyAuthentication, "proxy"),
];
/// How old an operation is made, so that its watches are held for five seconds alone.
const SETTLING_FROM: Duration = Duration::from_secs(15);
