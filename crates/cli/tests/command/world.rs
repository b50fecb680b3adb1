//! One gateway, and the program as a script starts it. Ann is an operator of Northwind, entitled to Contoso; Woodgrove is
//! a workspace she knows nothing of.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tenantatlas_gateway::{Config, Gateway};
use tenantatlas_simulator::{NewOperation, Outcome, Plant, Role};
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader, Lines};
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio::sync::oneshot;

pub(crate) struct World {
    pub(crate) plant: Plant,
    pub(crate) address: String,
    pub(crate) token: String,
    pub(crate) contoso: i64,
    northwind: i64,
    woodgrove: i64,
    bank: i64,
    ann: i64,
    dir: TempDir,
    /// Dropping it stops the gateway.
    _stop: oneshot::Sender<()>,
}

impl World {
    pub(crate) async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let database = dir.path().join("atlas.db");
        let plant = Plant::create(&database).await.unwrap();
        let northwind = plant.workspace("Northwind IT").await.unwrap();
        let woodgrove = plant.workspace("Woodgrove IT").await.unwrap();
        let contoso = plant.environment(northwind, "Contoso").await.unwrap();
        let bank = plant
            .environment(woodgrove, "Woodgrove Bank")
            .await
            .unwrap();
        let ann = plant.user("Ann").await.unwrap();
        plant.member(northwind, ann, Role::Operator).await.unwrap();
        plant.entitle(contoso, ann).await.unwrap();

        let mut config = Config::sqlite(database, dir.path().join("state.db"));
        config.access_log = Some(dir.path().join("requests.jsonl"));
        config.look_every = Duration::from_millis(50);
        config.access_every = Duration::from_millis(50);
        let gateway = Gateway::open(config).await.unwrap();
        let issued = gateway.tokens().issue(ann, "test", None).await.unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        tokio::spawn(gateway.serve(listener, async move {
            // A dropped world stops its server too.
            let _ = stopped.await;
        }));
        Self {
            plant,
            address,
            token: issued.secret,
            contoso,
            northwind,
            woodgrove,
            bank,
            ann,
            dir,
            _stop: stop,
        }
    }

    /// A policy sync of Contoso, queued by Ann.
    pub(crate) async fn queued(&self) -> i64 {
        let new = NewOperation::new("policy.sync").in_environment(self.northwind, self.contoso);
        self.plant.queue(new.by(self.ann)).await.unwrap()
    }

    pub(crate) async fn running(&self) -> i64 {
        let id = self.queued().await;
        self.plant.start(id).await.unwrap();
        id
    }

    pub(crate) async fn completed(&self, outcome: Outcome) -> i64 {
        let id = self.running().await;
        self.plant.complete(id, outcome).await.unwrap();
        id
    }

    /// An operation that Ann must not see.
    pub(crate) async fn foreign(&self) -> i64 {
        let new = NewOperation::new("policy.sync").in_environment(self.woodgrove, self.bank);
        self.plant.queue(new).await.unwrap()
    }

    /// Another environment of Northwind that Ann is entitled to.
    pub(crate) async fn environment(&self, name: &str) -> (i64, i64) {
        let environment = self.plant.environment(self.northwind, name).await.unwrap();
        self.plant.entitle(environment, self.ann).await.unwrap();
        let new = NewOperation::new("policy.sync").in_environment(self.northwind, environment);
        (environment, self.plant.queue(new).await.unwrap())
    }

    /// A place for what a test writes.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.file("data")
    }

    /// The program with server and token of the environment, on a computer without a keyring.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        self.anonymous(arguments, |command| {
            command
                .env("TENANTATLAS_SERVER", &self.address)
                .env("TENANTATLAS_TOKEN", &self.token);
        })
    }

    /// The program with nothing of the environment but what the test gives it.
    pub(crate) fn anonymous<A: AsRef<OsStr>>(
        &self,
        arguments: &[A],
        given: impl FnOnce(&mut Command),
    ) -> Command {
        let mut command = Command::new(BINARY);
        command
            .args(arguments)
            .arg("--data")
            .arg(self.data())
            .env_remove("TENANTATLAS_SERVER")
            .env_remove("TENANTATLAS_TOKEN")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .env("TZ", "UTC")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        given(&mut command);
        command
    }

    /// Runs the program to its end.
    pub(crate) async fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Ran {
        ran(self.command(arguments)).await
    }

    /// Runs the program until what comes of it is right, within the limit.
    pub(crate) async fn run_until<A: AsRef<OsStr>>(
        &self,
        arguments: &[A],
        is_right: impl Fn(&Ran) -> bool,
    ) -> Ran {
        within(async {
            loop {
                let ran = self.run(arguments).await;
                if is_right(&ran) {
                    return ran;
                }
            }
        })
        .await
    }
}

/// What came of one start of the program.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) async fn ran(mut command: Command) -> Ran {
    let Output {
        status,
        stdout,
        stderr,
    } = within(command.output()).await.unwrap();
    Ran {
        code: status.code(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// The lines of a stream as they come.
pub(crate) fn lines<R: AsyncRead + Unpin>(stream: Option<R>) -> Lines<BufReader<R>> {
    BufReader::new(stream.unwrap()).lines()
}

/// The next line, within the limit.
pub(crate) async fn next<R: AsyncRead + Unpin>(lines: &mut Lines<BufReader<R>>) -> String {
    within(lines.next_line()).await.unwrap().unwrap()
}

/// The first line to come that has this in it.
pub(crate) async fn line_with<R: AsyncRead + Unpin>(
    lines: &mut Lines<BufReader<R>>,
    text: &str,
) -> String {
    loop {
        let line = next(lines).await;
        if line.contains(text) {
            return line;
        }
    }
}

pub(crate) async fn within<T>(happens: impl Future<Output = T>) -> T {
    tokio::time::timeout(LIMIT, happens).await.unwrap()
}

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_tenantatlas");
/// The most any test waits for something that must happen: longer than the longest interval, on a busy machine.
const LIMIT: Duration = Duration::from_secs(30);
