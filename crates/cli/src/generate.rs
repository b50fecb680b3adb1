//! What packages carry beside the program: completions and manual pages, made from the same description as the help.

use std::path::Path;

use clap::CommandFactory;

use crate::args::{Arguments, Generate};
use crate::exit::{Exit, Stop};
use crate::out;

pub(crate) fn generate(what: &Generate) -> Result<Exit, Stop> {
    match what {
        Generate::Completions { shell } => {
            let mut command = Arguments::command();
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut command, "tenantatlas", &mut script);
            out::put(&String::from_utf8_lossy(&script))?;
        }
        Generate::Man { folder } => pages(folder)?,
    }
    Ok(Exit::Succeeded)
}

fn pages(folder: &Path) -> Result<(), Stop> {
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Arguments::command(), folder))
        .map_err(|error| Stop::CannotTell(format!("Failed to write the manual pages: {error}")))
}
