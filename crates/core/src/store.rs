//! The ledger as core asks for it. A call that fails is not lost: it waits in memory, in its order, for the next one that
//! can be written.

use crate::notice::{Ended, Silence};
use crate::ports::{Delivery, Record};
use crate::quiet::Wait;
use crate::time::Timestamp;

/// The ledger. Every call is durable when it returns `Ok`; what returns an error is written before anything that comes
/// later, so that no state is stored without the end that came before it.
pub trait Store: Send + 'static {
    type Error: std::fmt::Display;

    /// # Errors
    /// Where the record could not be written.
    fn record(&mut self, record: &Record) -> Result<(), Self::Error>;

    /// Stores ends as pending and answers those that are still to be told: what was withheld during a pause comes again
    /// when it is over, what was silenced never does.
    ///
    /// # Errors
    /// Where they could not be written.
    fn remember(
        &mut self,
        ended: &[Ended],
        noticed_at: Timestamp,
    ) -> Result<Vec<Ended>, Self::Error>;

    /// Those of these ends that were neither told nor silenced, as far as that is known without writing anything. What
    /// cannot be read is news.
    fn news(&self, ended: &[Ended]) -> Vec<Ended>;

    /// Stores ends as pending, to be told when what they wait for is over.
    ///
    /// # Errors
    /// Where they could not be written.
    fn withhold(
        &mut self,
        ended: &[Ended],
        wait: Wait,
        noticed_at: Timestamp,
    ) -> Result<(), Self::Error>;

    /// Stores that these ends are told from here on, all of them together: from now on they may have been shown.
    ///
    /// # Errors
    /// Where that could not be written.
    fn begin(&mut self, ended: &[Ended], at: Timestamp) -> Result<(), Self::Error>;

    /// Stores ends that are never told, and why; those that were told stay told.
    ///
    /// # Errors
    /// Where they could not be written.
    fn silence(
        &mut self,
        ended: &[Ended],
        why: Silence,
        noticed_at: Timestamp,
    ) -> Result<(), Self::Error>;

    /// Marks what became of ends that were told. Those that were refused, and those of which nothing is known, stay
    /// pending.
    ///
    /// # Errors
    /// Where it could not be written.
    fn mark_told(
        &mut self,
        ended: &[Ended],
        delivery: Delivery,
        at: Timestamp,
    ) -> Result<(), Self::Error>;

    /// Erases every name of the account, which is signed out of, and tells none of its ends any more. What could not be
    /// written before loses its names with the rest.
    ///
    /// # Errors
    /// Where they could not be erased.
    fn erase_names(&mut self) -> Result<(), Self::Error>;

    /// Writes what could not be written before.
    ///
    /// # Errors
    /// Where it still cannot be.
    fn catch_up(&mut self) -> Result<(), Self::Error>;
}
