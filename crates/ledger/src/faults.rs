//! A disk that takes nothing, for tests: of this crate, and of the simulation, which turns on the feature `faults`.

use crate::{Error, Ledger};

impl Ledger {
    /// From here on nothing can be written, as on a full disk, or everything again.
    ///
    /// # Errors
    /// Where SQLite itself fails.
    pub fn take_nothing(&self, on: bool) -> Result<(), Error> {
        Ok(self.connection.pragma_update(None, "query_only", on)?)
    }
}
