//! `tenantatlas-gateway`: serves, and looks after its tokens. Everything else is the library's.
#![allow(
    clippy::print_stdout,
    reason = "a command line answers on its standard output"
)]

#[cfg(test)]
mod documented;
mod signals;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::{Parser, Subcommand};
use jiff::{SignedDuration, Timestamp};
use tenantatlas_gateway::{Config, Gateway, Given, Token, Tokens, ask_health, check, openapi};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// A read-only JSON server over TenantAtlas' database.
#[derive(Parser)]
#[command(version)]
struct Cli {
    /// Where the configuration lies; `gateway.toml` where there is one. The address in DATABASE_URL wins over its
    /// `database`.
    #[arg(long, global = true, env = "TENANTATLAS_GATEWAY_CONFIG")]
    config: Option<PathBuf>,
    /// The gateway's own file; wins over the configuration's `state`.
    #[arg(long, global = true, env = "TENANTATLAS_GATEWAY_STATE")]
    state: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say what of the database does not fit or is not granted, and whether the role can write.
    Check,
    /// Ask the gateway that runs with this configuration whether it answers.
    Health,
    /// Print the API's contract as OpenAPI 3.1.
    Openapi,
    /// Serve until interrupted.
    Serve,
    /// Issue, list and revoke access tokens.
    #[command(subcommand)]
    Token(TokenCommand),
}

#[derive(Subcommand)]
enum TokenCommand {
    /// Make a token and print its secret, once.
    Issue {
        /// The user's id in TenantAtlas.
        #[arg(long)]
        user: i64,
        /// What the token is for, for example "Ann's laptop".
        #[arg(long)]
        label: String,
        /// After how many days it ends; never, where absent.
        #[arg(long)]
        expires_days: Option<u32>,
    },
    /// Print every token ever issued, without secrets.
    List,
    /// End a token, within five seconds.
    Revoke { id: i64 },
}

#[tokio::main]
async fn main() -> Result<()> {
    let cli = Cli::parse();
    match cli.command {
        Command::Check => look(&config(cli.config.as_deref(), cli.state)?).await,
        Command::Health => health(&config(cli.config.as_deref(), cli.state)?).await,
        Command::Openapi => {
            print!("{}", openapi());
            Ok(())
        }
        Command::Serve => serve(config(cli.config.as_deref(), cli.state)?).await,
        Command::Token(command) => token(config(cli.config.as_deref(), cli.state)?, command).await,
    }
}

fn config(file: Option<&Path>, state: Option<PathBuf>) -> Result<Config> {
    let database = std::env::var("DATABASE_URL").ok();
    Config::load(file, Given { database, state })
}

async fn look(config: &Config) -> Result<()> {
    let report = check(config).await?;
    print!("{report}");
    ensure!(
        report.is_well(),
        "the database is not ready for the gateway"
    );
    Ok(())
}

async fn serve(config: Config) -> Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .init();
    let address = config.listen;
    let gateway = Gateway::open(config).await?;
    let listener = TcpListener::bind(address).await;
    let listener = listener.with_context(|| format!("Failed to listen on {address}"))?;
    let address = listener.local_addr()?;
    tracing::info!(%address, "listening");
    let served = gateway.clone().serve(listener, signals::asked_to_stop());
    tokio::select! {
        // The first signal is counted before anybody can hear that it was heard: two that come sooner are one.
        biased;
        () = signals::asked_to_stop_at_once() => {
            tracing::warn!("stopped at once");
            std::process::exit(1);
        }
        () = signals::reload_when_asked(&gateway) => Ok(()),
        served = served => served,
    }
}

/// A database that is away is no reason to restart the gateway, so it is told and not failed.
async fn health(config: &Config) -> Result<()> {
    let health = ask_health(config).await?;
    let store = if health.store_reachable {
        "is reachable"
    } else {
        "does not answer"
    };
    println!(
        "The gateway {} answers; its database {store}.",
        health.version
    );
    Ok(())
}

async fn token(config: Config, command: TokenCommand) -> Result<()> {
    let tokens = match command {
        TokenCommand::Issue { .. } => Gateway::open(config).await?.tokens().clone(),
        TokenCommand::List | TokenCommand::Revoke { .. } => Tokens::of_file(&config.state).await?,
    };
    match command {
        TokenCommand::Issue {
            user,
            label,
            expires_days,
        } => {
            let days =
                |days: u32| Timestamp::now() + SignedDuration::from_hours(24 * i64::from(days));
            let issued = tokens.issue(user, &label, expires_days.map(days)).await?;
            println!(
                "Token {}. Its secret is shown this once:\n{}",
                issued.id, issued.secret
            );
        }
        TokenCommand::List => {
            for token in tokens.list().await? {
                println!("{}", line(&token));
            }
        }
        TokenCommand::Revoke { id } => {
            tokens.revoke(id).await?;
            println!("Token {id} is revoked.");
        }
    }
    Ok(())
}

fn line(token: &Token) -> String {
    let Token {
        id,
        user,
        label,
        created_at,
        expires_at,
        last_used_at,
        revoked_at,
    } = token;
    let told = [
        ("expires", expires_at),
        ("last used", last_used_at),
        ("revoked", revoked_at),
    ]
    .into_iter()
    .filter_map(|(word, time)| time.map(|time| format!(", {word} {time}")));
    let told: String = told.collect();
    format!("{id}: user {user}, \"{label}\", issued {created_at}{told}")
}
