//! One gateway over one plant with one user, Ann, and whatever limits a test sets.

use std::net::SocketAddr;
use std::time::Duration;

use reqwest::{Client, Response};
use serde_json::{Value, json};
use tempfile::TempDir;
use tenantatlas_gateway::{Config, Gateway};
use tenantatlas_simulator::{NewOperation, Plant, Role};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub(crate) struct World {
    pub(crate) gateway: Gateway,
    pub(crate) client: Client,
    pub(crate) address: SocketAddr,
    pub(crate) operator: SocketAddr,
    pub(crate) dir: TempDir,
    pub(crate) ann: i64,
    pub(crate) token: String,
    operation: i64,
    _plant: Plant,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(configure: impl FnOnce(&mut Config)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let database = dir.path().join("atlas.db");
        let plant = Plant::create(&database).await.unwrap();
        let workspace = plant.workspace("Northwind").await.unwrap();
        let environment = plant.environment(workspace, "Contoso").await.unwrap();
        let ann = plant.user("Ann").await.unwrap();
        plant.member(workspace, ann, Role::Operator).await.unwrap();
        plant.entitle(environment, ann).await.unwrap();
        let queued = NewOperation::new("policy.sync").in_environment(workspace, environment);
        let operation = plant.queue(queued.by(ann)).await.unwrap();

        let mut config = Config::sqlite(database, dir.path().join("state.db"));
        config.access_log = Some(dir.path().join("requests.jsonl"));
        configure(&mut config);
        let gateway = Gateway::open(config).await.unwrap();
        let token = issue(&gateway, ann).await;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let operators = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let operator = operators.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let shutdown = async move {
            // A dropped world stops its server too.
            let _ = stopped.await;
        };
        let serving = gateway.clone();
        let serving = serving.serve_with_operator(listener, Some(operators), shutdown);
        Self {
            _plant: plant,
            gateway,
            client: crate::client::builder().build().unwrap(),
            address,
            operator,
            dir,
            ann,
            token,
            operation,
            stop,
            served: tokio::spawn(serving),
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}/api/v1{path}", self.address)
    }

    pub(crate) async fn me(&self, token: &str) -> Response {
        let request = self.client.get(self.url("/me")).bearer_auth(token);
        request.send().await.unwrap()
    }

    pub(crate) async fn health(&self, header: (&str, &str)) -> Response {
        let request = self.client.get(self.url("/health"));
        request.header(header.0, header.1).send().await.unwrap()
    }

    /// What `/metrics` tells.
    pub(crate) async fn metrics(&self) -> String {
        let address = format!("http://{}/metrics", self.operator);
        let answer = self.client.get(address).send().await.unwrap();
        answer.text().await.unwrap()
    }

    /// Sends a watch of the operation and returns once the gateway holds it.
    pub(crate) async fn hold(&self) -> JoinHandle<Response> {
        let request = self
            .client
            .post(self.url("/watch"))
            .bearer_auth(&self.token);
        let sent = request.json(&self.watch().await).send();
        let held = tokio::spawn(async move { sent.await.unwrap() });
        until(async || self.gateway.held_watches() == 1).await;
        held
    }

    /// A watch that has nothing to tell for as long as may be.
    pub(crate) async fn watch(&self) -> Value {
        let path = format!("/operations/{}", self.operation);
        let request = self.client.get(self.url(&path)).bearer_auth(&self.token);
        let operation: Value = request.send().await.unwrap().json().await.unwrap();
        json!({
            "wait_seconds": 50,
            "targets": [{ "operation": self.operation, "version": operation["version"] }],
        })
    }

    /// The head of a watch whose body the server has to ask for.
    pub(crate) fn watch_head(&self, length: usize) -> String {
        format!(
            "POST /api/v1/watch HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\
             expect: 100-continue\r\n\r\n",
            self.token
        )
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Asks the server to stop and returns once it did.
    pub(crate) async fn stop(self) {
        self.stop.send(()).unwrap();
        within(self.served).await.unwrap();
    }
}

/// The most any test waits for something that must happen. Less than the ten seconds a stopping server gives.
pub(crate) const LIMIT: Duration = Duration::from_secs(8);

pub(crate) async fn within<T>(happens: impl Future<Output = T>) -> T {
    tokio::time::timeout(LIMIT, happens).await.unwrap()
}

pub(crate) async fn until(happened: impl AsyncFn() -> bool) {
    within(async {
        while !happened().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
}

pub(crate) async fn issue(gateway: &Gateway, user: i64) -> String {
    let issued = gateway.tokens().issue(user, "test", None).await;
    issued.unwrap().secret
}

pub(crate) async fn send(stream: &mut TcpStream, text: &str) {
    stream.write_all(text.as_bytes()).await.unwrap();
}

/// Everything that still comes until the server closes.
pub(crate) async fn rest(stream: &mut TcpStream) -> String {
    let mut rest = Vec::new();
    // A reset is a close, too.
    let _ = within(stream.read_to_end(&mut rest)).await;
    String::from_utf8(rest).unwrap()
}
