//! What each window is for. Its label says so, and is all that a window of another start has in common with it.

use monitor_core::attention::Shows;
use monitor_core::{AccountId, OperationId};

/// What a window is for; its label says so, and nothing a page sends can change it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Main,
    /// Of an account.
    Run(AccountId, OperationId),
    SignIn,
}

pub(crate) const MAIN: &str = "main";
pub(crate) const SIGN_IN: &str = "sign-in";

pub(crate) fn run_label(account: &AccountId, id: OperationId) -> String {
    format!("run-{}-{id}", account.as_str())
}

/// Whether a window is put aside instead of closed where no tray shows the icon, with so many windows open: the overview,
/// and whatever is the last way in.
pub(crate) fn stays(label: &str, open: usize) -> bool {
    label == MAIN || open <= 1
}

impl Kind {
    pub(crate) fn of(label: &str) -> Option<Self> {
        match label {
            MAIN => Some(Self::Main),
            SIGN_IN => Some(Self::SignIn),
            _ => {
                let (account, id) = label.strip_prefix("run-")?.split_once('-')?;
                let account = AccountId::parse(account)?;
                Some(Self::Run(account, OperationId::new(id.parse().ok()?)?))
            }
        }
    }

    pub(crate) const fn shows(&self) -> Option<Shows> {
        match self {
            Self::Main => Some(Shows::Overview),
            Self::Run(_, id) => Some(Shows::Operation(*id)),
            Self::SignIn => None,
        }
    }

    pub(super) const fn size(&self) -> (f64, f64) {
        match self {
            Self::Main => (1100.0, 760.0),
            Self::Run(..) => (340.0, 420.0),
            Self::SignIn => (460.0, 560.0),
        }
    }

    pub(super) const fn smallest(&self) -> (f64, f64) {
        match self {
            Self::Main => (320.0, 360.0),
            Self::Run(..) => (280.0, 260.0),
            Self::SignIn => (320.0, 420.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 1.4.10: nothing is lost there.
    #[test]
    fn every_window_can_be_made_as_narrow_as_320_pixels() {
        let account = AccountId::parse("a1b2").expect("plain");
        let id = OperationId::new(421).expect("positive");
        for kind in [Kind::Main, Kind::Run(account, id), Kind::SignIn] {
            assert!(kind.smallest().0 <= 320.0, "{kind:?}");
        }
    }

    #[test]
    fn without_a_tray_the_overview_stays_and_so_does_the_last_window_of_any_kind() {
        let run = "run-a1b2-421";
        let stay = [MAIN, SIGN_IN, run].map(|label| [1, 2, 3].map(|open| stays(label, open)));
        let last = [true, false, false];
        assert_eq!(stay, [[true; 3], last, last]);
    }

    #[test]
    fn a_label_says_what_a_window_is_for() {
        let account = AccountId::parse("a1b2").expect("plain");
        let id = OperationId::new(421).expect("positive");
        let label = run_label(&account, id);
        assert_eq!(label, "run-a1b2-421");
        assert_eq!(Kind::of(&label), Some(Kind::Run(account, id)));
        assert_eq!(Kind::of("main"), Some(Kind::Main));
        assert_eq!(Kind::of("sign-in"), Some(Kind::SignIn));
        for other in ["run-a1b2-x", "run-a1b2--3", "run-", "elsewhere"] {
            assert_eq!(Kind::of(other), None, "{other}");
        }
    }
}
