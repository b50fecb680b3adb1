//! Loads WebKitGTK when the first window is made, instead of with the app: the engine and the hundred libraries that come
//! with it would be two thirds of the memory of an app that has its icon in the tray alone, and most of the time that it
//! takes to start.
//!
//! Windows' linkers call this delay loading. Here the build script writes a stub for every function of the engine, and the
//! linker, which finds them defined, leaves the engine out of what the program needs at its start (`--as-needed`). A stub
//! looks its function up at the first call and jumps to it from then on. That is so for 64-bit Linux on x86; elsewhere the
//! engine is linked in the usual way.

/// Loads the engine, which is a tenth of a second's work; nothing, where it is loaded. Whoever makes a window calls this
/// first, from any thread: then the thread that draws does not stand still for it, and a lack of it, or of a function, is an
/// error, where the first call of a stub would end the app.
///
/// # Errors
/// When the engine, or something that it or the app needs of it, is not there: the dynamic linker's words, English, which
/// name what is missing.
pub fn load() -> Result<(), String> {
    #[cfg(delayed)]
    {
        let mut why = [0; ffi::ROOM];
        let length = ffi::monitor_delay_load(&mut why, ffi::ROOM);
        if length > 0 {
            return Err(String::from_utf8_lossy(&why[..length]).into_owned());
        }
    }
    Ok(())
}

#[cfg(delayed)]
#[expect(
    unsafe_code,
    reason = "C's word for it: the function writes no further than it is told, and any thread may call it"
)]
mod ffi {
    /// For the linker's words, in bytes.
    pub(crate) const ROOM: usize = 512;

    unsafe extern "C" {
        /// Of `load.c`.
        pub(crate) safe fn monitor_delay_load(why: &mut [u8; ROOM], room: usize) -> usize;
    }
}
