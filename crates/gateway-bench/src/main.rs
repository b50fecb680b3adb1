//! `gateway-bench`: what the gateway costs a PostgreSQL database, how soon it tells, and how many it bears.
//!
//! Gateway, database, writer and load share one machine. `cargo xtask bench gateway` builds both binaries, starts a
//! throw-away PostgreSQL and calls this; docs/benchmarks.md says what each figure means.
#![allow(
    clippy::print_stdout,
    reason = "a command line answers on its standard output"
)]

mod bare;
mod bench;
mod books;
mod database;
mod desks;
mod goals;
mod held;
mod http;
mod lists;
mod machine;
mod operations;
mod plans;
mod process;
mod rates;
mod results;
mod served;
mod size;
mod spread;
mod unseen;
mod writer;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Measures the gateway.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve fixed answers and nothing else, to compare with; prints its address.
    Bare(bare::Bare),
    /// Measure everything on an empty PostgreSQL server.
    Run(bench::Run),
}

#[tokio::main]
async fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Bare(bare) => bare.serve().await,
        Command::Run(run) => run.run().await,
    }
}
