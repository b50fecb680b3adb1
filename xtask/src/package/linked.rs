//! The libraries that a program is linked with, each with its version and the licence that it names: a list beside the
//! package's own licence, as Cargo knows them. It does not repeat their texts.

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::Result;

use crate::shell;

/// Of one of our packages, as Cargo calls it.
pub(super) fn libraries(package: &str) -> Result<String> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["tree", "--locked", "--edges", "normal,no-proc-macro"])
        .args(["--prefix", "none", "--format", "{p}\t{l}", "--package"])
        .arg(package)
        .current_dir(shell::root());
    Ok(list(&shell::output(&mut cargo)?))
}

/// From lines of package, tab and licence. What lies in a folder is ours, and what was shown before is marked.
fn list(lines: &str) -> String {
    let libraries: BTreeSet<String> = lines
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter(|(package, _)| !package.contains(" (/"))
        .map(|(package, licence)| {
            let licence = licence.strip_suffix(" (*)").unwrap_or(licence);
            format!("{package}: {licence}\n")
        })
        .collect();
    libraries.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_library_is_named_once_and_none_of_ours() {
        let lines = "tenantatlas-cli v0.1.0 (/src/crates/cli)\tMIT OR Apache-2.0\n\
                     url v2.5.8\tMIT\n\
                     clap v4.6.9\tMIT OR Apache-2.0\n\
                     url v2.5.8\tMIT (*)\n";
        assert_eq!(
            list(lines),
            "clap v4.6.9: MIT OR Apache-2.0\nurl v2.5.8: MIT\n"
        );
    }
}
