//! One gateway over one plant: Ann is an operator of Northwind, entitled to Contoso and not to Fabrikam; Woodgrove is
//! a workspace she knows nothing of.

use std::time::Duration;

use anyhow::Result;
use monitor_wire::{Operation, Problem, WatchAnswer};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use tenantatlas_gateway::{Config, Database, Gateway};
use tenantatlas_simulator::{NewOperation, Outcome, Plant, Role};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::engine;

pub(crate) struct World {
    pub(crate) plant: Plant,
    pub(crate) gateway: Gateway,
    pub(crate) client: Client,
    pub(crate) base: String,
    pub(crate) dir: TempDir,
    pub(crate) ann: i64,
    pub(crate) token: String,
    pub(crate) northwind: i64,
    pub(crate) contoso: i64,
    pub(crate) fabrikam: i64,
    pub(crate) woodgrove: i64,
    pub(crate) bank: i64,
    stop: oneshot::Sender<()>,
    served: JoinHandle<Result<()>>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(configure: impl FnOnce(&mut Config)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let atlas = engine::atlas(dir.path()).await;
        Self::on(atlas, dir, configure).await
    }

    /// Over a TenantAtlas that is there already, and empty.
    pub(crate) async fn on(
        atlas: (Plant, Database),
        dir: TempDir,
        configure: impl FnOnce(&mut Config),
    ) -> Self {
        let (plant, database) = atlas;
        let northwind = plant.workspace("Northwind Managed Services").await.unwrap();
        let woodgrove = plant.workspace("Woodgrove Internal IT").await.unwrap();
        let contoso = plant
            .environment(northwind, "Contoso Production")
            .await
            .unwrap();
        let fabrikam = plant
            .environment(northwind, "Fabrikam Europe")
            .await
            .unwrap();
        let bank = plant
            .environment(woodgrove, "Woodgrove Bank")
            .await
            .unwrap();
        let ann = plant.user("Ann").await.unwrap();
        plant.member(northwind, ann, Role::Operator).await.unwrap();
        plant.entitle(contoso, ann).await.unwrap();

        let mut config = Config::new(database, dir.path().join("state.db"));
        config.access_log = Some(dir.path().join("requests.jsonl"));
        config.look_every = Duration::ZERO;
        config.access_every = Duration::ZERO;
        configure(&mut config);
        let gateway = Gateway::open(config).await.unwrap();
        let token = gateway
            .tokens()
            .issue(ann, "test", None)
            .await
            .unwrap()
            .secret;
        let (base, stop, served) = serve(gateway.clone()).await;
        let client = crate::client::builder().build().unwrap();
        Self {
            plant,
            gateway,
            client,
            base,
            dir,
            ann,
            token,
            northwind,
            contoso,
            fabrikam,
            woodgrove,
            bank,
            stop,
            served,
        }
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.client
            .get(format!("{}{path}", self.base))
            .bearer_auth(&self.token)
    }

    pub(crate) fn post_watch(&self, body: &Value) -> RequestBuilder {
        self.client
            .post(format!("{}/watch", self.base))
            .bearer_auth(&self.token)
            .json(body)
    }

    pub(crate) async fn status(&self, path: &str) -> StatusCode {
        self.get(path).send().await.unwrap().status()
    }

    pub(crate) async fn json(&self, path: &str) -> Value {
        let response = self.get(path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.json().await.unwrap()
    }

    pub(crate) async fn operation(&self, id: i64) -> Operation {
        serde_json::from_value(self.json(&format!("/operations/{id}")).await).unwrap()
    }

    pub(crate) async fn watch(&self, body: &Value) -> WatchAnswer {
        answer(self.post_watch(body).send().await.unwrap()).await
    }

    /// The changes that a watch is told, as they were sent.
    pub(crate) async fn changes(&self, body: &Value) -> Value {
        let response = self.post_watch(body).send().await.unwrap();
        let mut answer: Value = response.json().await.unwrap();
        answer["changes"].take()
    }

    /// Sends a watch and returns once the gateway holds it.
    pub(crate) async fn hold(&self, body: &Value) -> JoinHandle<Response> {
        let sent = self.post_watch(body).send();
        let held = tokio::spawn(async move { sent.await.unwrap() });
        self.until(|| self.gateway.held_watches() == 1).await;
        held
    }

    /// A running operation, and a watch of it that the gateway holds.
    pub(crate) async fn hold_running(&self) -> (Operation, JoinHandle<Response>) {
        let operation = self.operation(self.running().await).await;
        let held = self.hold(&watch_of(&operation, 50)).await;
        (operation, held)
    }

    pub(crate) async fn until(&self, happened: impl Fn() -> bool) {
        let waited = async {
            while !happened() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(LIMIT, waited).await.unwrap();
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

    pub(crate) async fn succeed(&self, id: i64) {
        let succeeded = self.plant.complete(id, Outcome::Succeeded);
        succeeded.await.unwrap();
    }

    pub(crate) async fn completed(&self, outcome: Outcome) -> i64 {
        let id = self.running().await;
        self.plant.complete(id, outcome).await.unwrap();
        id
    }

    /// An operation that Ann must not see, in an environment of another workspace.
    pub(crate) async fn foreign(&self) -> i64 {
        let new = NewOperation::new("policy.sync").in_environment(self.woodgrove, self.bank);
        self.plant.queue(new).await.unwrap()
    }

    /// An operation of an environment in Ann's workspace that she is not entitled to.
    pub(crate) async fn unentitled(&self) -> i64 {
        let new = NewOperation::new("policy.sync").in_environment(self.northwind, self.fabrikam);
        self.plant.queue(new).await.unwrap()
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.dir.path().join("requests.jsonl")).unwrap()
    }

    /// Stops the server and waits until it ended by itself.
    pub(crate) async fn stop(self) {
        self.stop.send(()).unwrap();
        let ended = tokio::time::timeout(LIMIT, self.served).await.unwrap();
        ended.unwrap().unwrap();
    }
}

/// The most any test waits for something that must happen.
pub(crate) const LIMIT: Duration = Duration::from_secs(8);

pub(crate) async fn answer(response: Response) -> WatchAnswer {
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.unwrap()
}

/// The answer of a held watch, within the limit.
pub(crate) async fn released(held: JoinHandle<Response>) -> Response {
    tokio::time::timeout(LIMIT, held).await.unwrap().unwrap()
}

/// Checks that a response is a problem of that status; answers its field.
pub(crate) async fn problem(response: Response, status: StatusCode) -> Option<String> {
    assert_eq!(response.status(), status);
    assert_eq!(
        response.headers()["content-type"],
        "application/problem+json"
    );
    let problem: Problem = response.json().await.unwrap();
    assert_eq!(problem.status, status.as_u16());
    assert_eq!(problem.kind, "about:blank");
    assert!(problem.detail.is_some());
    problem.field
}

/// A watch of one operation whose version the client has.
pub(crate) fn watch_of(operation: &Operation, wait_seconds: u32) -> Value {
    json!({
        "wait_seconds": wait_seconds,
        "targets": [{ "operation": operation.id, "version": operation.version }],
    })
}

async fn serve(gateway: Gateway) -> (String, oneshot::Sender<()>, JoinHandle<Result<()>>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let base = format!("http://{}/api/v1", listener.local_addr().unwrap());
    let (stop, stopped) = oneshot::channel();
    let shutdown = async move {
        // A dropped world stops its server too.
        let _ = stopped.await;
    };
    (base, stop, tokio::spawn(gateway.serve(listener, shutdown)))
}
