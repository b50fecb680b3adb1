//! Generates the app's context: the declared commands, deny by default, per window kind.

use tauri_build::{AppManifest, Attributes};

fn main() {
    for input in ["src-tauri/permissions", "src-tauri/capabilities", "ui/dist"] {
        println!("cargo:rerun-if-changed={input}");
    }
    let manifest = AppManifest::new().permissions_path_pattern("src-tauri/permissions/**/*");
    let attributes = Attributes::new()
        .app_manifest(manifest)
        .capabilities_path_pattern("src-tauri/capabilities/**/*");
    tauri_build::try_build(attributes).expect("the app's manifest and capabilities are readable");
}
