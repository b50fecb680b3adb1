//! Names and sentences of a server, as they are shown and as they are exported.

use monitor_client::{line, steers};
use monitor_ledger::cell;

use crate::text;

/// One line of bounded length that steers nothing, and stays as it is.
pub(crate) fn name(input: &[u8]) {
    let text = text(input);
    let shown = line(&text);
    assert!(!shown.chars().any(steers), "{shown:?}");
    assert!(shown.chars().count() <= 1_001, "{shown:?}");
    assert_eq!(line(&shown), shown);
}

/// No program takes an exported cell, or a piece of it, for a formula; and the text is all there.
pub(crate) fn csv_cell(input: &[u8]) {
    let text = text(input);
    let cell = cell(&text);
    let content = content(&cell);
    for piece in content.split([';', '\t', '\r', '\n']) {
        let start = piece.trim_start_matches(|it: char| it.is_whitespace() || it == '"');
        let is_formula = start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
        assert!(!is_formula, "{cell:?}");
    }
    let mut letters = content.chars();
    for wanted in text.chars() {
        let found = letters.find(|letter| *letter == wanted || *letter != '\'');
        assert_eq!(found, Some(wanted), "{cell:?}");
    }
    assert!(letters.next().is_none(), "{cell:?}");
}

/// As RFC 4180 has it: a cell that is quoted has each quote twice, and one that is not has none, and no break.
fn content(cell: &str) -> String {
    let Some(quoted) = cell.strip_prefix('"') else {
        assert!(!cell.contains(['"', ',', '\r', '\n']), "{cell:?}");
        return cell.to_owned();
    };
    let quoted = quoted.strip_suffix('"').expect("a quoted cell has an end");
    let pairs = quoted.replace("\"\"", "");
    assert!(!pairs.contains('"'), "{cell:?}");
    quoted.replace("\"\"", "\"")
}
