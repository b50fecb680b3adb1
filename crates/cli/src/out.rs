//! Standard output for answers, standard error for words about them.

use std::io::{self, Write};

use crate::text::plain;

/// Writes text as it is, at once.
pub(crate) fn put(text: &str) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes lines.
pub(crate) fn put_lines(lines: &[String]) -> io::Result<()> {
    let text: String = lines
        .iter()
        .flat_map(|line| [line.as_str(), "\n"])
        .collect();
    put(&text)
}

/// Says something about the answer, to whoever hears it.
pub(crate) fn say(words: &str) {
    if !words.is_empty() {
        // Where standard error is closed, nobody wants to know.
        drop(writeln!(io::stderr().lock(), "{}", plain(words)));
    }
}
