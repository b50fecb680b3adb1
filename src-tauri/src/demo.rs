//! The demo: the gateway on loopback over a SQLite file, and the simulator playing three customer tenants into it. All
//! of it lives in a temporary folder and goes with the app.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use monitor_core::OperationId;
use monitor_vault::Secret;
use tempfile::TempDir;
use tenantatlas_gateway::{Config, Gateway};
use tenantatlas_simulator::{Plant, demo};
use tokio::net::TcpListener;
use tokio::sync::watch;

pub(crate) struct Demo {
    pub(crate) address: String,
    pub(crate) token: Secret,
    pub(crate) pinned: Vec<OperationId>,
    /// The operation whose window opens at once.
    pub(crate) open: Option<OperationId>,
    /// Dropping it stops gateway and simulator.
    _stop: watch::Sender<()>,
    folder: TempDir,
}

impl Demo {
    /// Where the demo keeps what it has; gone with it.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Builds the world of this seed and begins to play it.
    pub(crate) async fn begin(seed: u64, access_log: Option<PathBuf>) -> Result<Self> {
        let folder = tempfile::tempdir().context("Failed to make the demo's folder")?;
        let database = folder.path().join("tenantatlas.sqlite");
        let plant = Plant::create(&database)
            .await
            .context("Failed to make the demo's database")?;
        let world = demo::build(&plant, seed)
            .await
            .context("Failed to build the demo's world")?;

        let mut config = Config::sqlite(&database, folder.path().join("gateway.sqlite"));
        config.access_log =
            Some(access_log.unwrap_or_else(|| folder.path().join("requests.jsonl")));
        let gateway = Gateway::open(config)
            .await
            .context("Failed to open the demo's gateway")?;
        let issued = gateway
            .tokens()
            .issue(world.user, "demo", None)
            .await
            .context("Failed to issue a token")?;

        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .context("Failed to listen on loopback")?;
        let address = format!("http://{}", listener.local_addr()?);
        let pinned: Vec<_> = world
            .pinned
            .iter()
            .filter_map(|id| OperationId::new(*id))
            .collect();
        let open = OperationId::new(world.open);

        let (stop, stopped) = watch::channel(());
        tokio::spawn(serve(gateway, listener, stopped.clone()));
        tokio::spawn(play(plant, world, seed, stopped));
        Ok(Self {
            address,
            token: Secret::new(issued.secret),
            pinned,
            open,
            _stop: stop,
            folder,
        })
    }
}

async fn serve(gateway: Gateway, listener: TcpListener, stopped: watch::Receiver<()>) {
    if let Err(error) = gateway.serve(listener, until_dropped(stopped)).await {
        tracing::error!(error = format!("{error:#}"), "the demo's gateway ended");
    }
}

async fn play(plant: Plant, world: demo::World, seed: u64, stopped: watch::Receiver<()>) {
    if let Err(error) = demo::play(plant, world, seed, until_dropped(stopped)).await {
        tracing::error!(error = format!("{error:#}"), "the demo's story ended");
    }
}

async fn until_dropped(mut stopped: watch::Receiver<()>) {
    while stopped.changed().await.is_ok() {}
}
