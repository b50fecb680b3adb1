//! `cargo xtask icons`: renders the vector icons to the bitmaps that are committed.
//!
//! The macOS `.icns` is not made here: no Linux tool on the package list writes one.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell;

const TRAY_SIZES: [u32; 5] = [16, 22, 24, 32, 48];
/// The signs of a count: so many dots, at so many pixels for each.
const COUNT_DOTS: (u32, u32) = (30, 5);
const COUNT_SCALES: [u32; 4] = [1, 2, 3, 4];
const WINDOWS_SIZES: [u32; 6] = [16, 24, 32, 48, 64, 256];
const APP_SIZES: [(&str, u32); 4] = [
    ("32x32.png", 32),
    ("128x128.png", 128),
    ("128x128@2x.png", 256),
    ("icon.png", 512),
];

/// Renders `icons/app.svg` and `icons/tray/**/*.svg`; a tray icon becomes `name-SIZE.png`, the signs of its count
/// `signs-SCALE.png`.
///
/// # Errors
/// When a drawing is missing, or rsvg-convert or imagemagick fails.
pub fn render() -> Result<()> {
    let icons = shell::root().join("icons");
    let app = icons.join("app.svg");
    for (name, size) in APP_SIZES {
        draw(&app, (size, size), &icons.join(name))?;
    }
    render_windows_icon(&app, &icons.join("icon.ico"))?;
    render_tray(&icons.join("tray"))
}

/// The committed bitmaps of app and tray that do not show their drawing as it is now.
///
/// # Errors
/// When a file is missing, or rsvg-convert or imagemagick fails.
pub fn stale() -> Result<Vec<PathBuf>> {
    let icons = shell::root().join("icons");
    let app = icons.join("app.svg");
    let of_app = APP_SIZES.map(|(name, size)| (app.clone(), (size, size), icons.join(name)));
    let folder = tempfile::tempdir()?;
    let anew = folder.path().join("anew.png");
    let mut stale = Vec::new();
    for (svg, size, png) in of_app.into_iter().chain(tray_bitmaps(&icons.join("tray"))?) {
        draw(&svg, size, &anew)?;
        if !looks_alike(&anew, &png)? {
            stale.push(png);
        }
    }
    Ok(stale)
}

fn render_tray(folder: &Path) -> Result<()> {
    for (svg, size, png) in tray_bitmaps(folder)? {
        draw(&svg, size, &png)?;
    }
    Ok(())
}

/// A bitmap with its drawing, its width and its height.
type Bitmap = (PathBuf, (u32, u32), PathBuf);

/// Each bitmap of the tray.
fn tray_bitmaps(folder: &Path) -> Result<Vec<Bitmap>> {
    let entries = folder
        .read_dir()
        .with_context(|| format!("Failed to read {}", folder.display()))?;
    let mut bitmaps = Vec::new();
    for entry in entries {
        let svg = entry?.path();
        if svg.extension().is_none_or(|extension| extension != "svg") {
            continue;
        }
        let name = svg.file_stem().unwrap_or_default().to_string_lossy();
        let png = |size| folder.join(format!("{name}-{size}.png"));
        bitmaps.extend(TRAY_SIZES.map(|size| (svg.clone(), (size, size), png(size))));
    }
    bitmaps.extend(count_bitmaps(&folder.join("count")));
    Ok(bitmaps)
}

fn count_bitmaps(folder: &Path) -> [Bitmap; 4] {
    let (columns, rows) = COUNT_DOTS;
    COUNT_SCALES.map(|scale| {
        let png = folder.join(format!("signs-{scale}.png"));
        (
            folder.join("signs.svg"),
            (columns * scale, rows * scale),
            png,
        )
    })
}

/// Another version of the renderer rounds differently; another drawing differs by more.
fn looks_alike(one: &Path, other: &Path) -> Result<bool> {
    let mut compare = Command::new("compare");
    compare
        .args(["-metric", "AE", "-fuzz", "10%"])
        .args([one, other])
        .arg("null:");
    let compared = compare.output().context("Failed to start imagemagick")?;
    match compared.status.code() {
        Some(0) => Ok(true),
        Some(1) => Ok(false),
        _ => bail!("{}", String::from_utf8_lossy(&compared.stderr)),
    }
}

fn render_windows_icon(svg: &Path, ico: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut convert = Command::new("convert");
    for size in WINDOWS_SIZES {
        let png = folder.path().join(format!("{size}.png"));
        draw(svg, (size, size), &png)?;
        convert.arg(png);
    }
    shell::run(convert.arg(ico))
}

fn draw(svg: &Path, (width, height): (u32, u32), png: &Path) -> Result<()> {
    let mut rsvg = Command::new("rsvg-convert");
    shell::run(
        rsvg.args(["-w", &width.to_string(), "-h", &height.to_string()])
            .arg(svg)
            .arg("-o")
            .arg(png),
    )?;
    println!("{}", png.display());
    Ok(())
}
