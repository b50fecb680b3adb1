//! The same inputs on every computer: what is kept for a target, and mutations of it from a fixed seed.

use std::env;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use fastrand::Rng;

/// Feeds a reader what is kept in a folder of `corpus/`, and so many mutations of that. The environment's
/// `FUZZ_MUTATIONS` is another number of them.
///
/// # Panics
/// Where a claim breaks, with the input that breaks it; and where nothing is kept.
pub fn replay(corpus: &str, feed: fn(&[u8]), mutations: u32) {
    let kept = kept(corpus);
    assert!(!kept.is_empty(), "nothing is kept for {corpus}");
    for (file, input) in &kept {
        try_one(corpus, &file.display().to_string(), feed, input);
    }
    let kept: Vec<Vec<u8>> = kept.into_iter().map(|(_, input)| input).collect();
    let mut chance = Rng::with_seed(SEED);
    let asked = env::var("FUZZ_MUTATIONS").ok();
    let mutations = asked.map_or(mutations, |asked| {
        asked.parse().expect("FUZZ_MUTATIONS is a number")
    });
    for turn in 0..mutations {
        let input = mutated(&kept, &mut chance);
        try_one(corpus, &format!("mutation {turn}"), feed, &input);
    }
}

fn try_one(corpus: &str, which: &str, feed: fn(&[u8]), input: &[u8]) {
    let fed = catch_unwind(|| feed(input));
    assert!(
        fed.is_ok(),
        "{corpus} breaks on {which}: {}",
        input.escape_ascii()
    );
}

/// In the order of their names.
fn kept(corpus: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(corpus);
    let entries = fs::read_dir(&folder).expect("every target has a folder");
    let files = entries.map(|entry| entry.expect("a file").path());
    let mut kept: Vec<_> = files
        .map(|file| {
            let input = fs::read(&file).expect("a readable file");
            (file, input)
        })
        .collect();
    kept.sort();
    kept
}

fn mutated(kept: &[Vec<u8>], chance: &mut Rng) -> Vec<u8> {
    let mut input = kept[chance.usize(..kept.len())].clone();
    for _ in 0..chance.usize(1..=4) {
        mutate(&mut input, kept, chance);
        input.truncate(LONGEST);
    }
    input
}

fn mutate(input: &mut Vec<u8>, kept: &[Vec<u8>], chance: &mut Rng) {
    let place = chance.usize(..=input.len());
    let end = chance.usize(place..=input.len());
    match chance.u8(..6) {
        0 => input.truncate(place),
        1 => drop(input.drain(place..end)),
        2 => {
            let again = input[place..end].to_vec();
            drop(input.splice(place..place, again));
        }
        3 => {
            let word = WORDS[chance.usize(..WORDS.len())];
            let end = if chance.bool() { place } else { end };
            drop(input.splice(place..end, word.bytes()));
        }
        4 => {
            let other = &kept[chance.usize(..kept.len())];
            let from = chance.usize(..=other.len());
            drop(input.splice(place.., other[from..].iter().copied()));
        }
        _ => match input.get_mut(place) {
            Some(byte) => *byte = chance.u8(..),
            None => input.push(chance.u8(..)),
        },
    }
}

const SEED: u64 = 0x7465_6e61_6e74;
/// In bytes; what a reader does with more, its own tests say.
const LONGEST: usize = 64 * 1024;
/// What readers stumble over.
const WORDS: [&str; 36] = [
    "",
    "\0",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\"",
    "\\",
    "\\ud800",
    "\u{202e}",
    "\u{200b}",
    "\u{e0041}",
    "\u{1b}[31m",
    "ä",
    "👩\u{200d}💻",
    "null",
    "[]",
    "{}",
    "-1",
    "0",
    "1.5",
    "1e999",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "9999-12-31T23:59:59Z",
    "=1+1",
    ";@A1",
    "<b>&amp;",
    "://",
    "@",
    "%2F..%2F",
    "?server=https://monitor.contoso.com",
    "Bearer tam_canary",
    "*",
];
