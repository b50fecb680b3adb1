//! The app's own readers that need no desktop. Their files are compiled here as they stand, since nothing may use the
//! app, and the app exports nothing.

use std::fs;
use std::sync::atomic::AtomicBool;

use monitor_client::Server;
use monitor_core::Target;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::text;

use self::deep_link::Refused;

#[path = "../../../src-tauri/src/deep_link.rs"]
mod deep_link;
#[path = "../../../src-tauri/src/markup.rs"]
mod markup;
#[path = "../../../src-tauri/src/check/reading.rs"]
mod reading;
#[path = "../../../src-tauri/src/logs/redaction.rs"]
mod redaction;

/// A file has its digest whatever is in it, and is told of once a percent. It is as long as its first bytes say, so that it
/// ends on both sides of the pieces it is read in.
pub(crate) fn check(input: &[u8]) {
    let length = match input {
        [a, b, c, ..] => usize::from(*a) * 1024 + usize::from(*b) * 4 + usize::from(*c),
        _ => 0,
    };
    let bytes: Vec<u8> = input.iter().copied().cycle().take(length).collect();
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("pack.zip");
    fs::write(&path, &bytes).expect("there is room");

    let mut told = Vec::new();
    let read = reading::sha256(&path, &AtomicBool::new(false), |reading| told.push(reading));
    let digest = Sha256::digest(&bytes);
    let expected: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(read.expect("it can be read"), Some(expected));
    assert!(told.iter().all(|reading| reading.read <= reading.total));
    assert!(told.is_sorted_by_key(|reading| reading.read) && told.len() <= 101);
}

/// A link is followed to a target of the server that the user is signed in to, and written by the guide it leads to the
/// same one; every other is refused, as unreadable only where it could lead nowhere.
pub(crate) fn deep_link(input: &[u8]) {
    let link = text(input);
    let own = Server::parse("https://monitor.contoso.com/atlas").expect("an address");
    let read = deep_link::target(&link, &own);
    let is_readable = read != Err(Refused::Unreadable);
    assert_eq!(deep_link::is_readable(&link), is_readable, "{link:?}");
    let Ok(target) = read else { return };
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
