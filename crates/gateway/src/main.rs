//! `tenantatlas-gateway`: serves, and looks after its tokens. Everything else is the library's.
#![allow(
    clippy::print_stdout,
    reason = "a command line answers on its standard output"
)]

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use jiff::{SignedDuration, Timestamp};
use tenantatlas_gateway::{Config, Gateway, Token, openapi};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// A read-only JSON server over TenantAtlas' database.
#[derive(Parser)]
#[command(version)]
struct Cli {
    /// Where the configuration lies.
    #[arg(
        long,
        global = true,
        default_value = "gateway.toml",
        env = "TENANTATLAS_GATEWAY_CONFIG"
    )]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
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
    /// End a token at once.
    Revoke { id: i64 },
}

#[tokio::main]
async fn main() -> Result<()> {
    let cli = Cli::parse();
    match cli.command {
        Command::Openapi => {
            print!("{}", openapi());
            Ok(())
        }
        Command::Serve => serve(Config::load(&cli.config)?).await,
        Command::Token(command) => token(Config::load(&cli.config)?, command).await,
    }
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
    tracing::info!(%address, "listening");
    gateway.serve(listener, interrupted()).await
}

async fn token(config: Config, command: TokenCommand) -> Result<()> {
    let gateway = Gateway::open(config).await?;
    let tokens = gateway.tokens();
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

#[cfg(unix)]
async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};

    // Where the handler cannot be set, the signal keeps its default and ends the process by itself.
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn interrupted() {
    // An error means that there is nothing to wait for, so the server stops.
    let _ = tokio::signal::ctrl_c().await;
}
