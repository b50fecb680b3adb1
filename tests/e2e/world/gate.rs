//! Six worlds at a time, however many tests run: each is a whole desktop with a browser engine, and two cores are all one
//! can count on. A world waits more than it computes.

use std::sync::{Condvar, Mutex, PoisonError};

/// The right to have a world. Dropping it lets the next one in.
pub(crate) struct Permit(());

impl Permit {
    /// Waits for its turn.
    pub(crate) fn take() -> Self {
        let free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = RETURNED.wait_while(free, |free| *free == 0);
        *waited.unwrap_or_else(PoisonError::into_inner) -= 1;
        Self(())
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *FREE.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        RETURNED.notify_one();
    }
}

static FREE: Mutex<usize> = Mutex::new(6);
static RETURNED: Condvar = Condvar::new();
