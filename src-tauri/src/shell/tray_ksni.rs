//! The tray on Linux: a StatusNotifierItem of our own, because only so is it known whether a host shows it.

#[path = "tray_name.rs"]
mod name;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ksni::menu::{StandardItem, SubMenu};
use ksni::{Category, MenuItem, OfflineReason, Status, ToolTip, TrayMethods};
use tokio::sync::watch;

use super::Look;
use crate::controller::{Request, Requests};
use crate::shell::icon::{Face, Icon, Picture};
use crate::shell::menu::{Act, Entry};

/// The tray lives in a task of its own: a host that hangs keeps nobody waiting.
pub(crate) struct Tray {
    looks: watch::Sender<Look>,
}

impl Tray {
    /// Shows the icon, or waits for a host that will. [`Request::TrayHost`] tells which, and every change of it.
    pub(crate) fn start(_: &tauri::AppHandle, look: Look, requests: Requests) -> Self {
        let (looks, shown) = watch::channel(look);
        tokio::spawn(keep(shown, requests));
        Self { looks }
    }

    pub(crate) fn show(&mut self, look: Look) {
        self.looks.send_if_modified(|shown| {
            let changed = *shown != look;
            *shown = look;
            changed
        });
    }
}

/// Until the app ends: where the connection of the icon does, it is shown anew.
async fn keep(mut looks: watch::Receiver<Look>, requests: Requests) {
    loop {
        let handle = spawn(&mut looks, &requests).await;
        tokio::select! {
            () = follow(&handle, &mut looks) => return,
            () = name::lost() => {}
        }
        tracing::error!("the tray's connection to the bus ended");
        requests.send(Request::TrayHost(false));
        // Else its task waits on that connection for good.
        drop(handle.shutdown());
    }
}

/// Tries until the bus takes it.
async fn spawn(looks: &mut watch::Receiver<Look>, requests: &Requests) -> ksni::Handle<Item> {
    loop {
        let alone = Arc::new(AtomicBool::new(false));
        let look = looks.borrow_and_update().clone();
        let item = Item {
            pixmaps: pixmaps(look.icon),
            look,
            requests: requests.clone(),
            alone: Arc::clone(&alone),
        };
        match item.assume_sni_available(true).spawn().await {
            Ok(handle) => {
                requests.send(Request::TrayHost(!alone.load(Ordering::Relaxed)));
                return handle;
            }
            Err(error) => {
                tracing::error!(%error, "no tray for now");
                requests.send(Request::TrayHost(false));
                tokio::time::sleep(RETRY).await;
            }
        }
    }
}

async fn follow(handle: &ksni::Handle<Item>, looks: &mut watch::Receiver<Look>) {
    while looks.changed().await.is_ok() {
        let look = looks.borrow_and_update().clone();
        handle.update(|item| item.wear(look)).await;
    }
}

/// How long until the tray is tried again where the bus refused it.
const RETRY: Duration = Duration::from_secs(30);

struct Item {
    look: Look,
    /// Of the look's icon: hosts ask for it more often than it changes.
    pixmaps: Vec<ksni::Icon>,
    requests: Requests,
    /// No host shows it.
    alone: Arc<AtomicBool>,
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "tenantatlas-monitor".into()
    }

    fn category(&self) -> Category {
        Category::ApplicationStatus
    }

    fn title(&self) -> String {
        self.look.title.clone()
    }

    fn status(&self) -> Status {
        match self.look.icon.face {
            Face::Attention => Status::NeedsAttention,
            Face::Active | Face::Blind | Face::Idle => Status::Active,
        }
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        self.pixmaps.clone()
    }

    fn attention_icon_pixmap(&self) -> Vec<ksni::Icon> {
        self.pixmaps.clone()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: self.look.title.clone(),
            // Hosts read markup here.
            description: crate::markup::escape_markup(&self.look.tooltip),
            ..ToolTip::default()
        }
    }

    fn activate(&mut self, _: i32, _: i32) {
        self.requests.send(Request::Act(Act::OpenOverview));
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        items(&self.look.menu.entries)
    }

    fn watcher_online(&self) {
        self.alone.store(false, Ordering::Relaxed);
        self.requests.send(Request::TrayHost(true));
    }

    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        tracing::warn!(?reason, "no tray host shows the icon");
        self.alone.store(true, Ordering::Relaxed);
        self.requests.send(Request::TrayHost(false));
        true
    }
}

impl Item {
    fn wear(&mut self, look: Look) {
        if look.icon != self.look.icon {
            self.pixmaps = pixmaps(look.icon);
        }
        self.look = look;
    }
}

fn pixmaps(icon: Icon) -> Vec<ksni::Icon> {
    let pictures = icon.pictures();
    let pixmap = |picture: &Picture| {
        let side = i32::try_from(picture.size).ok()?;
        Some(ksni::Icon {
            width: side,
            height: side,
            data: picture.argb(),
        })
    };
    pictures.iter().filter_map(pixmap).collect()
}

fn items(entries: &[Entry]) -> Vec<MenuItem<Item>> {
    entries.iter().map(item).collect()
}

fn item(entry: &Entry) -> MenuItem<Item> {
    match entry {
        Entry::Item { label, act } => {
            let act = act.clone();
            StandardItem {
                label: mnemonic_free(label),
                enabled: act.is_some(),
                activate: Box::new(move |item: &mut Item| {
                    if let Some(act) = &act {
                        item.requests.send(Request::Act(act.clone()));
                    }
                }),
                ..StandardItem::default()
            }
            .into()
        }
        Entry::Separator => MenuItem::Separator,
        Entry::Submenu { label, entries } => SubMenu {
            label: mnemonic_free(label),
            submenu: items(entries),
            ..SubMenu::default()
        }
        .into(),
    }
}

/// An underscore in a name is a character, not an access key.
fn mnemonic_free(label: &str) -> String {
    label.replace('_', "__")
}
