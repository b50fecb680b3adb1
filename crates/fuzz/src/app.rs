//! The app's own readers that need no desktop. Their files are compiled here as they stand, since nothing may use the
//! app, and the app exports nothing.

use monitor_client::Server;
use monitor_core::Target;

use crate::text;

use self::deep_link::Refused;

#[path = "../../../src-tauri/src/deep_link.rs"]
mod deep_link;
#[path = "../../../src-tauri/src/markup.rs"]
mod markup;
#[path = "../../../src-tauri/src/logs/redaction.rs"]
mod redaction;

/// A link is followed to a target of the server that the user is signed in to, and written by the guide it leads to the
/// same one; every other is refused.
pub(crate) fn deep_link(input: &[u8]) {
    let link = text(input);
    let own = Server::parse("https://monitor.contoso.com/atlas").expect("an address");
    let target = match deep_link::target(&link, &own) {
        Ok(target) => target,
        Err(Refused::Elsewhere | Refused::Unreadable) => return,
    };
    let again = match target {
        Target::Operation(id) => format!("operation/{id}"),
        Target::ReviewPack(id) => format!("environment/{id}/review-pack"),
    };
    let again = format!("tenantatlas-monitor://{again}?server={}", own.as_str());
    assert_eq!(deep_link::target(&again, &own), Ok(target), "{link:?}");
    let other = Server::parse("https://monitor.fabrikam.com").expect("an address");
    assert_eq!(deep_link::target(&link, &other), Err(Refused::Elsewhere));
}

/// Nothing in it is a tag, and whoever reads the markup shows the text.
pub(crate) fn markup(input: &[u8]) {
    let text = text(input);
    let escaped = markup::escape_markup(&text);
    assert!(!escaped.contains(['<', '>']), "{escaped:?}");
    for entity in escaped.split('&').skip(1) {
        let is_ours = ["amp;", "lt;", "gt;"]
            .iter()
            .any(|name| entity.starts_with(name));
        assert!(is_ours, "{escaped:?}");
    }
    let read = escaped.replace("&lt;", "<").replace("&gt;", ">");
    assert_eq!(read.replace("&amp;", "&"), text);
}

/// No token, no user and no path of an address gets into a log, and a line that was cleaned stays as it is.
pub(crate) fn log_line(input: &[u8]) {
    let line = redaction::redacted(&text(input));
    assert_eq!(redaction::redacted(&line), line);
    for after in line.split("tam_").skip(1) {
        assert!(after.starts_with('…'), "{line:?}");
    }
    for word in line.split(ends_a_word) {
        let Some((_, address)) = word.split_once("://") else {
            continue;
        };
        let end = address.find(['/', '?', '#']).unwrap_or(address.len());
        let (place, path) = address.split_at(end);
        assert!(!place.contains('@'), "{line:?}");
        assert!(path.is_empty() || path.starts_with("/…"), "{line:?}");
    }
}

fn ends_a_word(letter: char) -> bool {
    letter.is_ascii_whitespace() || "\"'()<>,".contains(letter)
}
