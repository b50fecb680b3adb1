//! Loads WebKitGTK when the first window is made, instead of with the app: the engine and the hundred libraries that come
//! with it are three quarters of the memory of an app that has its icon in the tray alone, and most of the time that it takes
//! to start.
//!
//! Windows' linkers call this delay loading. Here the build script writes a stub for every function of the engine, and the
//! linker, which finds them defined, leaves the engine out of what the program needs at its start (`--as-needed`). A stub
//! looks its function up at the first call and jumps to it from then on. That is so for 64-bit Linux on x86; elsewhere the
//! engine is linked as ever.

/// Loads the engine, which is a tenth of a second's work; nothing, where it is loaded. Whoever makes a window calls this
/// first, from any thread: then the thread that draws does not stand still for it, and a lack of it is an error, where the
/// first call of a stub would end the app.
///
/// # Errors
/// When the engine, or a library that it needs, is not there; the linker's words are on standard error.
pub fn load() -> Result<(), NotLoaded> {
    #[cfg(delayed)]
    if !ffi::monitor_delay_load() {
        return Err(NotLoaded);
    }
    Ok(())
}

/// What shows windows cannot be loaded.
#[derive(Clone, Copy, Debug)]
pub struct NotLoaded;

impl std::fmt::Display for NotLoaded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WebKitGTK cannot be loaded: is the package libwebkit2gtk-4.1-0 installed?")
    }
}

impl std::error::Error for NotLoaded {}

#[cfg(delayed)]
#[expect(
    unsafe_code,
    reason = "C's word for it: the function takes nothing, answers a bool, and any thread may call it"
)]
mod ffi {
    unsafe extern "C" {
        /// Of `load.c`.
        pub(crate) safe fn monitor_delay_load() -> bool;
    }
}
