//! The server side of a world: the gateway in this process, and the simulator as the workers of TenantAtlas.
//!
//! Ann is an operator of Northwind, entitled to Contoso; Woodgrove is a workspace she knows nothing of.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use tenantatlas_gateway::{Config, Gateway};
use tenantatlas_simulator::{NewOperation, Plant, Role};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::{Conditions, Way, World, proxy};

pub(crate) struct Atlas {
    pub(crate) plant: Plant,
    pub(crate) gateway: Gateway,
    /// Where the app reaches the gateway.
    pub(crate) address: String,
    pub(crate) log: PathBuf,
    pub(crate) ann: i64,
    pub(crate) token: Token,
    pub(crate) northwind: i64,
    pub(crate) contoso: i64,
    pub(crate) bank: (i64, i64),
    /// Dropping it stops the gateway.
    _stop: oneshot::Sender<()>,
}

pub(crate) struct Token {
    pub(crate) id: i64,
    pub(crate) secret: String,
}

impl Atlas {
    /// Where the conditions say `cut_after`, a proxy before the gateway waits so long for an answer to begin.
    pub(crate) async fn start(folder: &Path, conditions: Conditions) -> Result<Self> {
        let database = folder.join("atlas.sqlite");
        let plant = Plant::create(&database).await?;
        let northwind = plant.workspace("Northwind IT").await?;
        let woodgrove = plant.workspace("Woodgrove IT").await?;
        let contoso = plant.environment(northwind, "Contoso Production").await?;
        let bank = plant.environment(woodgrove, "Woodgrove Bank").await?;
        let ann = plant.user("Ann").await?;
        plant.member(northwind, ann, Role::Operator).await?;
        plant.entitle(contoso, ann).await?;

        let log = folder.join("requests.jsonl");
        let mut config = Config::sqlite(&database, folder.join("gateway.sqlite"));
        config.access_log = Some(log.clone());
        if let Some(every) = conditions.look_every {
            config.look_every = every;
            config.access_every = every;
        }
        let gateway = Gateway::open(config).await?;
        let token = issue(&gateway, ann).await?;

        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .context("Failed to listen")?;
        let mut address = listener.local_addr()?;
        if let Some(patience) = conditions.cut_after {
            address = proxy::start(address, patience).await?;
        }
        let (stop, stopped) = oneshot::channel();
        let shutdown = async move {
            // A dropped sender stops it too.
            let _ = stopped.await;
        };
        tokio::spawn(gateway.clone().serve(listener, shutdown));
        let bank = (woodgrove, bank);
        Ok(Self {
            plant,
            gateway,
            address: format!("http://{address}"),
            log,
            ann,
            token,
            northwind,
            contoso,
            bank,
            _stop: stop,
        })
    }

    /// A fresh token of Ann's.
    pub(crate) async fn issue(&self) -> Result<Token> {
        issue(&self.gateway, self.ann).await
    }

    /// A policy sync of Contoso, started by Ann and running, created that long ago.
    pub(crate) async fn running(&self, created_ago: Duration) -> Result<i64> {
        let id = self.queued(created_ago).await?;
        self.plant.start(id).await?;
        Ok(id)
    }

    /// The same, still waiting for a worker.
    pub(crate) async fn queued(&self, created_ago: Duration) -> Result<i64> {
        let new = NewOperation::new("policy.sync").in_environment(self.northwind, self.contoso);
        self.plant
            .queue(new.by(self.ann).created_ago(created_ago))
            .await
    }

    /// A running operation of a workspace that Ann is no member of.
    pub(crate) async fn foreign(&self) -> Result<i64> {
        let (workspace, environment) = self.bank;
        let id = self
            .plant
            .queue(NewOperation::new("restore.execute").in_environment(workspace, environment))
            .await?;
        self.plant.start(id).await?;
        Ok(id)
    }

    /// Another environment of Northwind that Ann is entitled to.
    pub(crate) async fn environment(&self, name: &str) -> Result<i64> {
        let environment = self.plant.environment(self.northwind, name).await?;
        self.plant.entitle(environment, self.ann).await?;
        Ok(environment)
    }

    /// As windows show the server.
    pub(crate) fn host(&self) -> &str {
        self.address.trim_start_matches("http://")
    }
}

impl World {
    /// Another TenantAtlas with a gateway of its own.
    pub(crate) fn another(&self) -> Result<Atlas> {
        let folder = self.folder.path().join("another");
        std::fs::create_dir(&folder)?;
        self.run(Atlas::start(&folder, Conditions::default()))
    }

    /// Makes a way of its own to a gateway, for whoever asks there.
    pub(crate) fn way_to(&self, atlas: &Atlas) -> Result<Way> {
        let gateway = atlas.host().parse().context("not a socket's address")?;
        self.run(Way::start(gateway))
    }
}

/// One that never expires by itself.
async fn issue(gateway: &Gateway, user: i64) -> Result<Token> {
    let tokens = gateway.tokens();
    let issued = tokens.issue(user, "end to end", None).await?;
    Ok(Token {
        id: issued.id,
        secret: issued.secret,
    })
}
