//! A function of the engine's libraries is there from its first call on, and is given what it was called with.
#![cfg(all(
    target_os = "linux",
    target_arch = "x86_64",
    target_pointer_width = "64"
))]

use std::fs;

use soup::{Cookie, MessageHeaders, MessageHeadersType};

#[test]
fn the_first_call_loads_the_engine_and_every_call_has_its_arguments() {
    assert!(!engine_is_loaded());

    let mut cookie = Cookie::new("name", "value", "example.test", "/path", 421);

    assert!(engine_is_loaded());
    let read = [
        cookie.name(),
        cookie.value(),
        cookie.domain(),
        cookie.path(),
    ];
    let read = read.map(|text| text.map(|text| text.to_string()));
    assert_eq!(
        read,
        ["name", "value", "example.test", "/path"].map(|text| Some(text.to_owned()))
    );
    let headers = MessageHeaders::new(MessageHeadersType::Request);
    for value in ["first", "second"] {
        // Looked up at the first, known at the second.
        headers.append("Many", value);
    }
    assert_eq!(headers.list("Many").as_deref(), Some("first, second"));

    // What is there already is no error.
    assert!(monitor_delay_load::load().is_ok());
}

fn engine_is_loaded() -> bool {
    let maps = fs::read_to_string("/proc/self/maps").expect("Linux has it");
    maps.contains("libwebkit2gtk")
}
