//! Identifiers, parsed once at the edge.

use std::fmt;

macro_rules! numeric_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(i64);

        impl $name {
            /// Takes a positive number, as every id of TenantAtlas is.
            #[must_use]
            pub fn new(value: i64) -> Option<Self> {
                (value > 0).then_some(Self(value))
            }

            #[must_use]
            pub const fn value(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

numeric_id!(
    /// An operation's number, shown as "Operation #421" (spec 171).
    OperationId
);
numeric_id!(
    /// An environment's number: a customer tenant, "managed environment" since spec 280.
    EnvironmentId
);
numeric_id!(WorkspaceId);
numeric_id!(PackId);

/// Which sign-in a thing belongs to: 1 to 32 characters of `0-9a-z`, safe in window labels and file names.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct AccountId(String);

impl AccountId {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=32).contains(&text.len());
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
        (fits && plain).then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The server's opaque name for one state of a target.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Version(String);

impl Version {
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_positive_number() {
        assert_eq!(OperationId::new(421).map(OperationId::value), Some(421));
        assert_eq!(OperationId::new(0), None);
        assert_eq!(OperationId::new(-3), None);
    }

    #[test]
    fn an_account_id_is_safe_in_a_window_label() {
        assert!(AccountId::parse("a1b2").is_some());
        for bad in ["", "A1", "a-b", "a/b", "a b", &"a".repeat(33)] {
            assert_eq!(AccountId::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn an_id_is_written_as_it_was_read() {
        let id = AccountId::parse("a1b2").expect("a plain one");
        assert_eq!(id.as_str(), "a1b2");
        assert_eq!(
            WorkspaceId::new(7).map(|id| id.to_string()).as_deref(),
            Some("7")
        );
        assert_eq!(Version::new("v-3").as_str(), "v-3");
    }
}
