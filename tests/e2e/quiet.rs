//! Every window closed, but watching quietly: one held request, one notification, one click.

use anyhow::Result;
use jiff::Timestamp;
use tenantatlas_simulator::{Failure, Outcome};

use crate::pinned::title;
use crate::world::{Conditions, QUIET, World, log, observe};

#[test]
fn an_operation_that_ends_while_every_window_is_closed_is_told_once_through_the_quiet_watch()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let _app = world.launch(&[])?;
    world.wait_until_held()?;
    assert_eq!(world.desktop.windows()?, []);

    let reason = [Failure::new(
        "graph.timeout",
        "Graph did not answer <in time> & gave up",
    )];
    world.run(
        world
            .atlas
            .plant
            .complete_with(operation, Outcome::Failed, &reason),
    )?;
    let received = world.notifications(1)?;
    let told = received.first().map(|one| {
        (
            one.summary.as_str(),
            one.body.as_str(),
            one.urgency.as_str(),
        )
    });
    let body = format!(
        "Contoso Production · Operation #{operation}\nGraph did not answer &lt;in time&gt; &amp; gave up"
    );
    assert_eq!(
        told,
        Some(("Policy sync failed", body.as_str(), "CRITICAL"))
    );

    let ended = Timestamp::now();
    observe(QUIET.mul_f64(1.5));
    assert_eq!(
        world.requests_since(ended)?,
        [],
        "with nothing left to watch there is nothing to ask"
    );
    assert_eq!(world.atlas.gateway.held_watches(), 0);
    let naming = log::operation(operation);
    let asked = world.requests_naming(&naming, Timestamp::UNIX_EPOCH)?;
    let lanes: Vec<_> = asked.iter().map(|entry| &entry.lane).collect();
    assert!(
        lanes.iter().all(|lane| lane.as_deref() == Some("quiet")),
        "{lanes:?}"
    );

    world.desktop.invoke_notification()?;
    world.desktop.wait_for_window(&title(operation))?;
    assert_eq!(world.desktop.notifications()?.len(), 1);
    assert_eq!(world.desktop.windows()?.len(), 1);
    Ok(())
}
