//! Names come from a server and from whoever named a tenant: what could steer a terminal, or show text in another order
//! than it has, goes no further.

use monitor_client::{harmless, steers};

/// The text without control and invisible formatting characters. A line break, and every other control character that
/// separates, becomes a space.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter_map(harmless).collect()
}

/// JSON whose strings have such characters escaped: it says the same, and a terminal obeys none of it.
pub(crate) fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        if steers(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        for (hostile, shown) in [
            ("Contoso\u{1b}[2J\u{1b}]0;owned\u{7}", "Contoso[2J]0;owned"),
            ("Contoso\u{9b}31m", "Contoso31m"),
            ("one\r\ntwo\tthree", "one  two three"),
            ("back\u{8}\u{7f}space", "backspace"),
            ("\u{202e}osotnoC\u{2066}\u{200f}", "osotnoC"),
            ("tag\u{e0041}ged \u{feff}", "tagged "),
        ] {
            assert_eq!(plain(hostile), shown);
        }
    }

    #[test]
    fn names_of_every_script_stay_as_they_are() {
        for name in [
            "Büro München",
            "東京 支社",
            "مكتب",
            "می‌خواهم",
            "👩‍💻 Team",
            "a · b",
        ] {
            assert_eq!(plain(name), name);
        }
    }

    #[test]
    fn escaped_json_says_the_same() {
        let name = "Contoso\u{202e}\u{9b}\u{e0041}";
        let json = serde_json::to_string(name).expect("a string is JSON");
        let escaped = escaped(&json);
        assert!(escaped.is_ascii(), "{escaped}");
        let read: String = serde_json::from_str(&escaped).expect("it still is");
        assert_eq!(read, name);
    }
}
