//! Every word the app itself shows: tray, menu, window titles, notifications. The sentences are in `ui/locales/`, which
//! the webview reads too; here are only ids and arguments.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use monitor_core::operation_type::OperationType;
use unic_langid::LanguageIdentifier;

pub(crate) struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    pub(crate) fn english() -> Self {
        let english = LanguageIdentifier::from_bytes(b"en").unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![english]);
        bundle.set_use_isolating(false);
        for source in [
            include_str!("../../ui/locales/en/terms.ftl"),
            include_str!("../../ui/locales/en/desktop.ftl"),
        ] {
            let resource = FluentResource::try_new(source.to_owned());
            // A message that cannot be parsed is left out, and then shown by its id; a test finds both.
            bundle.add_resource_overriding(resource.unwrap_or_else(|(resource, _)| resource));
        }
        Self { bundle }
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
        label
            .map(str::to_owned)
            .or_else(ours)
            .unwrap_or_else(|| self.say("type-unknown"))
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

/// Text as it must be where the reader takes markup.
#[cfg(target_os = "linux")]
pub(crate) fn escape_markup(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_of_ours_parses() {
        for source in [
            include_str!("../../ui/locales/en/terms.ftl"),
            include_str!("../../ui/locales/en/desktop.ftl"),
        ] {
            let errors = FluentResource::try_new(source.to_owned())
                .err()
                .map(|(_, errors)| errors);
            assert_eq!(errors, None);
        }
    }

    #[test]
    fn an_operations_number_has_no_separators() {
        assert_eq!(Words::english().operation(1_234_567), "Operation #1234567");
    }

    #[test]
    fn an_unknown_type_borrows_no_label() {
        let words = Words::english();
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
