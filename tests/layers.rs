//! The map of ARCHITECTURE.md, checked against every manifest: which of our crates may use which, and which crate owns
//! which heavy dependency; and what two crates that may not use each other have to say alike. Between the folders of
//! `ui/src` it is `ui/tests/layers.test.ts` that checks.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use monitor_core::operation_type::CANONICAL;
use toml::Table;

/// Ours, and what of ours it ships with. A new crate has to find its place here.
const MAP: [(&str, &[&str]); 17] = [
    ("gateway-bench", &["monitor-wire", "tenantatlas-gateway"]),
    ("monitor-client", &["monitor-core", "monitor-wire"]),
    ("monitor-closed-page", &[]),
    ("monitor-core", &[]),
    ("monitor-delay-load", &[]),
    ("monitor-driver", &["monitor-core"]),
    // Nothing ships with it: it feeds whoever reads a stranger's bytes, for tests and for cargo-fuzz.
    (
        "monitor-fuzz",
        &[
            "monitor-client",
            "monitor-core",
            "monitor-ledger",
            "monitor-setup",
            "tenantatlas-gateway",
        ],
    ),
    ("monitor-ledger", &["monitor-core"]),
    ("monitor-setup", &["monitor-client", "monitor-core"]),
    // Nothing ships with it: it plays the world around the loop, for tests and for `cargo xtask simulate`.
    (
        "monitor-sim",
        &["monitor-core", "monitor-driver", "monitor-ledger"],
    ),
    ("monitor-vault", &[]),
    ("monitor-wire", &[]),
    (
        "tenantatlas-cli",
        &[
            "monitor-client",
            "monitor-core",
            "monitor-driver",
            "monitor-ledger",
            "monitor-setup",
            "monitor-vault",
        ],
    ),
    ("tenantatlas-gateway", &["monitor-wire"]),
    (
        "tenantatlas-monitor",
        // Gateway and simulator for the demo alone; see below.
        &[
            "monitor-client",
            "monitor-closed-page",
            "monitor-core",
            "monitor-delay-load",
            "monitor-driver",
            "monitor-ledger",
            "monitor-setup",
            "monitor-vault",
            "tenantatlas-gateway",
            "tenantatlas-simulator",
        ],
    ),
    ("tenantatlas-simulator", &[]),
    ("xtask", &[]),
];

/// Edges of tests, on top.
const TESTED_WITH: [(&str, &str); 9] = [
    ("monitor-closed-page", "xtask"),
    ("monitor-core", "monitor-sim"),
    ("tenantatlas-cli", "tenantatlas-gateway"),
    ("tenantatlas-cli", "tenantatlas-simulator"),
    ("tenantatlas-gateway", "tenantatlas-simulator"),
    ("tenantatlas-gateway", "xtask"),
    ("tenantatlas-monitor", "xtask"),
    // Itself with PostgreSQL: its tests play on both databases.
    ("tenantatlas-simulator", "tenantatlas-simulator"),
    ("tenantatlas-simulator", "xtask"),
];

/// What only these crates may ship with. A name stands for all that begin so.
const OWNERS: [(&str, &[&str]); 13] = [
    ("apple-native-keyring", &["monitor-vault"]),
    ("axum", &["gateway-bench", "tenantatlas-gateway"]),
    // Completions and man pages.
    ("clap_", &["tenantatlas-cli"]),
    // Whether this computer has a network.
    ("if-addrs", &["monitor-client"]),
    ("keyring", &["monitor-vault"]),
    ("ksni", &["tenantatlas-monitor"]),
    ("reqwest", &["monitor-client"]),
    // The simulation judges what is in the file.
    ("rusqlite", &["monitor-ledger", "monitor-sim"]),
    (
        "sqlx",
        &[
            "gateway-bench",
            "tenantatlas-gateway",
            "tenantatlas-simulator",
        ],
    ),
    ("tauri", &["tenantatlas-monitor"]),
    ("utoipa", &["monitor-wire", "tenantatlas-gateway"]),
    ("windows-native-keyring", &["monitor-vault"]),
    // The vault's is the store of Linux' keyrings.
    ("zbus", &["monitor-vault", "tenantatlas-monitor"]),
];

#[test]
fn our_crates_use_each_other_as_the_map_says() -> Result<()> {
    let allowed = BTreeMap::from(MAP);
    let mut wrong = Vec::new();
    for manifest in manifests()? {
        let Some(shipped_with) = allowed.get(manifest.name.as_str()) else {
            wrong.push(format!("{} is not on the map", manifest.name));
            continue;
        };
        let is_ours = |name: &&String| allowed.contains_key(name.as_str());
        let shipped = manifest.shipped.iter().filter(is_ours);
        let bad = shipped.filter(|name| !shipped_with.contains(&name.as_str()));
        wrong.extend(bad.map(|name| format!("{} ships with {name}", manifest.name)));
        let tested = manifest.tested.iter().filter(is_ours);
        let bad =
            tested.filter(|name| !TESTED_WITH.contains(&(manifest.name.as_str(), name.as_str())));
        wrong.extend(bad.map(|name| format!("{} is tested with {name}", manifest.name)));
    }
    assert_eq!(wrong, Vec::<String>::new());
    Ok(())
}

#[test]
fn core_depends_on_nothing() -> Result<()> {
    let core = manifests()?
        .into_iter()
        .find(|manifest| manifest.name == "monitor-core");
    assert_eq!(core.context("there is no core")?.shipped, BTreeSet::new());
    Ok(())
}

#[test]
fn a_heavy_dependency_has_one_home() -> Result<()> {
    let mut wrong = Vec::new();
    for manifest in manifests()? {
        for (heavy, owners) in OWNERS {
            let names = manifest
                .shipped
                .iter()
                .filter(|name| name.starts_with(heavy));
            let strays = names.filter(|_| !owners.contains(&manifest.name.as_str()));
            wrong.extend(strays.map(|name| format!("{} ships with {name}", manifest.name)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    Ok(())
}

#[test]
fn the_app_names_gateway_and_simulator_in_its_demo_alone() -> Result<()> {
    assert_eq!(
        files_naming("src-tauri/src", "tenantatlas_gateway")?,
        ["src-tauri/src/demo.rs"]
    );
    assert_eq!(
        files_naming("src-tauri/src", "tenantatlas_simulator")?,
        ["src-tauri/src/demo.rs"]
    );
    Ok(())
}

#[test]
fn one_file_of_the_ui_imports_tauri() -> Result<()> {
    assert_eq!(
        files_naming("ui/src", "from '@tauri-apps/")?,
        ["ui/src/ipc/tauri.ts"]
    );
    Ok(())
}

/// Tauri takes the name of the app's cache and of its windows' data from its configuration.
#[test]
fn the_bundle_and_the_data_folder_have_one_name() -> Result<()> {
    let bundle = fs::read_to_string(root().join("tauri.conf.json"))?;
    let bundle: serde_json::Value = serde_json::from_str(&bundle)?;
    assert_eq!(bundle["identifier"], monitor_setup::IDENTIFIER);
    Ok(())
}

#[test]
fn gateway_and_core_know_the_same_operation_types() -> Result<()> {
    let defaults = include_str!("../crates/gateway/src/defaults.rs");
    let (_, kinds) = defaults.split_once("const KINDS").context("no kinds")?;
    let (kinds, _) = kinds.split_once("];").context("kinds without an end")?;
    let kinds: Vec<&str> = kinds.split('"').skip(1).step_by(2).collect();
    assert_eq!(kinds, CANONICAL);
    Ok(())
}

struct Manifest {
    name: String,
    /// Built into what is delivered, on any platform, or run while building it.
    shipped: BTreeSet<String>,
    tested: BTreeSet<String>,
}

fn manifests() -> Result<Vec<Manifest>> {
    let mut folders = vec![root(), root().join("xtask")];
    for entry in fs::read_dir(root().join("crates"))? {
        folders.push(entry?.path());
    }
    folders.iter().map(|folder| manifest(folder)).collect()
}

fn manifest(folder: &Path) -> Result<Manifest> {
    let file = folder.join("Cargo.toml");
    let text =
        fs::read_to_string(&file).with_context(|| format!("Failed to read {}", file.display()))?;
    let table: Table = text.parse()?;
    let package = table.get("package").and_then(|package| package.get("name"));
    let name = package
        .and_then(|name| name.as_str())
        .context("a package has a name")?
        .to_owned();
    let targets = table.get("target").and_then(|targets| targets.as_table());
    let mut places: Vec<&Table> = targets
        .into_iter()
        .flat_map(Table::values)
        .filter_map(|it| it.as_table())
        .collect();
    places.push(&table);
    let named = |key: &str| {
        let tables = places.iter().filter_map(|place| place.get(key)?.as_table());
        tables
            .flat_map(|table| table.keys().cloned())
            .collect::<BTreeSet<_>>()
    };
    let shipped = &named("dependencies") | &named("build-dependencies");
    Ok(Manifest {
        name,
        shipped,
        tested: named("dev-dependencies"),
    })
}

/// Paths below the repository's root, in order.
fn files_naming(folder: &str, name: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if fs::read_to_string(&path).is_ok_and(|text| text.contains(name)) {
                let path = path.strip_prefix(root())?;
                // With slashes on every platform.
                found.push(
                    path.iter()
                        .map(|part| part.to_string_lossy())
                        .collect::<Vec<_>>()
                        .join("/"),
                );
            }
        }
    }
    found.sort();
    Ok(found)
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
