//! A token and its entries in the keyring. One that is longer than an entry may be has several: `account`, `account.1`
//! and so on. It is had again whole or not at all.
//!
//! The first of several begins with a header that says what the whole is to be. No token looks like one, as none has
//! characters that cannot travel in an HTTP header.

use zeroize::Zeroizing;

use crate::{Error, Secret, SecretStore};

pub(crate) fn load(store: &dyn SecretStore, account: &str) -> Result<Option<Secret>, Error> {
    let Some(first) = store.load(account)? else {
        return Ok(None);
    };
    let Some((header, beginning)) = Header::read(first.expose())? else {
        return Ok(Some(first));
    };
    // With room for all of it: a text that grows leaves copies behind.
    let mut whole = Zeroizing::new(String::with_capacity(header.bytes));
    append(&mut whole, beginning, header)?;
    for number in 1..header.entries {
        let next = store.load(&name(account, number))?.ok_or(Error::Broken)?;
        append(&mut whole, next.expose(), header)?;
    }
    if Header::of(&whole, header.entries) == header {
        Ok(Some(Secret(whole)))
    } else {
        Err(Error::Broken)
    }
}

pub(crate) fn save(store: &dyn SecretStore, account: &str, token: &Secret) -> Result<(), Error> {
    let Some(limit) = store.limit() else {
        return store.save(account, token);
    };
    let entries = split(token, limit);
    // The first comes last: whatever happens in between, what is kept is whole or known not to be.
    for (number, entry) in entries.iter().enumerate().rev() {
        store.save(&name(account, number), entry)?;
    }
    remove_from(store, account, entries.len())
}

pub(crate) fn remove(store: &dyn SecretStore, account: &str) -> Result<(), Error> {
    if store.limit().is_some() {
        remove_from(store, account, 1)?;
    }
    store.remove(account)
}

/// Removes the entries from this number on: what an earlier, longer token left. The last goes first, so that what is
/// cut off in between leaves none that would not be found again.
fn remove_from(store: &dyn SecretStore, account: &str, first: usize) -> Result<(), Error> {
    let mut end = first;
    while end < MOST_ENTRIES && store.load(&name(account, end))?.is_some() {
        end += 1;
    }
    let mut left = (first..end).rev();
    left.try_for_each(|number| store.remove(&name(account, number)))
}

/// The entries of a token where none may have more than `limit` UTF-16 units: the token itself, if it fits.
fn split(token: &Secret, limit: usize) -> Vec<Secret> {
    let text = token.expose();
    if text.encode_utf16().count() <= limit && !text.starts_with(MARK) {
        return vec![token.share()];
    }
    // Two units are the longest character.
    let pieces = pieces(text, limit.saturating_sub(HEADER_UNITS).max(2));
    let mut header = Header::of(text, pieces.len()).written();
    let entries = pieces.into_iter().map(|piece| {
        let entry = [header.as_str(), piece].concat();
        header.clear();
        Secret::new(entry)
    });
    entries.collect()
}

fn pieces(text: &str, room: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(end(rest, room));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// Where so many UTF-16 units end, between two characters.
fn end(text: &str, room: usize) -> usize {
    let mut units = 0;
    for (place, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > room {
            return place;
        }
    }
    text.len()
}

fn append(whole: &mut String, piece: &str, header: Header) -> Result<(), Error> {
    if whole.len() + piece.len() > header.bytes {
        return Err(Error::Broken);
    }
    whole.push_str(piece);
    Ok(())
}

fn name(account: &str, number: usize) -> String {
    if number == 0 {
        account.to_owned()
    } else {
        format!("{account}.{number}")
    }
}

/// What the entries of one token are together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Header {
    entries: usize,
    bytes: usize,
    digest: u64,
}

impl Header {
    fn of(text: &str, entries: usize) -> Self {
        // FNV-1a: it tells entries of two tokens apart, and lies beside what it is made of.
        let digest = text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self {
            entries,
            bytes: text.len(),
            digest,
        }
    }

    fn written(self) -> String {
        let Self {
            entries,
            bytes,
            digest,
        } = self;
        format!("{MARK}{entries} {bytes} {digest:x}{MARK}")
    }

    /// The header of an entry that has one, and what comes after it.
    fn read(entry: &str) -> Result<Option<(Self, &str)>, Error> {
        let Some(marked) = entry.strip_prefix(MARK) else {
            return Ok(None);
        };
        let (header, rest) = marked.split_once(MARK).ok_or(Error::Broken)?;
        let header = Self::parse(header).ok_or(Error::Broken)?;
        Ok(Some((header, rest)))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let header = Self {
            entries: words.next()?.parse().ok()?,
            bytes: words.next()?.parse().ok()?,
            digest: u64::from_str_radix(words.next()?, 16).ok()?,
        };
        let sane = header.entries <= MOST_ENTRIES && header.bytes <= MOST_BYTES;
        (sane && words.next().is_none()).then_some(header)
    }
}

const MARK: char = '\u{1}';
/// No header is longer: two marks, two blanks, and the digits of its numbers.
const HEADER_UNITS: usize = 4 + 4 + 7 + 16;
/// More than any token has.
const MOST_ENTRIES: usize = 1_000;
const MOST_BYTES: usize = 1_000_000;

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use super::*;

    /// A keyring whose entries have a limit, and that may refuse to write one of them.
    struct Narrow {
        limit: Option<usize>,
        kept: RefCell<BTreeMap<String, String>>,
        refuses: RefCell<Option<&'static str>>,
    }

    impl Narrow {
        fn new(limit: Option<usize>) -> Self {
            Self {
                limit,
                kept: RefCell::default(),
                refuses: RefCell::default(),
            }
        }

        fn names(&self) -> Vec<String> {
            self.kept.borrow().keys().cloned().collect()
        }

        fn loaded(&self) -> Result<Option<String>, Error> {
            let token = load(self, "a1")?;
            Ok(token.map(|token| token.expose().to_owned()))
        }
    }

    impl SecretStore for Narrow {
        fn limit(&self) -> Option<usize> {
            self.limit
        }

        fn load(&self, account: &str) -> Result<Option<Secret>, Error> {
            Ok(self.kept.borrow().get(account).cloned().map(Secret::new))
        }

        fn save(&self, account: &str, secret: &Secret) -> Result<(), Error> {
            let units = secret.expose().encode_utf16().count();
            let too_long = self.limit.is_some_and(|limit| units > limit);
            if too_long || *self.refuses.borrow() == Some(account) {
                return Err(Error::Denied);
            }
            let (name, text) = (account.to_owned(), secret.expose().to_owned());
            self.kept.borrow_mut().insert(name, text);
            Ok(())
        }

        fn remove(&self, account: &str) -> Result<(), Error> {
            self.kept.borrow_mut().remove(account);
            Ok(())
        }
    }

    fn token(length: usize) -> Secret {
        let letters = ('a'..='z').cycle();
        Secret::new(letters.take(length).collect())
    }

    #[test]
    fn a_token_of_any_length_is_had_again_whole() -> Result<(), Error> {
        for length in [1, 39, 40, 41, 79, 80, 81, 400, 4_000] {
            let keyring = Narrow::new(Some(40));
            let long = token(length);
            save(&keyring, "a1", &long)?;
            assert_eq!(keyring.loaded()?.as_deref(), Some(long.expose()));
            assert_eq!(keyring.names().len() > 1, length > 40, "{length}");
        }
        Ok(())
    }

    #[test]
    fn no_character_is_cut_in_two() -> Result<(), Error> {
        for limit in 33..40 {
            let keyring = Narrow::new(Some(limit));
            let wide = Secret::new("a\u{1F511}é\u{1F511}".repeat(40));
            save(&keyring, "a1", &wide)?;
            assert_eq!(keyring.loaded()?.as_deref(), Some(wide.expose()));
        }
        Ok(())
    }

    #[test]
    fn what_fits_is_one_entry_as_it_stands_and_without_a_limit_everything_fits() -> Result<(), Error>
    {
        for (limit, length) in [(Some(40), 40), (None, 4_000)] {
            let keyring = Narrow::new(limit);
            save(&keyring, "a1", &token(length))?;
            let plain = BTreeMap::from([("a1".to_owned(), token(length).expose().to_owned())]);
            assert_eq!(*keyring.kept.borrow(), plain);
        }
        Ok(())
    }

    #[test]
    fn a_shorter_token_and_signing_out_leave_nothing_of_a_longer_one() -> Result<(), Error> {
        let keyring = Narrow::new(Some(40));
        save(&keyring, "a1", &token(400))?;
        save(&keyring, "a1", &token(60))?;
        assert_eq!(keyring.loaded()?.as_deref(), Some(token(60).expose()));
        let entries = split(&token(60), 40).len();
        assert_eq!(keyring.names().len(), entries);
        save(&keyring, "a1", &token(20))?;
        assert_eq!(keyring.names(), ["a1"]);
        save(&keyring, "a1", &token(400))?;
        remove(&keyring, "a1")?;
        assert_eq!(keyring.names(), Vec::<String>::new());
        Ok(())
    }

    #[test]
    fn a_token_with_a_missing_foreign_or_longer_part_is_none_and_says_so() -> Result<(), Error> {
        let keyring = Narrow::new(Some(40));
        save(&keyring, "a1", &token(60))?;
        let whole = keyring.kept.borrow().clone();
        let last = keyring.names().pop().unwrap_or_default();
        for part in [None, Some("b"), Some("zzzzzz"), Some(&*"b".repeat(40))] {
            keyring.kept.replace(whole.clone());
            keyring.remove(&last)?;
            if let Some(part) = part {
                keyring.save(&last, &Secret::new(part.to_owned()))?;
            }
            assert_eq!(keyring.loaded(), Err(Error::Broken), "{part:?}");
        }
        for header in ["\u{1}", "\u{1}2 60\u{1}a", "\u{1}2 99999999999 0\u{1}a"] {
            keyring.save("a1", &Secret::new(header.to_owned()))?;
            assert_eq!(keyring.loaded(), Err(Error::Broken), "{header:?}");
        }
        Ok(())
    }

    #[test]
    fn a_save_that_is_cut_off_leaves_the_short_token_before_or_none() -> Result<(), Error> {
        for (before, left) in [(20, Ok(())), (400, Err(Error::Broken))] {
            let keyring = Narrow::new(Some(40));
            save(&keyring, "a1", &token(before))?;
            keyring.refuses.replace(Some("a1"));
            let other = Secret::new("z".repeat(80));
            assert_eq!(save(&keyring, "a1", &other), Err(Error::Denied));
            let expected = left.map(|()| Some(token(before).expose().to_owned()));
            assert_eq!(keyring.loaded(), expected);
        }
        Ok(())
    }
}
