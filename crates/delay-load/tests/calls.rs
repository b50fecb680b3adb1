//! A function of the engine's libraries is there from its first call on, and is given what it was called with.
#![cfg(all(
    target_os = "linux",
    target_arch = "x86_64",
    target_pointer_width = "64"
))]

use std::fs;

use javascriptcore::{Context, Value, ValueExt};
use soup::Cookie;

#[test]
fn the_first_call_loads_the_engine_and_has_its_arguments() {
    assert!(!engine_is_loaded());

    let mut cookie = Cookie::new("name", "value", "example.test", "/path", 421);

    assert!(engine_is_loaded());
    let read = [
        cookie.name(),
        cookie.value(),
        cookie.domain(),
        cookie.path(),
    ];
    let given = ["name", "value", "example.test", "/path"];
    assert_eq!(
        read.map(|text| text.map(Into::into)),
        given.map(|text| Some(String::from(text)))
    );

    // One whose argument is in a register for floating point.
    let context = Context::new();
    for number in [4.21, -0.5] {
        let given = Value::new_number(&context, number);
        assert!((given.to_double() - number).abs() < f64::EPSILON);
    }

    // What is there already is no error.
    assert_eq!(monitor_delay_load::load(), Ok(()));
    let given = Value::new_number(&context, 6.5);
    assert!((given.to_double() - 6.5).abs() < f64::EPSILON);
}

fn engine_is_loaded() -> bool {
    let maps = fs::read_to_string("/proc/self/maps").expect("Linux has it");
    maps.contains("libwebkit2gtk")
}
