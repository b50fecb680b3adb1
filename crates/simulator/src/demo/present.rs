//! What is going on when the demo opens, and what the play has these operations do in its first minutes.

use std::time::Duration;

use fastrand::Rng;

use super::World;
use super::catalog::{Ending, Shape};
use super::chapter::{Chapter, Life, Part};
use super::places::{By, Place, Places, Reach};
use super::script::{PackFate, PackPlan, Step};
use super::work::Work;

const ALL_POLICIES: Shape = Shape::Counted { total: 480 };
/// Backup items the scheduled backup has saved when the play begins.
const BACKED_UP: i64 = 214;
const BACKUP_ITEMS: Shape = Shape::Counted { total: 300 };
const GROUPS: Shape = Shape::Counted { total: 1_240 };
const OVERDUE_ITEMS: Shape = Shape::Counted { total: 640 };
const STRANGERS_POLICIES: Shape = Shape::Counted { total: 220 };

pub(crate) fn chapters(places: &Places) -> Vec<Chapter> {
    let mut chapters = waiting(places);
    chapters.extend(at_work(places));
    chapters
}

/// What is queued, one of it about to be overdue, and what stopped reporting hours ago.
fn waiting(places: &Places) -> Vec<Chapter> {
    let compare = ("baseline.compare", Reach::Environment, By::System);
    let inventory = ("inventory.sync", Reach::Environment, By::System);
    let groups = ("directory.groups.sync", Reach::Environment, By::System);
    let policies = ("policy.sync", Reach::Environment, By::User);
    let stuck = running(Shape::Counted { total: 210 }, 38);
    let (contoso, woodgrove) = (places.contoso, places.woodgrove);
    vec![
        // Stays stale for as long as the demo plays.
        chapter(11_400, places.fabrikam, compare, stuck, None),
        chapter(
            7_500,
            contoso,
            inventory,
            Life::Queued,
            Some(Part::StaleQueued),
        ),
        // Likely stale from the fortieth second on: the gateway's default for this type is 900 s queued.
        chapter(
            860,
            places.fabrikam,
            inventory,
            Life::Queued,
            Some(Part::Overdue),
        ),
        chapter(45, woodgrove, groups, Life::Queued, Some(Part::GroupsSync)),
        chapter(1, contoso, policies, Life::Queued, Some(Part::PolicySync)),
    ]
}

fn at_work(places: &Places) -> Vec<Chapter> {
    let alerts = ("alerts.evaluate", Reach::Workspace, By::System);
    let backup = ("backup.schedule.execute", Reach::Environment, By::System);
    let capture = ("baseline.capture", Reach::Environment, By::User);
    let evidence = (
        "tenant.evidence.snapshot.generate",
        Reach::Environment,
        By::User,
    );
    let policies = ("policy.sync", Reach::Environment, By::User);
    let quota = ("tenant.quota.rebalance", Reach::Environment, By::System);
    let Places {
        contoso,
        fabrikam,
        woodgrove,
        adatum,
        ..
    } = *places;
    let silent = running(Shape::Activity, 0);
    let phased = running(Shape::Phased, 0);
    let counted = running(BACKUP_ITEMS, BACKED_UP);
    let strange = running(STRANGERS_POLICIES, 30);
    vec![
        chapter(
            720,
            woodgrove,
            evidence,
            silent.clone(),
            Some(Part::Evidence),
        ),
        chapter(210, fabrikam, backup, counted, Some(Part::Backup)),
        chapter(95, woodgrove, quota, silent.clone(), Some(Part::Quota)),
        chapter(20, adatum, policies, strange, Some(Part::Foreign)),
        chapter(12, contoso, capture, phased, Some(Part::Capture)),
        chapter(4, contoso, alerts, silent, Some(Part::Alerts)),
    ]
}

/// The steps of the first minutes, by their time since the play began.
pub(crate) fn acts(world: &World, rng: &mut Rng) -> Vec<(Duration, Step)> {
    let mut steps = Vec::new();
    for (&part, &id) in &world.cast {
        match work(part, id) {
            Some(work) => steps.extend(work.steps(rng)),
            None => steps.push((
                seconds(75.0),
                Step::Reconcile {
                    id,
                    reason: "run.stale_queued",
                },
            )),
        }
    }
    steps.extend(packs(&world.places));
    steps
}

/// How a part goes on; none for the one that only the reconciler ends.
fn work(part: Part, id: i64) -> Option<Work> {
    let on = |shape, processed, ends, beat, ending| Work {
        id,
        shape,
        processed,
        starts: None,
        ends: seconds(ends),
        beat: seconds(beat),
        ending,
    };
    let silent = |ends| on(Shape::Activity, 0, ends, 1.0, Ending::success());
    let from = |starts, work| Work {
        starts: Some(seconds(starts)),
        ..work
    };
    match part {
        Part::Alerts => Some(silent(9.0)),
        Part::Backup => Some(on(
            BACKUP_ITEMS,
            BACKED_UP,
            35.0,
            2.5,
            Ending::partial(9, 4),
        )),
        Part::Capture => Some(on(Shape::Phased, 0, 42.0, 1.0, Ending::success())),
        Part::Evidence => Some(silent(240.0)),
        Part::Foreign => Some(on(STRANGERS_POLICIES, 30, 60.0, 3.0, Ending::success())),
        Part::GroupsSync => Some(from(52.0, on(GROUPS, 0, 78.0, 2.0, Ending::success()))),
        // Taken up at last, it is fresh again and ends well.
        Part::Overdue => Some(from(
            110.0,
            on(OVERDUE_ITEMS, 0, 150.0, 2.0, Ending::success()),
        )),
        Part::PolicySync => Some(from(1.0, on(ALL_POLICIES, 0, 20.0, 0.9, Ending::success()))),
        Part::Quota => Some(silent(65.0)),
        Part::StaleQueued => None,
    }
}

/// Contoso gets its first pack, Woodgrove's new one fails.
fn packs(places: &Places) -> [(Duration, Step); 2] {
    let ready = PackPlan {
        place: places.contoso,
        waits: seconds(5.0),
        takes: seconds(18.0),
        fate: PackFate::Ready {
            size: 3_182_592,
            lives: Duration::from_secs(30 * 24 * 3_600),
        },
    };
    let failed = PackPlan {
        place: places.woodgrove,
        waits: seconds(4.0),
        takes: seconds(12.0),
        fate: PackFate::Fails("The evidence snapshot is older than the review allows."),
    };
    [
        (seconds(4.0), Step::QueuePack(ready)),
        (seconds(32.0), Step::QueuePack(failed)),
    ]
}

fn chapter(
    ago: u64,
    place: Place,
    made: (&'static str, Reach, By),
    life: Life,
    part: Option<Part>,
) -> Chapter {
    Chapter {
        part,
        ..Chapter::operation(Duration::from_secs(ago), place, made, life)
    }
}

fn running(shape: Shape, processed: i64) -> Life {
    Life::Running { shape, processed }
}

fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}
