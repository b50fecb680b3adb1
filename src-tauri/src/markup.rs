//! Text for those who read markup: notification daemons and trays that say so. Nothing here makes a tag.

/// Text as it must be where the reader takes markup.
pub(crate) fn escape_markup(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
