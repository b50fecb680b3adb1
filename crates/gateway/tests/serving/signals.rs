//! The program itself: what it does when the system asks it to stop, and how it is asked for its health.
#![cfg(unix)]

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{ExitStatus, Output, Stdio};

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout, Command};

use crate::world::{World, rest, send, within};

#[tokio::test]
async fn a_signal_lets_open_requests_end() {
    let world = World::new().await;
    let body = world.watch().await.to_string();
    let mut program = Program::serve(&world).await;
    let mut stream = program.begin_watch(&world, body.len()).await;

    program.signal("TERM").await;
    program.line("stopping").await;
    send(&mut stream, &body).await;

    let answer = rest(&mut stream).await;
    assert!(answer.contains("HTTP/1.1 200 "), "{answer}");
    assert!(program.ended().await.success());
}

#[tokio::test]
async fn a_second_signal_stops_at_once() {
    let world = World::new().await;
    let mut program = Program::serve(&world).await;
    let _unfinished = program.begin_watch(&world, 100).await;

    program.signal("TERM").await;
    program.line("stopping").await;
    program.signal("TERM").await;

    assert_eq!(program.ended().await.code(), Some(1));
}

#[tokio::test]
async fn health_asks_the_running_gateway() {
    let world = World::new().await;
    let program = Program::serve(&world).await;

    let told = ask_health(&world, program.address).await;

    assert!(told.status.success());
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains("its database is reachable"), "{told}");
    // Nothing listens on the port for discarded bytes.
    let silent = SocketAddr::from(([127, 0, 0, 1], 9));
    assert!(!ask_health(&world, silent).await.status.success());
}

struct Program {
    child: Child,
    address: SocketAddr,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Program {
    /// On a free port, over the same database as the world's own gateway.
    async fn serve(world: &World) -> Self {
        let config = configuration(world, SocketAddr::from(([127, 0, 0, 1], 0)));
        let mut command = command(config);
        let command = command.arg("serve").stdout(Stdio::piped());
        let mut child = command.kill_on_drop(true).spawn().unwrap();
        let stdout = child.stdout.take().unwrap();
        let mut program = Self {
            child,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            lines: BufReader::new(stdout).lines(),
        };
        let listening = program.line("listening").await;
        program.address = listening["address"].as_str().unwrap().parse().unwrap();
        program
    }

    /// A watch that the server is answering, because it asks for the body.
    async fn begin_watch(&self, world: &World, length: usize) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        send(&mut stream, &world.watch_head(length)).await;
        within(stream.readable()).await.unwrap();
        stream
    }

    /// The fields of the next line of its log with this message.
    async fn line(&mut self, message: &str) -> Value {
        within(async {
            loop {
                let line = self.lines.next_line().await.unwrap().unwrap();
                let line: Value = serde_json::from_str(&line).unwrap();
                if line["fields"]["message"] == message {
                    return line["fields"].clone();
                }
            }
        })
        .await
    }

    async fn signal(&self, name: &str) {
        let id = self.child.id().unwrap();
        let kill = format!("kill -{name} {id}");
        let sent = Command::new("sh").args(["-c", &kill]).status().await;
        assert!(sent.unwrap().success());
    }

    async fn ended(&mut self) -> ExitStatus {
        within(self.child.wait()).await.unwrap()
    }
}

async fn ask_health(world: &World, address: SocketAddr) -> Output {
    let mut command = command(configuration(world, address));
    let asked = command.arg("health").output();
    asked.await.unwrap()
}

fn command(config: PathBuf) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenantatlas-gateway"));
    command.arg("--config").arg(config);
    command.env_remove("DATABASE_URL").env_remove("RUST_LOG");
    command
}

fn configuration(world: &World, address: SocketAddr) -> PathBuf {
    let folder = world.dir.path();
    let text = format!(
        "database = {:?}\nstate = {:?}\nlisten = \"{address}\"\n",
        folder.join("atlas.db"),
        folder.join("state.db"),
    );
    let config = folder.join(format!("gateway-{}.toml", address.port()));
    std::fs::write(&config, text).unwrap();
    config
}
