//! "Check a downloaded pack": the system's own file dialog, a real file, and what the card says of it.

use std::fs;
use std::time::Duration;

use anyhow::Result;
use tenantatlas_simulator::Plant;
use xtask::eventually;

use crate::world::{Conditions, Driven, LIMIT, OVERVIEW, World, id};

#[test]
fn a_file_is_the_pack_or_it_is_not_and_without_a_file_nothing_is_said() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let pack = world.run(ready_pack(&world))?;
    let folder = tempfile::tempdir()?;
    let (right, wrong) = (
        folder.path().join("review pack.zip"),
        folder.path().join("another pack.zip"),
    );
    fs::write(&right, Plant::pack_file(pack))?;
    fs::write(&wrong, Plant::pack_file(pack + 1))?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?;

    ask_for_file(&world, &app)?;
    world.desktop.cancel_file_choice(DIALOG)?;
    // The next dialog opens once the app has heard of the end of this one.
    ask_for_file(&world, &app)?;
    assert_eq!(app.text(&in_card(&world, "check-result"))?, None);

    world.desktop.choose_file(DIALOG, &wrong)?;
    finds(
        &world,
        &app,
        "The file is not this review pack another pack.zip ",
    )?;
    app.click(&in_card(&world, "check-close"))?;
    app.lacks(&in_card(&world, "check-result"))?;

    ask_for_file(&world, &app)?;
    world.desktop.choose_file(DIALOG, &right)?;
    finds(
        &world,
        &app,
        "The file is this review pack review pack.zip ",
    )
}

async fn ready_pack(world: &World) -> Result<i64> {
    let plant = &world.atlas.plant;
    let pack = plant
        .queue_pack(world.atlas.contoso, Some(world.atlas.ann))
        .await?;
    plant.generate_pack(pack).await?;
    let size = i64::try_from(Plant::pack_file(pack).len())?;
    plant.ready_pack(pack, size, DAY).await?;
    Ok(pack)
}

/// Clicks until there is a dialog: there is one at a time, and what is clicked before the end of the last is not heard.
fn ask_for_file(world: &World, app: &Driven<'_>) -> Result<()> {
    let button = id(&format!("pack-check-{}", world.atlas.contoso));
    eventually("the file dialog", LIMIT, || {
        app.click(&button)?;
        Ok(world.desktop.window(DIALOG).is_ok().then_some(()))
    })
}

fn finds(world: &World, app: &Driven<'_>, beginning: &str) -> Result<()> {
    app.reads(&in_card(world, "check-result"), beginning, |words| {
        words.starts_with(beginning)
    })?;
    Ok(())
}

fn in_card(world: &World, part: &str) -> String {
    let card = id(&format!("pack-{}", world.atlas.contoso));
    format!("{card} {}", id(part))
}

const DIALOG: &str = "Choose the downloaded review pack";
const DAY: Duration = Duration::from_secs(86_400);
