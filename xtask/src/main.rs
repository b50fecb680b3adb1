//! `cargo xtask`: the commands of the README. All of the work is in the library.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use xtask::desktop::{Desktop, Options};
use xtask::{bench, demo, fuzz, gallery, icons, package, packages, pictures, simulate, test};

/// The commands of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Measure something, as it is released
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Install what is missing, build the app and show it with a simulated TenantAtlas
    Demo(demo::Demo),
    /// Run a command on the headless desktop that the tests use
    Desktop {
        /// The command and its arguments
        #[arg(required = true, last = true, value_name = "COMMAND")]
        command: Vec<String>,
    },
    /// Give every reader of a stranger's bytes to cargo-fuzz for a while
    Fuzz(fuzz::Fuzz),
    /// Serve every window and component in every state, or picture all of them
    Gallery(gallery::Gallery),
    /// Render the icons to PNG and ICO
    Icons,
    /// Build the Debian packages of app, gateway and command line
    Package(package::Package),
    /// Take the pictures of the documents anew
    Pictures(pictures::Pictures),
    /// Install the system packages and nothing else
    Setup,
    /// Play simulated days with every fault, and shrink the one that breaks a rule
    Simulate(simulate::Simulate),
    /// Install what is missing and run every check
    Test(test::Test),
}

fn main() -> Result<ExitCode> {
    match Arguments::parse().command {
        Task::Bench(bench) => bench.run()?,
        Task::Demo(demo) => demo.run()?,
        Task::Desktop { command } => return on_desktop(&command),
        Task::Fuzz(fuzz) => return fuzz.run(),
        Task::Gallery(gallery) => gallery.run()?,
        Task::Icons => icons::render()?,
        Task::Package(package) => package.run()?,
        Task::Pictures(pictures) => pictures.run()?,
        Task::Setup => setup()?,
        Task::Simulate(simulate) => return simulate.run(),
        Task::Test(test) => return test.run(),
    }
    Ok(ExitCode::SUCCESS)
}

fn setup() -> Result<()> {
    packages::install()?;
    packages::install_browser()
}

fn on_desktop(command: &[String]) -> Result<ExitCode> {
    let (program, arguments) = command.split_first().context("a command is needed")?;
    let desktop = Desktop::start(Options::default())?;
    let status = desktop
        .command(program)
        .args(arguments)
        .status()
        .with_context(|| format!("Failed to start {program}"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}
