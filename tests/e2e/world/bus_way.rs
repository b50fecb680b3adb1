//! A way between the app and the session bus, on which the connection of the tray's icon can be cut, or that of the
//! notifications. Everything else on it is carried.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::watch;
use xtask::Running;

use super::World;

/// It ends with the world's runtime.
pub(crate) struct BusWay {
    address: String,
    cuts: watch::Sender<Option<Whose>>,
    _folder: TempDir,
}

/// Of the app's connections, the one that carries this.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Whose {
    Notifications,
    Tray,
}

impl World {
    pub(crate) fn bus_way(&self) -> Result<BusWay> {
        let bus =
            socket(self.desktop.bus_address()).context("the bus has no socket in a folder")?;
        let folder = tempfile::tempdir()?;
        let own = folder.path().join("bus");
        let cuts = watch::Sender::new(None);
        self.run(accept(own.clone(), bus, cuts.subscribe()))?;
        Ok(BusWay {
            address: format!("unix:path={}", own.display()),
            cuts,
            _folder: folder,
        })
    }

    /// Starts the app so that it goes this way to the session bus.
    pub(crate) fn launch_by(&self, way: &BusWay, args: &[&str]) -> Result<Running> {
        self.launch_as(self.app(args).env(SESSION_BUS, &way.address))
    }
}

impl BusWay {
    /// Ends this connection, as the bus does with one that it will not have any longer.
    pub(crate) fn cut(&self, whose: Whose) {
        self.cuts.send_replace(Some(whose));
    }
}

async fn accept(own: PathBuf, bus: PathBuf, cuts: watch::Receiver<Option<Whose>>) -> Result<()> {
    let listener = UnixListener::bind(own).context("Failed to listen on the way to the bus")?;
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let (bus, cuts) = (bus.clone(), cuts.clone());
            // However it ends, both its ends are closed.
            tokio::spawn(async move { carry(client, &bus, cuts).await.ok() });
        }
    });
    Ok(())
}

/// Until one end closes, or it is cut.
async fn carry(
    mut client: UnixStream,
    bus: &Path,
    mut cuts: watch::Receiver<Option<Whose>>,
) -> io::Result<()> {
    // A cut before its time was another's.
    cuts.mark_unchanged();
    let mut server = UnixStream::connect(bus).await?;
    let (mut question, mut answer) = (vec![0; BUFFER], vec![0; BUFFER]);
    let mut whose = None;
    loop {
        tokio::select! {
            Ok(()) = cuts.changed() => if whose.is_some() && *cuts.borrow() == whose {
                return Ok(());
            },
            read = client.read(&mut question) => {
                let question = &question[..read?];
                if question.is_empty() {
                    return Ok(());
                }
                whose = whose.or_else(|| sender(question));
                server.write_all(question).await?;
            }
            read = server.read(&mut answer) => {
                let answer = &answer[..read?];
                if answer.is_empty() {
                    return Ok(());
                }
                client.write_all(answer).await?;
            }
        }
    }
}

fn sender(question: &[u8]) -> Option<Whose> {
    let all = |words: [&[u8]; 2]| words.iter().all(|word| contains(question, word));
    if all([b"RequestName", b"org.kde.StatusNotifierItem-"]) {
        Some(Whose::Tray)
    } else if all([b"GetCapabilities", b"org.freedesktop.Notifications"]) {
        Some(Whose::Notifications)
    } else {
        None
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|bytes| bytes == part)
}

/// The path in an address such as `unix:path=/tmp/bus,guid=0`.
fn socket(address: &str) -> Option<PathBuf> {
    let options = address.strip_prefix("unix:")?;
    let mut paths = options
        .split(',')
        .filter_map(|option| option.strip_prefix("path="));
    paths.next().map(PathBuf::from)
}

const BUFFER: usize = 64 * 1024;
const SESSION_BUS: &str = "DBUS_SESSION_BUS_ADDRESS";
