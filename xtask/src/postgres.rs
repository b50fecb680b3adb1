//! A throw-away PostgreSQL of Debian's packages, for tests: a fresh folder, a free port, gone with the process that
//! started it.
//!
//! It never touches a cluster of the system's. It is as fast as it is careless: nothing is synced to the disk, and
//! whoever reaches the loopback is whoever they say they are.

mod folder;
mod installation;
mod server;
mod statements;

use std::fs::{self, File};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{eventually, shell};
use folder::Folder;
use installation::{User, programs};
use server::Server;
pub use statements::Statement;

/// A running PostgreSQL server with its data. Dropping it ends the server and deletes the data.
#[derive(Debug)]
pub struct Cluster {
    // Before the folder: it ends first.
    server: Mutex<Option<Server>>,
    folder: Folder,
    programs: PathBuf,
    port: u16,
    settings: Vec<String>,
    user: Option<User>,
}

/// The cluster that a whole test binary shares. Nothing drops it: its server ends with the process, and the next
/// cluster to start anywhere sweeps its folder.
///
/// # Panics
/// When it does not start: without it there is nothing to test on.
pub fn shared() -> &'static Cluster {
    static SHARED: OnceLock<Cluster> = OnceLock::new();
    SHARED.get_or_init(|| match Cluster::start() {
        Ok(cluster) => cluster,
        Err(error) => panic!("PostgreSQL did not start: {error:#}"),
    })
}

impl Cluster {
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn start() -> Result<Self> {
        Self::start_with(&[])
    }

    /// With settings on top, for example `("log_statement", "all")`: see [`Cluster::log`].
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn start_with(settings: &[(&str, &str)]) -> Result<Self> {
        let programs = programs()?;
        let user = User::to_be()?;
        let cluster = Self {
            server: Mutex::new(None),
            folder: Folder::create(user)?,
            programs,
            port: free_port()?,
            settings: all_settings(settings),
            user,
        };
        shell::output(cluster.command("initdb").args(INITDB))
            .context("Failed to make a cluster")?;
        cluster.start_again()?;
        cluster.sql(ADMIN, "CREATE EXTENSION pg_stat_statements")?;
        Ok(cluster)
    }

    /// For any client, as the superuser.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        self.url_as("postgres", database)
    }

    /// For any client, as a role that exists.
    #[must_use]
    pub fn url_as(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes a database of a fresh name and answers its URL. `template` is the name of a database that nobody is
    /// connected to.
    ///
    /// # Errors
    /// When there is no such template, or it is in use.
    pub fn create_database(&self, template: Option<&str>) -> Result<String> {
        let name = format!("test_{:016x}", random());
        let template = template.unwrap_or("template1");
        let create = format!(r#"CREATE DATABASE {name} TEMPLATE "{template}""#);
        self.sql(ADMIN, &create)?;
        Ok(self.url(&name))
    }

    /// Executes statements as the superuser; answers the rows as lines, their columns separated by `|`.
    ///
    /// # Errors
    /// When the server refuses; the message has its words.
    pub fn sql(&self, database: &str, statements: &str) -> Result<String> {
        let arguments = ["--tuples-only", "--no-align", "--command", statements];
        let said = shell::output(self.psql(database).args(arguments))?;
        Ok(said.trim_end().to_owned())
    }

    /// `psql` on a database, as the superuser: it ends with an error at the first statement that fails.
    #[must_use]
    pub fn psql(&self, database: &str) -> Command {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.env_clear()
            .env("LC_ALL", "C.UTF-8")
            .args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"])
            .args(["--dbname", &self.url(database)]);
        psql
    }

    /// Ends the server and keeps its data: clients are cut off, and find nobody at the port.
    ///
    /// # Errors
    /// When it does not end in time.
    pub fn stop_server(&self) -> Result<()> {
        match self.server().take() {
            Some(server) => server.stop(LIMIT),
            None => Ok(()),
        }
    }

    /// Starts the server that was stopped, at the same port.
    ///
    /// # Errors
    /// When it does not start; the message has the end of its log.
    pub fn start_again(&self) -> Result<()> {
        let mut place = self.server();
        if place.is_some() {
            return Ok(());
        }
        let server = Server::start(self.postgres()?)?;
        let what = format!("PostgreSQL at port {}", self.port);
        eventually(&what, LIMIT, || self.ready(&server))?;
        *place = Some(server);
        Ok(())
    }

    /// What the server has written to its log since it was first started.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn log(&self) -> Result<String> {
        let log = fs::read(self.folder.log()).context("Failed to read the server's log")?;
        Ok(String::from_utf8_lossy(&log).into_owned())
    }

    fn server(&self) -> MutexGuard<'_, Option<Server>> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ready(&self, server: &Server) -> Result<Option<()>> {
        if server.is_over() {
            bail!("PostgreSQL ended at once; it said:\n{}", self.log()?);
        }
        let mut asked = self.command("pg_isready");
        let asked = asked.args(["--quiet", "--host=127.0.0.1", "--port"]);
        let status = asked.arg(self.port.to_string()).status();
        let status = status.context("Failed to start pg_isready")?;
        Ok(status.success().then_some(()))
    }

    fn postgres(&self) -> Result<Command> {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.folder.log())
            .context("Failed to open the server's log")?;
        let mut command = self.command("postgres");
        command.args(["-D", "data", "-p", &self.port.to_string(), "-k"]);
        command.arg(self.folder.path());
        for setting in &self.settings {
            command.args(["-c", setting]);
        }
        command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        Ok(command)
    }

    /// One of PostgreSQL's programs, in the folder, as who may run it. It gets an interrupt when its starter dies.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new("setpriv");
        command
            .current_dir(self.folder.path())
            .env_clear()
            .envs([("LC_ALL", "C.UTF-8"), ("PATH", "/usr/bin:/bin")])
            .args(["--pdeathsig", "INT"]);
        if let Some(User { id, group }) = self.user {
            command.args(["--init-groups", "--reuid", &id.to_string()]);
            command.args(["--regid", &group.to_string()]);
        }
        command.arg("--").arg(self.programs.join(program));
        command
    }
}

/// Below the ports that the system gives to outgoing connections: while the server is away, nobody else gets its own.
fn free_port() -> Result<u16> {
    for _ in 0..100 {
        let port = 15_000 + u16::try_from(random() % 15_000)?;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(port);
        }
    }
    bail!("found no free port");
}

fn all_settings(more: &[(&str, &str)]) -> Vec<String> {
    // The last one of a name counts.
    SETTINGS
        .iter()
        .chain(more)
        .map(|(name, value)| format!("{name}={value}"))
        .collect()
}

/// Different at every call: the standard library seeds its hashers so.
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// Where the administrator's statements are executed, and where the extension lives: in no database of a test.
const ADMIN: &str = "postgres";

const INITDB: [&str; 7] = [
    "--pgdata=data",
    "--no-sync",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--username=postgres",
    "--no-instructions",
];

const LIMIT: Duration = Duration::from_secs(30);

const SETTINGS: [(&str, &str); 10] = [
    ("listen_addresses", "127.0.0.1"),
    ("fsync", "off"),
    ("full_page_writes", "off"),
    ("synchronous_commit", "off"),
    ("log_timezone", "Etc/UTC"),
    ("timezone", "Etc/UTC"),
    ("max_connections", "200"),
    ("shared_preload_libraries", "pg_stat_statements"),
    // Many tests' databases, each with its own texts: none may be forgotten.
    ("pg_stat_statements.max", "20000"),
    ("pg_stat_statements.save", "off"),
];
