//! Reads GVariant's text format as far as gdbus answers need it: into tokens, not into types.

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Mark(char),
    Text(String),
    /// A number, a truth value or a type.
    Word(String),
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(next) = rest.next() {
        match next {
            '\'' | '"' => tokens.push(Token::Text(string(next, &mut rest))),
            '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | ',' | ':' => {
                tokens.push(Token::Mark(next));
            }
            _ if next.is_whitespace() => {}
            _ => {
                let mut word = String::from(next);
                while let Some(more) = rest.next_if(|more| is_in_word(*more)) {
                    word.push(more);
                }
                tokens.push(Token::Word(word));
            }
        }
    }
    tokens
}

/// All strings of an answer, in order.
pub(super) fn strings(text: &str) -> Vec<String> {
    let texts = tokens(text).into_iter().filter_map(|token| match token {
        Token::Text(text) => Some(text),
        Token::Mark(_) | Token::Word(_) => None,
    });
    texts.collect()
}

/// A string as an argument.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// The rest of a string whose opening quote has been read.
fn string(quote: char, rest: &mut impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    while let Some(next) = rest.next() {
        match next {
            '\\' => text.extend(escaped(rest)),
            _ if next == quote => break,
            _ => text.push(next),
        }
    }
    text
}

fn escaped(rest: &mut impl Iterator<Item = char>) -> Option<char> {
    match rest.next()? {
        'n' => Some('\n'),
        't' => Some('\t'),
        'r' => Some('\r'),
        'u' => code_point(rest, 4),
        'U' => code_point(rest, 8),
        other => Some(other),
    }
}

fn code_point(rest: &mut impl Iterator<Item = char>, digits: usize) -> Option<char> {
    let digits: String = rest.take(digits).collect();
    char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
}

fn is_in_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || ['.', '-', '+', '_', '@'].contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_keep_their_quotes_lines_and_letters() {
        let answer = r#"(<('', @a(iiay) [], "it's", 'two\nlines \\ \u00e4 \'x\'')>,)"#;
        assert_eq!(strings(answer), ["", "it's", "two\nlines \\ ä 'x'"]);
    }

    #[test]
    fn numbers_truth_values_and_types_are_words() {
        assert_eq!(
            tokens("(uint32 2, -1, <false>)"),
            [
                Token::Mark('('),
                Token::Word("uint32".to_owned()),
                Token::Word("2".to_owned()),
                Token::Mark(','),
                Token::Word("-1".to_owned()),
                Token::Mark(','),
                Token::Mark('<'),
                Token::Word("false".to_owned()),
                Token::Mark('>'),
                Token::Mark(')'),
            ]
        );
    }

    #[test]
    fn an_argument_reads_back_as_itself() {
        let text = r"it's a \ path";
        assert_eq!(strings(&quoted(text)), [text]);
    }
}
