//! The buttons of a notification, pressed at a notification daemon that is the test itself: dunst has them in a menu of
//! another program.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};

use anyhow::{Context, Result};
use tenantatlas_simulator::Outcome;
use zbus::Connection;
use zbus::zvariant::OwnedValue;

use crate::pinned::title;
use crate::world::{Conditions, LIMIT, OVERVIEW, World, id};

#[test]
fn a_press_on_mute_mutes_and_a_look_at_the_operation_withdraws_its_notification() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (muted, opened) = (world.pinned_operation()?, world.pinned_operation()?);
    world.desktop.stop_notifications()?;
    let desk = Desk::take(&world)?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{muted}")), "Running")?;
    world.wait_until_held()?;

    world.run(world.atlas.plant.complete(muted, Outcome::Failed))?;
    let expected = [
        "default",
        "Open operation",
        "open",
        "Open operation",
        "mute",
        "Mute",
    ];
    let expected = Vec::from(expected.map(str::to_owned));
    assert_eq!(desk.shown()?, (1, expected));
    world.all_is_told()?;
    desk.press(&world, 1, "mute")?;
    app.reads(&id(&format!("muted-{muted}")), "that it is muted", |_| true)?;

    world.run(world.atlas.plant.complete(opened, Outcome::Succeeded))?;
    assert_eq!(desk.shown()?.0, 2);
    world.all_is_told()?;
    app.click(&id(&format!("open-{opened}")))?;
    world.desktop.wait_for_window(&title(opened))?;
    assert_eq!(desk.closed.recv_timeout(LIMIT)?, 2);
    Ok(())
}

#[test]
fn a_press_on_open_opens_the_operation() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    world.desktop.stop_notifications()?;
    let desk = Desk::take(&world)?;
    let _app = world.launch(&[])?;
    world.wait_until_held()?;
    world.run(world.atlas.plant.complete(operation, Outcome::Succeeded))?;
    let (number, _) = desk.shown()?;
    world.all_is_told()?;
    desk.press(&world, number, "open")?;
    world.desktop.wait_for_window(&title(operation))?;
    Ok(())
}

/// The daemon's place on the bus, and what came to it.
struct Desk {
    connection: Connection,
    shown: Receiver<(u32, Vec<String>)>,
    closed: Receiver<u32>,
}

impl Desk {
    fn take(world: &World) -> Result<Self> {
        let ((show, shown), (close, closed)) = (channel(), channel());
        let daemon = Daemon {
            last: 0,
            show,
            close,
        };
        let address = world.desktop.bus_address();
        let connection = world.run(async {
            let builder = zbus::connection::Builder::address(address)?
                .serve_at(PATH, daemon)?
                .name(NAME)?;
            Ok(builder.build().await?)
        })?;
        Ok(Self {
            connection,
            shown,
            closed,
        })
    }

    /// The next notification's number, and its actions.
    fn shown(&self) -> Result<(u32, Vec<String>)> {
        let shown = self.shown.recv_timeout(LIMIT);
        shown.context("no notification came")
    }

    fn press(&self, world: &World, number: u32, action: &str) -> Result<()> {
        let pressed = (number, action);
        world.run(async {
            let emitted =
                self.connection
                    .emit_signal(None::<&str>, PATH, NAME, "ActionInvoked", &pressed);
            Ok(emitted.await?)
        })
    }
}

struct Daemon {
    last: u32,
    show: Sender<(u32, Vec<String>)>,
    close: Sender<u32>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Daemon {
    #[allow(clippy::too_many_arguments, reason = "the specification's signature")]
    fn notify(
        &mut self,
        _app_name: String,
        _replaces_id: u32,
        _app_icon: String,
        _summary: String,
        _body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        self.last += 1;
        // At the test's end nobody listens any more.
        let _ = self.show.send((self.last, actions));
        self.last
    }

    fn close_notification(&self, id: u32) {
        let _ = self.close.send(id);
    }

    fn get_capabilities(&self) -> Vec<String> {
        ["actions", "body"].map(str::to_owned).into()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        ["test", "TenantAtlas Monitor", "1", "1.2"]
            .map(str::to_owned)
            .into()
    }
}

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
