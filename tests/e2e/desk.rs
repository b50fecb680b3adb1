//! A notification daemon that is the test itself: it takes, refuses or holds what comes, and presses what dunst has in a
//! menu of another program.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use anyhow::{Context, Result};
use serde::Serialize;
use tokio::sync::watch;
use zbus::zvariant::{DynamicType, OwnedValue};
use zbus::{Connection, DBusError};

use crate::world::{LIMIT, World};

/// What it does with a notification.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Manner {
    /// Does not answer before it does something else.
    Holds,
    Refuses,
    Takes,
}

/// The daemon's place on the bus, and what came to it.
pub(crate) struct Desk {
    connection: Connection,
    manner: watch::Sender<Manner>,
    shown: Receiver<(u32, Vec<String>)>,
    pub(crate) closed: Receiver<u32>,
}

impl Desk {
    /// In the place of the desktop's own, which ends.
    pub(crate) fn take(world: &World, manner: Manner) -> Result<Self> {
        world.desktop.stop_notifications()?;
        let ((show, shown), (close, closed)) = (channel(), channel());
        let manner = watch::Sender::new(manner);
        let daemon = Daemon {
            last: AtomicU32::new(0),
            manner: manner.subscribe(),
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
            manner,
            shown,
            closed,
        })
    }

    /// Its place is the desktop's own daemon's again; what it holds is never answered.
    pub(crate) fn leave(self, world: &World) -> Result<()> {
        world.run(async { Ok(self.connection.release_name(NAME).await?) })?;
        world.desktop.start_notifications()
    }

    /// From here on; what it holds is answered so.
    pub(crate) fn does(&self, manner: Manner) {
        self.manner.send_replace(manner);
    }

    /// The next notification's number, and its actions.
    pub(crate) fn shown(&self) -> Result<(u32, Vec<String>)> {
        let shown = self.shown.recv_timeout(LIMIT);
        shown.context("no notification came")
    }

    /// How many came that were not looked at.
    pub(crate) fn others(&self) -> usize {
        self.shown.try_iter().count()
    }

    pub(crate) fn press(&self, world: &World, number: u32, action: &str) -> Result<()> {
        self.emit(world, "ActionInvoked", &(number, action))
    }

    /// By which the window that the next press opens may come to the front.
    pub(crate) fn grant(&self, world: &World, number: u32, token: &str) -> Result<()> {
        self.emit(world, "ActivationToken", &(number, token))
    }

    /// Its time on the screen is over.
    pub(crate) fn expires(&self, world: &World, number: u32) -> Result<()> {
        self.emit(world, "NotificationClosed", &(number, EXPIRED))
    }

    fn emit<B: Serialize + DynamicType>(
        &self,
        world: &World,
        signal: &str,
        body: &B,
    ) -> Result<()> {
        world.run(async {
            let nobody = None::<&str>;
            let emitted = self
                .connection
                .emit_signal(nobody, PATH, NAME, signal, body);
            Ok(emitted.await?)
        })
    }
}

struct Daemon {
    last: AtomicU32,
    manner: watch::Receiver<Manner>,
    show: Sender<(u32, Vec<String>)>,
    close: Sender<u32>,
}

/// In the daemon's own words, which are none of the bus.
#[derive(Debug, DBusError)]
#[zbus(prefix = "org.freedesktop.Notifications.Error")]
enum Refusal {
    ExcessNotificationGeneration,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Daemon {
    #[allow(clippy::too_many_arguments, reason = "the specification's signature")]
    async fn notify(
        &self,
        _app_name: String,
        _replaces_id: u32,
        _app_icon: String,
        _summary: String,
        _body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> Result<u32, Refusal> {
        let number = self.last.fetch_add(1, Ordering::SeqCst) + 1;
        // At the test's end nobody listens any more.
        let _ = self.show.send((number, actions));
        let mut manner = self.manner.clone();
        let decided = manner.wait_for(|manner| *manner != Manner::Holds).await;
        match decided.map_or(Manner::Takes, |manner| *manner) {
            Manner::Refuses => Err(Refusal::ExcessNotificationGeneration),
            Manner::Holds | Manner::Takes => Ok(number),
        }
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

/// The specification's word for it.
const EXPIRED: u32 = 1;
const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
