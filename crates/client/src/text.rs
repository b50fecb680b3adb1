//! Names and sentences of the server as one line of text that shows what it says, wherever it is shown: in a window, a
//! title, the tray, a notification, a terminal, a file.
//!
//! What nobody sees but what changes how the rest is read goes: control characters, and the marks that turn the direction
//! of a text (Unicode Standard Annex #9). Letters that are read from the right keep their own direction.

/// As one line, of bounded length.
#[must_use]
pub fn line(text: &str) -> String {
    let seen = text.chars().filter_map(harmless);
    let mut line: String = seen.take(LONGEST + 1).collect();
    if let Some((end, _)) = line.char_indices().nth(LONGEST) {
        line.truncate(end);
        line.push('…');
    }
    line.trim().to_owned()
}

pub(crate) fn optional(text: Option<String>) -> Option<String> {
    text.map(|text| line(&text)).filter(|line| !line.is_empty())
}

/// JSON with such characters escaped in its strings: it says the same, and shows it. Its lines stay lines.
pub(crate) fn json(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '\n' || !steers(character) {
            shown.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            shown.push_str(&format!("\\u{unit:04x}"));
        }
    }
    shown
}

/// A SHA-256 in hexadecimal, or nothing to compare with.
pub(crate) fn digest(text: Option<String>) -> Option<String> {
    text.filter(|text| text.len() == 64 && text.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// The character as it may be shown: a break or a tab is a space, and what steers is nothing.
#[must_use]
pub const fn harmless(character: char) -> Option<char> {
    match character {
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ if steers(character) => None,
        _ => Some(character),
    }
}

/// Control characters, marks of direction, and what is shown as nothing at all. The two joiners steer nothing: scripts and
/// emoji are made with them.
#[must_use]
pub const fn steers(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// In characters; what a surface has no room for it cuts itself.
const LONGEST: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_stays_as_it_is() {
        for text in [
            "Contoso & <Söhne> \"GmbH\"",
            "مؤسسة العميل",
            "👩‍💻 Überwachung",
            "=cmd|' /C calc'!A0",
        ] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn what_turns_or_hides_the_rest_is_gone() {
        assert_eq!(line("invoice\u{202E}fdp.exe"), "invoicefdp.exe");
        assert_eq!(line("\u{2066}a\u{2069}\u{200F}b\u{200B}c\u{FEFF}"), "abc");
        assert_eq!(line("\u{1b}[31mred\u{7}\0"), "[31mred");
        assert_eq!(line("tag\u{e0041}ged hy\u{ad}phen"), "tagged hyphen");
    }

    #[test]
    fn a_text_of_several_lines_is_one() {
        assert_eq!(line(" first\nsecond\tthird\r\n"), "first second third");
        for between in ['\u{B}', '\u{85}', '\u{2028}'] {
            assert_eq!(line(&format!("first{between}second")), "first second");
        }
    }

    #[test]
    fn a_text_without_end_has_one() {
        let long = line(&"ä".repeat(10_000));
        assert_eq!(long, format!("{}…", "ä".repeat(LONGEST)));
        let fits = "ä".repeat(LONGEST);
        assert_eq!(line(&fits), fits);
    }

    #[test]
    fn a_text_of_nothing_that_is_seen_is_none() {
        assert_eq!(optional(Some("\u{200B}\n".to_owned())), None);
        assert_eq!(optional(Some(" a ".to_owned())), Some("a".to_owned()));
        assert_eq!(optional(None), None);
    }

    #[test]
    fn json_says_what_it_said_and_shows_it() {
        let hostile = "{\n  \"a\": \"b\u{202e}c\u{e0041}\u{9b}d\"\n}";
        let shown = json(hostile);
        assert_eq!(shown, "{\n  \"a\": \"b\\u202ec\\udb40\\udc41\\u009bd\"\n}");
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        assert_eq!(value(&shown), value(hostile));
    }

    #[test]
    fn what_is_no_digest_is_none() {
        let digest = |text: &str| digest(Some(text.to_owned()));
        let whole = "0123456789abcdefABCDEF0123456789".repeat(2);
        assert_eq!(digest(&whole), Some(whole.clone()));
        for no in ["", "abc", &whole[1..], &format!("{whole}0")] {
            assert_eq!(digest(no), None, "{no}");
        }
        assert_eq!(digest(&whole.replace('0', "\u{202e}")), None);
    }
}
