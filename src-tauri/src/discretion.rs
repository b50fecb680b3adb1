//! Whether names may be said where others look on: in notifications, in the tray, in the titles of windows.
//! The windows themselves always say them.

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Discretion {
    #[default]
    Named,
    /// Numbers, types, states and outcomes alone: nothing that a customer, a user or a server's message named.
    Nameless,
}

impl Discretion {
    pub(crate) const fn of(privacy: bool) -> Self {
        if privacy { Self::Nameless } else { Self::Named }
    }

    /// A text that may name somebody, where that may be said.
    pub(crate) const fn heard(self, text: Option<&str>) -> Option<&str> {
        match self {
            Self::Named => text,
            Self::Nameless => None,
        }
    }
}
