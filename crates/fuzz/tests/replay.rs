//! Every claim, on what is kept for its target and on mutations of that: the fuzzing that a stable compiler can do.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use monitor_fuzz::{TARGETS, Target, replay};

fn claims_hold(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name);
    let Target {
        name,
        feed,
        mutations,
    } = *target.expect("it is a target");
    replay(name, feed, mutations);
}

macro_rules! every_target {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                claims_hold(stringify!($name));
            }
        )*

        const TRIED: &[&str] = &[$(stringify!($name)),*];
    };
}

// One test for each, so that they are tried side by side, and one that breaks is named.
every_target! {
    account check csv_cell deep_link details etag ledger list_query log_line managed markup name operations retry_after
    server_address settings watch watch_request
}

#[test]
fn every_target_is_tried_here_and_by_cargo_fuzz() {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(names, TRIED);

    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let programs = files_of(&fuzz.join("fuzz_targets"));
    let expected: BTreeSet<String> = names.iter().map(|name| format!("{name}.rs")).collect();
    assert_eq!(programs, expected);

    let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).expect("a manifest");
    for name in names {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
        let program = fs::read_to_string(fuzz.join(format!("fuzz_targets/{name}.rs")));
        let program = program.expect("a program");
        assert!(program.contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn what_is_kept_belongs_to_a_target() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let names = TARGETS.iter().map(|target| target.name.to_owned());
    let expected: BTreeSet<String> = names.collect();
    assert_eq!(files_of(&corpus), expected);
}

fn files_of(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("a file").file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}
