//! How a window speaks, looks and listens: the part that all slices share, so that every window changes at once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a window speaks, looks and listens.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct LookSlice {
    pub(crate) appearance: Appearance,
    /// What the choice comes to: the language of every word, number and date.
    pub(crate) language: Language,
    pub(crate) language_choice: LanguageChoice,
    /// Whether a letter alone is a shortcut.
    pub(crate) single_keys: bool,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Appearance {
    Dark,
    /// With more contrast; light or dark as the system is.
    HighContrast,
    Light,
    #[default]
    System,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Language {
    De,
    En,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum LanguageChoice {
    De,
    En,
    /// The system's, where there are words for it; else English.
    #[default]
    System,
}
