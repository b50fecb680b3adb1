//! Every word the app itself shows: tray, menu, window titles, notifications. The sentences are in `ui/locales/`, one
//! folder for each language, which the webview reads too; here are only ids and arguments.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use monitor_core::operation_type::OperationType;
use unic_langid::LanguageIdentifier;

use crate::discretion::Discretion;
use crate::slice::{Language, LanguageChoice};

/// The language that a choice comes to on this system.
pub(crate) fn language(choice: LanguageChoice) -> Language {
    match choice {
        LanguageChoice::De => Language::De,
        LanguageChoice::En => Language::En,
        LanguageChoice::System => language_of(&sys_locale::get_locale().unwrap_or_default()),
    }
}

/// The language of a locale such as `de-AT`; English where there are no words for it.
fn language_of(locale: &str) -> Language {
    let first = locale.split(['-', '_', '.', '@']).next();
    if first.is_some_and(|first| first.eq_ignore_ascii_case("de")) {
        Language::De
    } else {
        Language::En
    }
}

/// What this side reads of a language: its tag, and its files.
const fn sources(language: Language) -> (&'static str, [&'static str; 2]) {
    match language {
        Language::De => (
            "de",
            [
                include_str!("../../ui/locales/de/terms.ftl"),
                include_str!("../../ui/locales/de/desktop.ftl"),
            ],
        ),
        Language::En => (
            "en",
            [
                include_str!("../../ui/locales/en/terms.ftl"),
                include_str!("../../ui/locales/en/desktop.ftl"),
            ],
        ),
    }
}

/// The words of one language, and whether they may name somebody.
pub(crate) struct Words {
    pub(crate) language: Language,
    pub(crate) discretion: Discretion,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    pub(crate) fn of(language: Language) -> Self {
        let (tag, files) = sources(language);
        let locale = LanguageIdentifier::from_bytes(tag.as_bytes()).unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        for source in files {
            let resource = FluentResource::try_new(source.to_owned());
            // A message that cannot be parsed is left out, and then shown by its id; a test finds both.
            bundle.add_resource_overriding(resource.unwrap_or_else(|(resource, _)| resource));
        }
        Self {
            language,
            discretion: Discretion::default(),
            bundle,
        }
    }

    pub(crate) fn with(self, discretion: Discretion) -> Self {
        Self { discretion, ..self }
    }

    pub(crate) fn say(&self, id: &str) -> String {
        self.say_with(id, &[])
    }

    pub(crate) fn say_with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
        else {
            tracing::error!(id, "a message is missing");
            return id.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            values.set(*name, FluentValue::from(value));
        }
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&values), &mut errors)
            .into_owned();
        if !errors.is_empty() {
            tracing::error!(id, ?errors, "a message lacks an argument");
        }
        text
    }

    /// The operation's type: the server's label, ours, or "Unknown operation".
    pub(crate) fn operation_type(
        &self,
        kind: Option<&OperationType>,
        label: Option<&str>,
    ) -> String {
        let ours = || {
            kind.and_then(OperationType::message_id)
                .map(|id| self.say(&id))
        };
        // A label is the server's own text, which may name somebody.
        self.discretion
            .heard(label)
            .map(str::to_owned)
            .or_else(ours)
            .unwrap_or_else(|| self.say("type-unknown"))
    }

    /// The environment, or "Workspace-wide" without one. None where no place may be named.
    pub(crate) fn place(&self, environment: Option<&str>) -> Option<String> {
        let wide = || self.say("workspace-wide");
        match self.discretion {
            Discretion::Named => Some(environment.map_or_else(wide, str::to_owned)),
            Discretion::Nameless => None,
        }
    }

    /// "Review pack #9".
    pub(crate) fn review_pack(&self, id: i64) -> String {
        self.say_with("review-pack-number", &[("id", Arg::Text(&id.to_string()))])
    }

    /// "Operation #421": an id is a name, not a quantity, and has no separators.
    pub(crate) fn operation(&self, id: i64) -> String {
        self.say_with("operation-number", &[("id", Arg::Text(&id.to_string()))])
    }
}

/// An argument of a message.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Arg<'a> {
    Count(usize),
    Text(&'a str),
}

impl<'a> From<&Arg<'a>> for FluentValue<'a> {
    fn from(arg: &Arg<'a>) -> Self {
        match arg {
            Arg::Count(count) => Self::from(*count),
            Arg::Text(text) => Self::from(*text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_stands_and_the_system_decides_where_there_is_none() {
        assert_eq!(language(LanguageChoice::De), Language::De);
        assert_eq!(language(LanguageChoice::En), Language::En);
        for (locale, expected) in [
            ("de", Language::De),
            ("de-AT", Language::De),
            ("DE_ch.UTF-8", Language::De),
            ("en-US", Language::En),
            ("den-CA", Language::En),
            ("fr-FR", Language::En),
            ("C", Language::En),
            ("", Language::En),
        ] {
            assert_eq!(language_of(locale), expected, "{locale}");
        }
    }

    #[test]
    fn every_sentence_of_ours_parses() {
        for source in [Language::De, Language::En]
            .map(|language| sources(language).1)
            .concat()
        {
            let errors = FluentResource::try_new(source.to_owned())
                .err()
                .map(|(_, errors)| errors);
            assert_eq!(errors, None);
        }
    }

    #[test]
    fn an_operations_number_has_no_separators() {
        let operation = |language| Words::of(language).operation(1_234_567);
        assert_eq!(operation(Language::En), "Operation #1234567");
        assert_eq!(operation(Language::De), "Vorgang #1234567");
    }

    #[test]
    fn an_unknown_type_borrows_no_label() {
        let words = Words::of(Language::En);
        let kind = |raw| words.operation_type(Some(&OperationType::parse(raw)), None);
        assert_eq!(kind("tenant.quota.rebalance"), "Unknown operation");
        assert_eq!(
            kind("backup_schedule.run_now"),
            kind("backup.schedule.execute")
        );
        assert_eq!(
            words.operation_type(None, Some("Nightly sync")),
            "Nightly sync"
        );
    }
}
