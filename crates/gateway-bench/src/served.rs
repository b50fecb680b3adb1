//! The gateway as an administrator runs it: the release binary, a process of its own, with a file of configuration.

use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use hyper::StatusCode;
use rustix::process::{Pid, Signal, kill_process};
use tenantatlas_gateway::{Config, Gateway, Given};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};
use toml::{Table, Value};

use crate::http::operators_page;
use crate::process::{self, Memory};

/// What every start of the gateway shares.
pub(crate) struct Installation {
    binary: PathBuf,
    config: PathBuf,
    log: PathBuf,
    address: SocketAddr,
    operators: SocketAddr,
}

/// A running gateway; dropped, it is killed.
pub(crate) struct Served {
    child: Child,
    process: u32,
    log: PathBuf,
    pub(crate) address: SocketAddr,
    operators: SocketAddr,
}

impl Installation {
    /// The defaults but for rates that the load does not reach. The access log is written, as in real life.
    pub(crate) fn new(binary: PathBuf, folder: &Path, database: &str) -> Result<Self> {
        let installation = Self {
            binary,
            config: folder.join("gateway.toml"),
            log: folder.join("gateway.log"),
            address: free_address()?,
            operators: free_address()?,
        };
        let text = |path: PathBuf| Value::String(path.display().to_string());
        let rate = ["per_second", "burst"].map(|name| (name.to_owned(), HIGH_RATE.into()));
        let server = [
            ("metrics_listen", installation.operators.to_string().into()),
            ("rate", Value::Table(Table::from_iter(rate))),
            // The whole load comes from this one.
            ("max_connections_per_address", Value::Integer(16_000)),
        ];
        let limits = [("max_held", Value::Integer(12_000))];
        let config = [
            ("database", database.into()),
            ("state", text(folder.join("state.db"))),
            ("access_log", text(folder.join("requests.jsonl"))),
            ("listen", installation.address.to_string().into()),
            ("limits", table(limits)),
            ("server", table(server)),
        ];
        let config = toml::to_string(&table(config))?;
        fs::write(&installation.config, config).context("Failed to write the configuration")?;
        Ok(installation)
    }

    /// One token after the other, for these users in turn.
    pub(crate) async fn issue_tokens(&self, users: &[i64], many: usize) -> Result<Vec<String>> {
        let config = Config::load(Some(&self.config), Given::default())?;
        let gateway = Gateway::open(config).await?;
        let mut secrets = Vec::with_capacity(many);
        for user in users.iter().cycle().take(many) {
            let issued = gateway.tokens().issue(*user, "benchmark", None).await?;
            secrets.push(issued.secret);
        }
        Ok(secrets)
    }

    pub(crate) async fn start(&self) -> Result<Served> {
        let log = File::create(&self.log).context("Failed to open the gateway's log")?;
        let child = Command::new(&self.binary)
            .arg("--config")
            .arg(&self.config)
            .arg("serve")
            .env_remove("DATABASE_URL")
            .env_remove("RUST_LOG")
            .env_remove("TENANTATLAS_GATEWAY_STATE")
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .context("Failed to start the gateway")?;
        let process = child.id().context("the gateway ended at once")?;
        let mut served = Served {
            child,
            process,
            log: self.log.clone(),
            address: self.address,
            operators: self.operators,
        };
        served.until_ready().await?;
        Ok(served)
    }
}

impl Served {
    pub(crate) fn process(&self) -> u32 {
        self.process
    }

    pub(crate) fn memory(&self) -> Result<Memory> {
        process::memory(self.process)
    }

    /// Processor time since it began.
    pub(crate) fn worked(&self) -> Result<Duration> {
        process::worked(self.process)
    }

    /// Watches that it holds, by its own figures.
    pub(crate) async fn held(&self) -> Result<usize> {
        let page = operators_page(self.operators, "/metrics").await?;
        let text = page.text()?;
        let mut lines = text.lines();
        let held = lines.find_map(|line| line.strip_prefix("tenantatlas_gateway_held_watches "));
        Ok(held.context("/metrics tells of no held watches")?.parse()?)
    }

    /// Asks it to end, as systemd would.
    pub(crate) async fn stop(mut self) -> Result<()> {
        let process = i32::try_from(self.process).ok().and_then(Pid::from_raw);
        let process = process.context("the gateway has no process id")?;
        kill_process(process, Signal::TERM).context("the gateway ended before it should")?;
        let ended = timeout(Duration::from_secs(20), self.child.wait()).await;
        ended.context("the gateway did not end")??;
        Ok(())
    }

    async fn until_ready(&mut self) -> Result<()> {
        let limit = Instant::now() + Duration::from_secs(30);
        while Instant::now() < limit {
            if let Some(status) = self.child.try_wait()? {
                bail!("the gateway ended with {status}; it said:\n{}", self.said());
            }
            let page = operators_page(self.operators, "/health").await;
            if page.is_ok_and(|page| page.status == StatusCode::OK) {
                return Ok(());
            }
            sleep(Duration::from_millis(50)).await;
        }
        bail!("the gateway does not answer; it said:\n{}", self.said())
    }

    fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

fn table<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let entries = entries.map(|(name, value)| (name.to_owned(), value));
    Value::Table(Table::from_iter(entries))
}

fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("found no free port")?;
    Ok(listener.local_addr()?)
}

const HIGH_RATE: i64 = 1_000_000;
