//! A page in a real window, held as wry holds one, is gone once its window was closed. On the program's first thread, as the
//! engine ends with that: no harness.

#[cfg(target_os = "linux")]
mod page;

#[cfg(target_os = "linux")]
fn main() -> anyhow::Result<()> {
    page::is_freed_once_its_window_was_closed()
}

#[cfg(not(target_os = "linux"))]
const fn main() {}
