//! Where TenantAtlas shows a thing, made from the administrator's templates because the product's routes moved.
//!
//! Makes addresses and nothing else; whether one may be opened is the client's check.

use anyhow::{Result, ensure};
use serde::Deserialize;

/// Templates with `{workspace}` (slug, else id), `{environment}` (external id), `{operation}` and `{review_pack}`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct WebTemplates {
    pub operation: Option<String>,
    pub review_pack: Option<String>,
}

impl WebTemplates {
    pub(crate) fn check(&self) -> Result<()> {
        for template in [&self.operation, &self.review_pack].into_iter().flatten() {
            let web = template.starts_with("https://") || template.starts_with("http://");
            ensure!(
                web,
                "the address template {template} must begin with https:// or http://"
            );
            let names = PLACEHOLDERS
                .into_iter()
                .fold(template.clone(), |rest, name| rest.replace(name, ""));
            ensure!(
                !names.contains(['{', '}']),
                "the address template {template} has an unknown name"
            );
        }
        Ok(())
    }
}

const PLACEHOLDERS: [&str; 4] = [
    "{workspace}",
    "{environment}",
    "{operation}",
    "{review_pack}",
];

/// Fills a template; none where it asks for something this thing does not have.
pub(crate) fn address(template: Option<&str>, values: &[(&str, Option<&str>)]) -> Option<String> {
    let mut address = template?.to_owned();
    for (name, value) in values {
        if let Some(value) = value {
            address = address.replace(name, &segment(value));
        }
    }
    (!address.contains('{')).then_some(address)
}

/// One path segment, with everything but RFC 3986's unreserved characters percent-encoded.
fn segment(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_and_its_values_cannot_leave_their_segment() {
        let address = address(
            Some("https://atlas.example.com/w/{workspace}/o/{operation}"),
            &[
                ("{workspace}", Some("a/../b?c")),
                ("{operation}", Some("421")),
            ],
        );

        assert_eq!(
            address.as_deref(),
            Some("https://atlas.example.com/w/a%2F..%2Fb%3Fc/o/421")
        );
    }

    #[test]
    fn a_template_that_asks_for_too_much_gives_no_address() {
        let values = [("{environment}", None), ("{operation}", Some("421"))];

        assert_eq!(
            address(Some("https://a.example/{environment}/{operation}"), &values),
            None
        );
        assert_eq!(address(None, &values), None);
    }

    #[test]
    fn only_web_addresses_and_known_names_are_templates() {
        let templates = |text: &str| WebTemplates {
            operation: Some(text.into()),
            review_pack: None,
        };

        assert!(
            templates("https://a.example/{workspace}/{operation}")
                .check()
                .is_ok()
        );
        assert!(templates("javascript:{operation}").check().is_err());
        assert!(templates("https://a.example/{tenant}").check().is_err());
    }
}
