//! One world for one story: a desktop of its own, TenantAtlas with its gateway, and the app between them.
//!
//! Nothing is mocked: the token is in a real keyring, notifications are what the daemon received, requests are what the
//! gateway answered. What failed tests need to be understood is printed when the world ends.
#![allow(
    clippy::print_stdout,
    reason = "the test harness shows it where a test failed"
)]

mod ahead;
mod app;
mod atlas;
mod authority;
mod bus_way;
mod clipboard;
mod gate;
mod ledger;
pub(crate) mod log;
mod nowhere;
mod proxy;
mod requests;
mod settings;
mod signing_in;
mod stations;
mod system_bus;
mod tray;
mod trouble;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use monitor_core::ports::{Record, Store};
use monitor_core::{AccountId, OperationId, Target};
use monitor_ledger::Ledger;
use serde_json::json;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use xtask::{Desktop, Notification, Running, eventually};

pub(crate) use app::{Driven, checked, id};
use atlas::Atlas;
pub(crate) use authority::Authority;
pub(crate) use bus_way::Whose;
use gate::Permit;
pub(crate) use ledger::Telling;
pub(crate) use log::Entry;
pub(crate) use nowhere::way_nowhere;
pub(crate) use stations::{ELSEWHERE, Station, has_ipv6};
pub(crate) use system_bus::SystemBus;
pub(crate) use trouble::{Trouble, Way};

/// What a world begins with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Conditions {
    /// A panel shows tray icons.
    pub(crate) tray_host: bool,
    /// An unlocked keyring; without it, none can be reached.
    pub(crate) keyring: bool,
    /// The settings name an account whose token is in the keyring.
    pub(crate) signed_in: bool,
    /// "While hidden: watch quietly", not "suspend completely".
    pub(crate) quietly: bool,
    /// A proxy on the way cuts requests whose answer has not begun by then.
    pub(crate) cut_after: Option<Duration>,
    /// How often the gateway looks at its database and at rights; without it, as often as where nothing is configured.
    pub(crate) look_every: Option<Duration>,
}

impl Default for Conditions {
    fn default() -> Self {
        Self {
            tray_host: true,
            keyring: true,
            signed_in: true,
            quietly: true,
            cut_after: None,
            look_every: Some(Duration::from_millis(100)),
        }
    }
}

impl Conditions {
    /// Nobody is signed in: the app begins with its sign-in window.
    pub(crate) fn signed_out() -> Self {
        Self {
            signed_in: false,
            ..Self::default()
        }
    }
}

/// Its parts end in this order.
pub(crate) struct World {
    pub(crate) desktop: Desktop,
    pub(crate) atlas: Atlas,
    runtime: Runtime,
    folder: TempDir,
    _permit: Permit,
}

impl World {
    pub(crate) fn start(conditions: Conditions) -> Result<Self> {
        let permit = Permit::take();
        let folder = tempfile::tempdir()?;
        let runtime = Runtime::new()?;
        let atlas = runtime.block_on(Atlas::start(folder.path(), conditions))?;
        let desktop = Desktop::start(xtask::Options {
            tray_host: conditions.tray_host,
            keyring: conditions.keyring,
            ..xtask::Options::default()
        })?;
        let world = Self {
            desktop,
            atlas,
            runtime,
            folder,
            _permit: permit,
        };
        std::fs::create_dir(world.data())?;
        if conditions.signed_in {
            world.write_settings(conditions.quietly)?;
            world.keep_token()?;
        }
        Ok(world)
    }

    /// Lets the server's side do something, and waits for it.
    pub(crate) fn run<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        self.runtime.block_on(work)
    }

    /// Starts the app as a user's login does.
    pub(crate) fn launch(&self, args: &[&str]) -> Result<Running> {
        self.launch_as(&mut self.app(args))
    }

    /// Starts it on a computer that this bus plays.
    pub(crate) fn launch_on(&self, bus: &SystemBus, args: &[&str]) -> Result<Running> {
        self.launch_as(self.app(args).env(system_bus::ADDRESS, &bus.address))
    }

    fn app(&self, args: &[&str]) -> Command {
        let mut command = self.desktop.command(binary());
        command.arg("--data").arg(self.data()).args(args);
        command
    }

    fn launch_as(&self, command: &mut Command) -> Result<Running> {
        self.desktop
            .launch("tenantatlas-monitor", command, &self.app_log())
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Pins as if it had been done in an earlier start; not while the app runs.
    pub(crate) fn pin(&self, target: Target) -> Result<()> {
        self.ledger()?.record(&Record::Pinned(target))?;
        Ok(())
    }

    /// A running policy sync of an age at which it is asked for every ten seconds, pinned in an earlier start.
    pub(crate) fn pinned_operation(&self) -> Result<i64> {
        self.pinned(self.atlas.running(OLD))
    }

    /// The operation that the server's side makes, pinned in an earlier start.
    pub(crate) fn pinned(&self, making: impl Future<Output = Result<i64>>) -> Result<i64> {
        let operation = self.run(making)?;
        self.pin(Target::Operation(
            OperationId::new(operation).expect("ids are positive"),
        ))?;
        Ok(operation)
    }

    /// Waits until every end that the app stored is also marked as told: a crash before that repeats it.
    pub(crate) fn all_is_told(&self) -> Result<()> {
        eventually("the ledger to have told everything", LIMIT, || {
            Ok(self.untold()?.is_empty().then_some(()))
        })
    }

    /// Whose ends the ledger holds as still to be told.
    pub(crate) fn untold(&self) -> Result<Vec<Target>> {
        let untold = self.ledger()?.untold()?;
        Ok(untold.into_iter().map(|end| end.target).collect())
    }

    /// Waits for that many notifications, and answers all there are.
    pub(crate) fn notifications(&self, count: usize) -> Result<Vec<Notification>> {
        eventually(&format!("notification {count}"), LIMIT, || {
            Ok(Some(self.desktop.notifications()?).filter(|received| received.len() >= count))
        })
    }

    /// Closes a window as its close button does, and waits until it is gone.
    pub(crate) fn close(&self, title: &str) -> Result<()> {
        self.desktop.close_window(title)?;
        self.goes(title)
    }

    /// Waits until a window is gone: one of an app that has ended is listed for a moment still.
    pub(crate) fn goes(&self, title: &str) -> Result<()> {
        eventually(&format!("{title:?} to go"), LIMIT, || {
            Ok(self.desktop.window(title).is_err().then_some(()))
        })
    }

    /// The token in the desktop's keyring, if the app has put one there.
    pub(crate) fn kept_token(&self) -> Result<Option<String>> {
        let mut lookup = self.desktop.command("secret-tool");
        let found = lookup
            .args(["lookup", "service", SERVICE])
            .output()
            .context("Failed to start secret-tool")?;
        let secret = String::from_utf8(found.stdout)?;
        Ok(Some(secret.trim().to_owned()).filter(|secret| !secret.is_empty()))
    }

    /// Takes every token from the keyring but the one for this world's server.
    pub(crate) fn lose_token_of_another(&self) -> Result<()> {
        let mut clear = self.desktop.command("secret-tool");
        let cleared = clear.args(["clear", "service", SERVICE]).status();
        let cleared = cleared.context("Failed to start secret-tool")?;
        ensure!(
            cleared.success(),
            "secret-tool took nothing from the keyring"
        );
        self.keep_token()
    }

    fn ledger(&self) -> Result<Ledger> {
        let account = AccountId::parse(ACCOUNT).context("not an account id")?;
        Ok(Ledger::open(&self.data().join("ledger.sqlite"), account)?)
    }

    fn app_log(&self) -> PathBuf {
        self.folder.path().join("app.log")
    }

    fn write_settings(&self, quietly: bool) -> Result<()> {
        let settings = json!({
            "account": { "id": ACCOUNT, "server": self.atlas.address },
            "watch_quietly": quietly,
            "quiet_seconds": QUIET.as_secs(),
        });
        std::fs::write(self.data().join("settings.json"), settings.to_string())?;
        Ok(())
    }

    fn keep_token(&self) -> Result<()> {
        self.keep_secret(ACCOUNT, &self.atlas.token.secret)
    }

    /// With the attributes that the app looks it up by.
    fn keep_secret(&self, name: &str, secret: &str) -> Result<()> {
        let mut store = self.desktop.command("secret-tool");
        store.args([
            "store",
            "--label=TenantAtlas Monitor",
            "service",
            SERVICE,
            "username",
            name,
        ]);
        let mut storing = store
            .stdin(Stdio::piped())
            .spawn()
            .context("Failed to start secret-tool")?;
        let mut input = storing.stdin.take().context("secret-tool has no input")?;
        input.write_all(secret.as_bytes())?;
        // The end of the input is the end of the secret.
        drop(input);
        ensure!(
            storing.wait()?.success(),
            "the keyring did not take the secret"
        );
        Ok(())
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let read = |file: &Path| std::fs::read_to_string(file).unwrap_or_default();
        println!("-- the app's log:\n{}", read(&self.app_log()));
        println!("-- the gateway's log:\n{}", read(&self.atlas.log));
        println!(
            "-- the daemon received:\n{:#?}",
            self.desktop.notifications().unwrap_or_default()
        );
    }
}

/// Lets time pass to see what does not happen in it; the span comes from a cadence. Never a way to wait for something.
pub(crate) fn observe(span: Duration) {
    std::thread::sleep(span);
}

/// What is started: the tests' own app, or the released one that a benchmark names.
fn binary() -> PathBuf {
    std::env::var_os("MEASURED_APP").map_or_else(|| PathBuf::from(BINARY), PathBuf::from)
}

/// The title of the overview's window.
pub(crate) const OVERVIEW: &str = "TenantAtlas Monitor";
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_tenantatlas-monitor");
/// The account of the settings, the ledger and the keyring.
pub(crate) const ACCOUNT: &str = "e2e";
const SERVICE: &str = "dev.tenantatlas.monitor";
/// Between two quiet watches: the shortest that can be set.
pub(crate) const QUIET: Duration = Duration::from_secs(15);
/// How old an operation is made, so that its interval no longer changes: [`STEADY`].
pub(crate) const OLD: Duration = Duration::from_secs(120);
/// The interval of an operation older than a minute, of a review pack and of an active list.
pub(crate) const STEADY: Duration = Duration::from_secs(10);
/// Long enough for any interval and a busy machine.
pub(crate) const LIMIT: Duration = Duration::from_secs(120);
