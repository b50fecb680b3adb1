//! The last two days: enough finished operations of each common type to expect a duration from, every outcome, and
//! one of each oddity a client may meet.

use std::time::Duration;

use fastrand::Rng;

use super::catalog::{self, Ending, Recipe, Shape};
use super::chapter::{Chapter, Life, PackLife, Story};
use super::places::{By, Place, Places, Reach};

pub(crate) fn chapters(places: &Places, rng: &mut Rng) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    for (recipe, place) in common(places) {
        chapters.extend(routine(&recipe, place, rng));
    }
    chapters.extend(oddities(places));
    chapters.extend(packs(places));
    chapters.push(strangers(places));
    chapters
}

fn common(places: &Places) -> [(Recipe, Place); 9] {
    [
        (catalog::ALERTS_EVALUATE, places.contoso),
        (catalog::BACKUP, places.fabrikam),
        (catalog::BASELINE_CAPTURE, places.contoso),
        (catalog::BASELINE_COMPARE, places.fabrikam),
        (catalog::INVENTORY_SYNC, places.fabrikam),
        (catalog::PACK_GENERATE, places.contoso),
        (catalog::POLICY_SYNC, places.contoso),
        (catalog::GROUPS_SYNC, places.woodgrove),
        (catalog::POLICY_SYNC, places.woodgrove),
    ]
}

/// Eight successes and, somewhere among them, one other ending.
fn routine(recipe: &Recipe, place: Place, rng: &mut Rng) -> Vec<Chapter> {
    let odd = rng.usize(0..ROUTINE);
    (0..ROUTINE)
        .map(|index| {
            let ending = if index == odd {
                Ending::trouble(rng)
            } else {
                Ending::success()
            };
            let life = Life::Ended {
                took: recipe.took(rng),
                shape: recipe.shape(rng),
                ending,
            };
            let ago = Duration::from_secs(rng.u64(NEWEST..OLDEST));
            let made = (recipe.kind, recipe.reach, recipe.by);
            Chapter::operation(ago, place, made, life)
        })
        .collect()
}

fn oddities(places: &Places) -> Vec<Chapter> {
    let (contoso, fabrikam, woodgrove) = (places.contoso, places.fabrikam, places.woodgrove);
    let scan = counted(33, 64, Ending::partial(3, 1));
    vec![
        // The oldest of all: the first id is given to an operation.
        system(47, contoso, "policy_version.prune", succeeded(6_600)),
        system(40, contoso, "drift.generate", Life::Legacy),
        user(30, fabrikam, "backup_schedule.run_now", succeeded(190)),
        system(28, woodgrove, "tenant.quota.rebalance", succeeded(75)),
        system(26, woodgrove, "provider.connection.check", blocked(3)),
        workspace_wide(14, woodgrove, "ops.reconcile_adapter_runs", succeeded(6)),
        system(11, contoso, "permission.posture.check", given_up()),
        user(
            9,
            fabrikam,
            "directory.role_definitions.sync",
            cancelled(21),
        ),
        user(8, contoso, "policy.export", Life::Undispatched),
        user(7, fabrikam, "promotion.execute", blocked(4)),
        workspace_wide(6, fabrikam, "alerts.deliver", undelivered()),
        user(5, contoso, "restore.execute", half_restored()),
        system(3, woodgrove, "entra.admin_roles.scan", scan),
    ]
}

/// One that failed yesterday and one that expired; the third environment has none yet.
fn packs(places: &Places) -> [Chapter; 2] {
    let reason = "The evidence snapshot was incomplete: two reports are missing.";
    [
        Chapter {
            ago: hours_of(40),
            place: places.woodgrove,
            story: Story::Pack(PackLife::Expired {
                lived: hours_of(36),
            }),
            part: None,
        },
        Chapter {
            ago: hours_of(20),
            place: places.fabrikam,
            story: Story::Pack(PackLife::Failed { reason }),
            part: None,
        },
    ]
}

/// Worth attention, to its own people only.
fn strangers(places: &Places) -> Chapter {
    let denied = Ending::failed("permission_denied", "The app registration was removed.");
    user(2, places.adatum, "policy.sync", counted(22, 150, denied))
}

fn system(hours: u64, place: Place, kind: &'static str, life: Life) -> Chapter {
    let made = (kind, Reach::Environment, By::System);
    Chapter::operation(hours_of(hours), place, made, life)
}

fn user(hours: u64, place: Place, kind: &'static str, life: Life) -> Chapter {
    let made = (kind, Reach::Environment, By::User);
    Chapter::operation(hours_of(hours), place, made, life)
}

fn workspace_wide(hours: u64, place: Place, kind: &'static str, life: Life) -> Chapter {
    let made = (kind, Reach::Workspace, By::System);
    Chapter::operation(hours_of(hours), place, made, life)
}

fn succeeded(seconds: u64) -> Life {
    ended(seconds, Ending::success())
}

fn blocked(seconds: u64) -> Life {
    ended(seconds, Ending::blocked())
}

fn cancelled(seconds: u64) -> Life {
    ended(seconds, Ending::cancelled())
}

fn undelivered() -> Life {
    ended(
        31,
        Ending::failed("dependency_unreachable", "The mail server did not answer."),
    )
}

fn half_restored() -> Life {
    let changed = "The policy to restore was changed meanwhile.";
    counted(48, 40, Ending::failed("invalid_state", changed))
}

fn given_up() -> Life {
    Life::Reconciled { after: hours_of(1) }
}

fn ended(seconds: u64, ending: Ending) -> Life {
    Life::Ended {
        took: Duration::from_secs(seconds),
        shape: Shape::Activity,
        ending,
    }
}

fn counted(seconds: u64, total: i64, ending: Ending) -> Life {
    Life::Ended {
        took: Duration::from_secs(seconds),
        shape: Shape::Counted { total },
        ending,
    }
}

fn hours_of(hours: u64) -> Duration {
    Duration::from_secs(hours * 3_600)
}

/// Finished operations of each common type.
const ROUTINE: usize = 9;
/// Routine was queued this many seconds ago or longer: all of it has ended, and all present work is younger.
const NEWEST: u64 = 4 * 3_600;
/// Routine is younger than this many seconds.
const OLDEST: u64 = 46 * 3_600;
