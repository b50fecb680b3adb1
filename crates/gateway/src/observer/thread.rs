//! A thread of its own for the looks: thousands of answers that wait for their turn do not keep the next look waiting.

use std::io;

use tokio::runtime::{Builder, Handle, Runtime};

pub(super) struct Thread {
    handle: Handle,
    /// Until dropped.
    runtime: Option<Runtime>,
}

impl Thread {
    pub(super) fn start() -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("looks")
            .enable_all()
            .build()?;
        Ok(Self {
            handle: runtime.handle().clone(),
            runtime: Some(runtime),
        })
    }

    pub(super) fn handle(&self) -> &Handle {
        &self.handle
    }
}

impl Drop for Thread {
    /// Does not wait for its end: that would block whoever drops it, which may be the thread itself.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
