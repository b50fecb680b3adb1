//! `cargo xtask gallery`: every window and every component in every state, as `ui/gallery` has them.
//!
//! Knows no scene, and checks nothing: the stage `walk, lints` of `cargo xtask test` does.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::{app, packages, shell};

#[derive(Args, Debug)]
pub struct Gallery {
    /// Write every scene in every language and theme as `DIR/LANGUAGE/THEME/SCENE.png`, and serve nothing
    #[arg(long, value_name = "DIR")]
    shots: Option<PathBuf>,
    /// Only pictures in this language; may be repeated
    #[arg(long, value_name = "TAG", requires = "shots")]
    language: Vec<String>,
    /// Only pictures in this theme; may be repeated
    #[arg(long, value_name = "NAME", requires = "shots")]
    theme: Vec<String>,
    /// Only pictures of this scene; may be repeated
    #[arg(long, value_name = "ID", requires = "shots")]
    scene: Vec<String>,
}

impl Gallery {
    /// Serves until it is ended, unless it only takes pictures.
    ///
    /// # Errors
    /// When something cannot be installed, a picture cannot be taken or the port is in use.
    pub fn run(&self) -> Result<()> {
        app::install_ui_dependencies()?;
        let mut npm = Command::new("npm");
        npm.current_dir(shell::root().join("ui"));
        let Some(folder) = &self.shots else {
            println!("The gallery is at http://localhost:5173/gallery/ until Ctrl-C.");
            return shell::run(npm.args(["run", "gallery"]));
        };
        packages::install_browser()?;
        fs::create_dir_all(folder)
            .with_context(|| format!("Failed to create {}", folder.display()))?;
        let folder = folder.canonicalize()?;
        npm.args(["run", "gallery:shots", "--"]).arg(folder);
        for (flag, chosen) in [
            ("--language", &self.language),
            ("--theme", &self.theme),
            ("--scene", &self.scene),
        ] {
            for word in chosen {
                npm.arg(flag).arg(word);
            }
        }
        shell::run(&mut npm)
    }
}
