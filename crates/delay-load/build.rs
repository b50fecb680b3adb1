//! Writes and assembles a stub for every function of WebKitGTK and of what it shares with its callers.

use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use object::{Object, ObjectSymbol, SymbolKind};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rustc-check-cfg=cfg(delayed)");
    println!("cargo:rerun-if-changed=build.rs");
    let target = |what| env::var(format!("CARGO_CFG_TARGET_{what}"));
    if target("OS")? != "linux" || target("ARCH")? != "x86_64" || target("POINTER_WIDTH")? != "64" {
        return Ok(());
    }
    println!("cargo:rustc-cfg=delayed");
    for input in ["src/load.c", "src/first_call.S"] {
        println!("cargo:rerun-if-changed={input}");
    }
    let engine = pkg_config::Config::new()
        .cargo_metadata(false)
        .probe(ENGINE)?;
    let mut stubs = String::new();
    for (library, prefix) in LIBRARIES {
        for function in functions(&found(library, &engine.link_paths)?, prefix)? {
            if !VERSION.contains(&function.as_str()) {
                write_stub(&mut stubs, &function)?;
            }
        }
    }
    stubs.push_str(".section .note.GNU-stack, \"\", @progbits\n");
    let written = PathBuf::from(env::var("OUT_DIR")?).join("stubs.S");
    fs::write(&written, stubs)?;

    let mut version = engine.version.split('.');
    let mut part = || version.next().unwrap_or("0");
    cc::Build::new()
        .define("MAJOR", part())
        .define("MINOR", part())
        .define("MICRO", part())
        // Else the program would have the libraries call the stubs instead of each other.
        .flag("-fvisibility=hidden")
        .file("src/load.c")
        .file("src/first_call.S")
        .file(written)
        .compile("monitor_delay_load");
    Ok(())
}

/// The engine's package names the folders of all three.
fn found(library: &str, folders: &[PathBuf]) -> Result<PathBuf, String> {
    let mut files = folders.iter().map(|folder| folder.join(library));
    let found = files.find(|file| file.exists());
    found.ok_or_else(|| format!("{library} is in none of {folders:?}"))
}

/// What the library exports.
fn functions(library: &Path, prefix: &str) -> Result<Vec<String>, Box<dyn Error>> {
    println!("cargo:rerun-if-changed={}", library.display());
    let content = fs::read(library)
        .map_err(|error| format!("{} cannot be read: {error}", library.display()))?;
    let library = object::File::parse(&*content)?;
    let mut found = Vec::new();
    for symbol in library.dynamic_symbols() {
        let name = symbol.name()?;
        if symbol.is_definition() && symbol.kind() == SymbolKind::Text && name.starts_with(prefix) {
            found.push(name.to_owned());
        }
    }
    Ok(found)
}

/// Sections of its own: the linker drops what nobody calls, and what is known of it (the 'o' ties the two together). What
/// is left is a list of what the program needs of the engine.
fn write_stub(stubs: &mut String, function: &str) -> std::fmt::Result {
    write!(
        stubs,
        r#"
    .section .text.{function}, "ax", @progbits
    .globl {function}
    .hidden {function}
    .type {function}, @function
{function}:
    .cfi_startproc
    endbr64
    jmp *2f(%rip)
1:  endbr64
    lea 2f(%rip), %r11
    jmp monitor_delay_load_first_call
    .cfi_endproc
    .size {function}, . - {function}
    .section .rodata.{function}, "a", @progbits
3:  .asciz "{function}"
    .section monitor_delay_load_functions, "awo", @progbits, {function}
    .balign 8
2:  .quad 1b
    .quad 3b
"#
    )
}

const ENGINE: &str = "webkit2gtk-4.1";
/// What Tauri calls of the engine's libraries.
const LIBRARIES: [(&str, &str); 3] = [
    ("libwebkit2gtk-4.1.so", "webkit_"),
    ("libjavascriptcoregtk-4.1.so", "jsc_"),
    ("libsoup-3.0.so", "soup_"),
];
/// These load nothing.
const VERSION: [&str; 3] = [
    "webkit_get_major_version",
    "webkit_get_minor_version",
    "webkit_get_micro_version",
];
