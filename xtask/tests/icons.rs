//! The bitmaps of the icons are committed; that they show the drawings is a test.
#![cfg(target_os = "linux")]

use std::path::PathBuf;

use anyhow::Result;

#[test]
fn every_bitmap_shows_its_drawing() -> Result<()> {
    assert_eq!(xtask::icons::stale()?, Vec::<PathBuf>::new());
    Ok(())
}
