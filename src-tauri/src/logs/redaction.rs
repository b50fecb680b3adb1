//! What no line of the logs may carry, whoever put it there: tokens, what follows a server's name in an address, who is
//! named before it, and the user's own folder. The code names no names in its lines; this is for the errors of others.

use std::env;

/// The line without all that.
pub(super) fn redacted(line: &str) -> String {
    let home = env::home_dir();
    let home = home.as_deref().and_then(|home| home.to_str());
    without_secrets(&without_home(line, home))
}

/// A folder's path has the user's name in it. A server's may be the same, after the two slashes of an address.
fn without_home(line: &str, home: Option<&str>) -> String {
    let Some(home) = home.filter(|home| home.len() > 1) else {
        return line.to_owned();
    };
    let mut clean = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(home) {
        clean.push_str(before);
        clean.push_str(if clean.ends_with(":/") { home } else { "~" });
        rest = after;
    }
    clean.push_str(rest);
    clean
}

fn without_secrets(line: &str) -> String {
    let mut clean = String::with_capacity(line.len());
    let mut is_credential = false;
    for piece in line.split_inclusive(ends_a_word) {
        let word = piece.trim_end_matches(ends_a_word);
        if is_credential && !word.is_empty() {
            clean.push(CUT);
        } else {
            clean.push_str(&without_secret(word));
        }
        clean.push_str(piece.get(word.len()..).unwrap_or_default());
        is_credential = SCHEMES.contains(&word.to_ascii_lowercase().as_str())
            || (is_credential && word.is_empty());
    }
    clean
}

const fn ends_a_word(letter: char) -> bool {
    letter.is_ascii_whitespace() || matches!(letter, '"' | '\'' | '(' | ')' | '<' | '>' | ',')
}

fn without_secret(word: &str) -> String {
    match word.split_once(TOKEN) {
        Some((before, _)) => format!("{}{TOKEN}{CUT}", without_path(before)),
        None => without_path(word),
    }
}

fn without_path(word: &str) -> String {
    let Some((scheme, address)) = word.split_once("://") else {
        return word.to_owned();
    };
    let (place, path) = match address.find(['/', '?', '#']) {
        Some(end) => address.split_at(end),
        None => (address, ""),
    };
    let host = place.rsplit_once('@').map_or(place, |(_, host)| host);
    let cut = if path.is_empty() { "" } else { "/…" };
    format!("{scheme}://{host}{cut}")
}

/// How every token begins.
const TOKEN: &str = "tam_";
/// What a header's value begins with, before its secret.
const SCHEMES: [&str; 2] = ["basic", "bearer"];
const CUT: char = '…';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_server_alone() {
        for (line, kept) in [
            (
                "url (https://atlas.example.com:8443/api/v1/me?search=Contoso)",
                "url (https://atlas.example.com:8443/…)",
            ),
            (
                "\"https://ann:secret@proxy.example.com\" is down",
                "\"https://proxy.example.com\" is down",
            ),
            ("server=http://[::1]:80?x", "server=http://[::1]:80/…"),
            ("nothing :// here", "nothing :// here"),
        ] {
            assert_eq!(without_secrets(line), kept);
        }
    }

    #[test]
    fn a_token_is_cut_in_every_place() {
        for (line, kept) in [
            ("Authorization: Bearer abc.def", "Authorization: Bearer …"),
            (
                "authorization=\"bearer  abc\" x",
                "authorization=\"bearer  …\" x",
            ),
            ("token=tam_0123abc, other", "token=tam_…, other"),
            (
                "https://ann:secret@atlas.example.com/Contoso?token=tam_0123",
                "https://atlas.example.com/…tam_…",
            ),
        ] {
            assert_eq!(without_secrets(line), kept);
        }
    }

    #[test]
    fn a_line_without_any_of_it_stays_as_it_is() {
        let line =
            "2026-11-23T10:42:07Z  WARN monitor_driver: asking lane=\"quiet\" cause=Some(Start)\n";
        assert_eq!(without_secrets(line), line);
    }

    #[test]
    fn the_users_folder_is_told_from_a_server_of_its_name() {
        for (line, home, kept) in [
            ("in /home/ann/x, /home/ann", "/home/ann", "in ~/x, ~"),
            ("in /x", "/", "in /x"),
            ("PATH=/bin:/ann/bin", "/ann", "PATH=/bin:~/bin"),
            ("file:///ann/x", "/ann", "file://~/x"),
            (
                "at http://ann.example.com/…",
                "/ann",
                "at http://ann.example.com/…",
            ),
        ] {
            assert_eq!(without_home(line, Some(home)), kept);
        }
    }
}
