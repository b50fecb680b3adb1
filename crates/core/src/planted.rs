//! Bugs planted on purpose, one for each claim that the simulation checks: it has to find each of them. They are there
//! only with the feature `planted`, which nothing that ships has.

/// A bug, where it is and what it does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bug {
    /// A watch of the foreground does not wait for the one before it.
    BusyLane,
    /// Where something ended badly, the summary says that instead of being blind.
    BraveSummary,
    /// Each end is told for itself, however soon after another.
    Chatty,
    /// An operation that is likely stale counts as failed.
    DeadlyStaleness,
    /// A filtered list is asked for with every choice.
    EagerFilter,
    /// The pause that a server asks for is lost where somebody refreshes.
    EagerRefresh,
    /// What is kept of a pause is told as it is, whatever was muted since.
    ForgottenMute,
    /// What a pause kept back is dropped when it is over.
    ForgottenPause,
    /// What nobody took is not told again.
    ForgottenRefusal,
    /// No pause follows on a fault.
    Hammering,
    /// After a time away an end is told as soon as any answer brings it.
    Hasty,
    /// A timer is armed for a card that nobody sees.
    HiddenExpiry,
    /// Names of a place that is not listed any more stay.
    KeptNames,
    /// What is snoozed is told.
    LightSleep,
    /// A target that ended goes on being watched.
    LivingDead,
    /// After a pause that the server asked for, the quiet watch stays where it is.
    LostWakeUp,
    /// What was warned of is forgotten with each start.
    Nagging,
    /// A deadline is named although its lane has to wait for an answer.
    PastDeadline,
    /// A list that fails by itself is asked again as soon as anything else was answered.
    Pestering,
    /// The requests of all accounts are numbered together.
    SharedNumbers,
    /// A hidden target that was asked for before is asked for all the same.
    Sleepless,
    /// What the user may see is asked once.
    StaleScope,
    /// The state after an end is stored before the end.
    StateFirst,
    /// What may have been told before the app was started is told as if it was new.
    Unmarked,
    /// Old operations are asked for as often as young ones.
    Youthful,
}

impl Bug {
    pub const ALL: [Self; 25] = [
        Self::BusyLane,
        Self::BraveSummary,
        Self::Chatty,
        Self::DeadlyStaleness,
        Self::EagerFilter,
        Self::EagerRefresh,
        Self::ForgottenMute,
        Self::ForgottenPause,
        Self::ForgottenRefusal,
        Self::Hammering,
        Self::Hasty,
        Self::HiddenExpiry,
        Self::KeptNames,
        Self::LightSleep,
        Self::LivingDead,
        Self::LostWakeUp,
        Self::Nagging,
        Self::PastDeadline,
        Self::Pestering,
        Self::SharedNumbers,
        Self::Sleepless,
        Self::StaleScope,
        Self::StateFirst,
        Self::Unmarked,
        Self::Youthful,
    ];
}

#[cfg(feature = "planted")]
thread_local! {
    static PLANTED: std::cell::Cell<Option<Bug>> = const { std::cell::Cell::new(None) };
    static NUMBERED: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Plants a bug on this thread, in place of the one before.
#[cfg(feature = "planted")]
pub fn plant(bug: Option<Bug>) {
    PLANTED.set(bug);
}

#[cfg(feature = "planted")]
pub(crate) fn has(bug: Bug) -> bool {
    PLANTED.get() == Some(bug)
}

/// How many requests of all accounts were numbered, where that is planted.
#[cfg(feature = "planted")]
pub(crate) fn numbered() -> u64 {
    if !has(Bug::SharedNumbers) {
        return 0;
    }
    NUMBERED.set(NUMBERED.get() + 1);
    NUMBERED.get()
}

#[cfg(not(feature = "planted"))]
pub(crate) const fn numbered() -> u64 {
    0
}

#[cfg(not(feature = "planted"))]
pub(crate) const fn has(_: Bug) -> bool {
    false
}
