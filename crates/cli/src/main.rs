//! `tenantatlas`: the monitor for scripts and for computers without a desktop. Core, client and driver are the app's; no
//! window library is here.
//!
//! Answers go to standard output and everything about them to standard error. A token is never an argument.

mod access;
mod args;
mod ask;
mod exit;
mod generate;
mod json;
mod keyring;
mod lines;
mod list;
mod login;
mod network;
mod out;
mod pins;
mod prompt;
mod show;
mod signals;
mod subject;
mod text;
mod times;
mod watch;
mod words;

use std::process::ExitCode;

use clap::Parser;
use tokio::runtime;

use args::{Arguments, Command};
use exit::{Exit, Stop};

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return explained(&error),
    };
    let exit = work(&arguments).unwrap_or_else(|stop| {
        out::say(&stop.to_string());
        stop.exit()
    });
    exit.into()
}

/// Help and version are answers; all else was wrong usage.
fn explained(error: &clap::Error) -> ExitCode {
    // Where nobody reads, there is nobody to tell.
    drop(error.print());
    let exit = if error.use_stderr() {
        Exit::Usage
    } else {
        Exit::Succeeded
    };
    exit.into()
}

fn work(arguments: &Arguments) -> Result<Exit, Stop> {
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Stop::CannotTell(format!("Failed to begin: {error}")))?;
    let done = runtime.block_on(act(arguments));
    // Somebody may still be waited for at the prompt, or by the keyring.
    runtime.shutdown_background();
    done
}

async fn act(arguments: &Arguments) -> Result<Exit, Stop> {
    let access = &arguments.access;
    match &arguments.command {
        Command::Generate(what) => generate::generate(what),
        Command::List(asked) => list::list(access, asked).await,
        Command::Login => login::login(access).await,
        Command::Logout => login::logout(access),
        Command::Pins { json } => pins::pins(access, *json),
        Command::Show { target, json } => show::show(access, target, *json).await,
        Command::Watch(asked) => watch::watch(access, asked).await,
    }
}
