//! What it was measured on: figures without that mean little.

use std::fs;

use anyhow::{Context, Result};
use serde::Serialize;
use sqlx::{FromRow, PgConnection};

#[derive(Debug, Serialize)]
pub(crate) struct Machine {
    pub(crate) cores: usize,
    pub(crate) processor: String,
    pub(crate) kernel: String,
    /// Of the last minute, before the benchmark added its own.
    pub(crate) load_before: String,
    pub(crate) most_open_files: u64,
}

#[derive(Debug, FromRow, Serialize)]
pub(crate) struct Database {
    pub(crate) postgres: String,
    pub(crate) shared_buffers: String,
    pub(crate) fsync: String,
    pub(crate) synchronous_commit: String,
    pub(crate) operations: i64,
    pub(crate) review_packs: i64,
    pub(crate) operations_mib: i64,
    /// Once those of `schema/indexes.sql` were there too.
    pub(crate) operations_indexes_mib: i64,
}

impl Machine {
    pub(crate) fn look(most_open_files: u64) -> Result<Self> {
        let load = read("/proc/loadavg")?;
        Ok(Self {
            cores: std::thread::available_parallelism()?.get(),
            processor: processor(&read("/proc/cpuinfo")?),
            kernel: read("/proc/sys/kernel/osrelease")?.trim().to_owned(),
            load_before: load.split(' ').next().unwrap_or_default().to_owned(),
            most_open_files,
        })
    }
}

impl Database {
    pub(crate) async fn look(connection: &mut PgConnection) -> Result<Self> {
        let query = sqlx::query_as(include_str!("../sql/machine.sql"));
        Ok(query.fetch_one(connection).await?)
    }
}

/// The first one's name; some architectures tell none.
fn processor(cpuinfo: &str) -> String {
    let mut lines = cpuinfo.lines();
    let name = lines.find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    name.map_or_else(|| "unknown".to_owned(), |(_, name)| name.trim().to_owned())
}

fn read(file: &str) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("Failed to read {file}"))
}
