//! One gateway over the demo's TenantAtlas, without limits on rates and with short waits.

use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use tenantatlas_gateway::{Config, Database, Gateway};
use tenantatlas_simulator::{Plant, demo};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub(crate) struct World {
    pub(crate) dir: TempDir,
    pub(crate) base: String,
    pub(crate) token: String,
    served: JoinHandle<()>,
}

impl World {
    pub(crate) async fn on((plant, database): (Plant, Database), dir: TempDir) -> Self {
        let atlas = demo::build(&plant, SEED).await.unwrap();
        let mut config = Config::new(database, dir.path().join("state.db"));
        config.access_log = Some(dir.path().join("requests.jsonl"));
        config.look_every = Duration::from_millis(100);
        config.limits.max_wait_seconds = 1;
        config.server.rate.per_second = 0;
        config.server.rate.strangers_per_second = 0;
        let gateway = Gateway::open(config).await.unwrap();
        let issued = gateway.tokens().issue(atlas.user, "test", None).await;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let base = format!("http://{}/api/v1", listener.local_addr().unwrap());
        let serving = gateway.serve_with_operator(listener, None, std::future::pending());
        Self {
            dir,
            base,
            token: issued.unwrap().secret,
            served: tokio::spawn(serving),
        }
    }

    /// The paths of the contract that it serves.
    pub(crate) async fn contract_routes(&self) -> Vec<String> {
        let contract = self.get("/openapi.json").await;
        contract["paths"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.dir.path().join("requests.jsonl")).unwrap()
    }

    async fn get(&self, path: &str) -> Value {
        let client = crate::client::builder().build().unwrap();
        let request = client
            .get(format!("{}{path}", self.base))
            .bearer_auth(&self.token);
        let answer = request.send().await.unwrap();
        answer.error_for_status().unwrap().json().await.unwrap()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.served.abort();
    }
}

const SEED: u64 = 1;
