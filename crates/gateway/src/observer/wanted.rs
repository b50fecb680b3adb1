//! What a board must hold to answer a request.

use std::time::Instant;

use monitor_wire::Target;

use super::Look;
use super::board::Board;

pub(super) struct Wanted<'a> {
    /// The oldest look that will do; none where any will.
    pub(super) not_before: Option<Instant>,
    /// Where something is asked about for the first time.
    pub(super) joined_after: Option<Instant>,
    pub(super) user: i64,
    pub(super) targets: &'a [Target],
}

impl Wanted<'_> {
    pub(super) fn is_met_by(&self, board: &Board) -> bool {
        self.is_recent(board)
            && self
                .joined_after
                .is_none_or(|asked| board.joined() >= asked)
            && board.rights().knows(self.user)
            && self.targets.iter().all(|target| board.knows(*target))
    }

    /// The look that would bring it.
    pub(super) fn missing_on(&self, board: &Board) -> Look {
        if self.is_recent(board) {
            Look::AtWhatIsMissing
        } else {
            Look::AtEverything
        }
    }

    fn is_recent(&self, board: &Board) -> bool {
        self.not_before.is_none_or(|oldest| board.began() >= oldest)
    }
}
