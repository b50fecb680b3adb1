//! When the watch of one target is over, and what that comes to.

use monitor_core::view::{Known, PackState, Pinned};
use monitor_core::{Ending, PackStatus, Target};

use crate::args::Until;
use crate::exit::Exit;
use crate::words::term;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum End {
    Ended(Ending),
    /// There is nothing to wait for, and nobody can tell how it ended.
    Lost(Loss),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Loss {
    /// A pack that is no longer to be had, where a ready one was wanted.
    Expired,
    Forbidden,
    Gone,
    /// The environment has no pack.
    NoPack,
    /// A word for a pack that this version does not know: nobody polls it.
    UnknownPack,
}

impl End {
    /// `None` while it is to be waited for.
    pub(super) fn of(pinned: &Pinned, until: Until) -> Option<Self> {
        match pinned {
            Pinned::Operation(row) => match &row.known {
                Known::Forbidden => Some(Self::Lost(Loss::Forbidden)),
                Known::Gone => Some(Self::Lost(Loss::Gone)),
                Known::Nothing | Known::Seen(_) => None,
                Known::Run(run) => run.ending().map(Self::Ended),
            },
            Pinned::ReviewPack(card) => match &card.state {
                PackState::Expired(_) => Some(Self::expired(until)),
                PackState::Forbidden => Some(Self::Lost(Loss::Forbidden)),
                PackState::Gone => Some(Self::Lost(Loss::Gone)),
                PackState::Known(pack) => Self::of_pack(&pack.status, until),
                PackState::None => Some(Self::Lost(Loss::NoPack)),
                PackState::Unseen => None,
            },
        }
    }

    fn of_pack(status: &PackStatus, until: Until) -> Option<Self> {
        match status {
            PackStatus::Expired => Some(Self::expired(until)),
            PackStatus::Failed => Some(Self::Ended(Ending::Failed)),
            PackStatus::Generating | PackStatus::Queued => None,
            PackStatus::Other(_) => Some(Self::Lost(Loss::UnknownPack)),
            PackStatus::Ready => Some(Self::Ended(Ending::Succeeded)),
        }
    }

    /// Only a ready pack expires (spec 109), so its end was a good one.
    const fn expired(until: Until) -> Self {
        match until {
            Until::Ended => Self::Ended(Ending::Succeeded),
            Until::Ready => Self::Lost(Loss::Expired),
        }
    }

    /// What was lost is an error, whether or not the end is asked for.
    pub(super) const fn exit(self, exit_status: bool) -> Exit {
        match self {
            Self::Lost(_) => Exit::Unknown,
            Self::Ended(_) if !exit_status => Exit::Succeeded,
            Self::Ended(Ending::Blocked | Ending::Cancelled | Ending::Failed) => Exit::Failed,
            Self::Ended(Ending::Partial) => Exit::Partial,
            Self::Ended(Ending::Succeeded) => Exit::Succeeded,
            Self::Ended(Ending::Unknown) => Exit::Unknown,
        }
    }

    /// What to say of a target that was lost.
    pub(super) fn loss(self, target: Target) -> Option<&'static str> {
        let Self::Lost(loss) = self else {
            return None;
        };
        let is_pack = matches!(target, Target::ReviewPack(_));
        Some(match loss {
            Loss::Expired => term("pack-expired"),
            Loss::Forbidden if is_pack => term("pack-forbidden"),
            Loss::Forbidden => term("operation-forbidden"),
            Loss::Gone if is_pack => term("pack-gone"),
            Loss::Gone => term("operation-unavailable"),
            Loss::NoPack => term("pack-none"),
            Loss::UnknownPack => term("pack-unknown"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_has_its_exit_code_and_counts_only_where_asked_for() {
        let code = |ending| End::Ended(ending).exit(true);
        assert_eq!(code(Ending::Succeeded), Exit::Succeeded);
        assert_eq!(code(Ending::Partial), Exit::Partial);
        assert_eq!(code(Ending::Unknown), Exit::Unknown);
        for bad in [Ending::Blocked, Ending::Cancelled, Ending::Failed] {
            assert_eq!(code(bad), Exit::Failed, "{bad:?}");
        }
        for ending in Ending::ALL {
            assert_eq!(End::Ended(ending).exit(false), Exit::Succeeded);
        }
        assert_eq!(End::Lost(Loss::Gone).exit(false), Exit::Unknown);
    }

    #[test]
    fn a_pack_is_waited_for_only_while_it_is_being_made() {
        let end = |word, until| End::of_pack(&PackStatus::parse(word), until);
        for until in [Until::Ended, Until::Ready] {
            assert_eq!(end("queued", until), None);
            assert_eq!(end("generating", until), None);
            assert_eq!(end("ready", until), Some(End::Ended(Ending::Succeeded)));
            assert_eq!(end("failed", until), Some(End::Ended(Ending::Failed)));
            assert_eq!(end("archived", until), Some(End::Lost(Loss::UnknownPack)));
        }
        assert_eq!(
            end("expired", Until::Ended),
            Some(End::Ended(Ending::Succeeded))
        );
        assert_eq!(end("expired", Until::Ready), Some(End::Lost(Loss::Expired)));
    }
}
