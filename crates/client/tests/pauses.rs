//! In the simulation servers ask for a pause in every form of `Retry-After`: what each comes to there is what the client
//! makes of it.

#[path = "../../sim/src/world/asked.rs"]
mod asked;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use monitor_client::retry_after;

use asked::Form;

/// By this computer's clock, in seconds.
const NOW: i64 = 1_800_000_000;

fn date(second: i64) -> String {
    let at = Timestamp::from_second(second).expect("it is within this century");
    let printed = DateTimePrinter::new().timestamp_to_rfc9110_string(&at);
    printed.expect("its year has four digits")
}

/// What a server sends that wants so many seconds, and whose clock is so many ahead: the value, and the answer's date.
fn sent(form: Form, seconds: u64, ahead: i64) -> (String, Option<String>) {
    let there = NOW + ahead;
    let wanted = i64::try_from(seconds).expect("hours at most");
    match form {
        Form::Date => (date(NOW + wanted), Some(date(NOW))),
        Form::Enormous => (u64::MAX.to_string(), Some(date(there))),
        Form::Junk => ("soon".to_owned(), Some(date(there))),
        Form::LoneDate => (date(there + wanted), None),
        Form::PastDate => (date(there - wanted), Some(date(there))),
        Form::Seconds => (seconds.to_string(), Some(date(there))),
        Form::SkewedDate => (date(there + wanted), Some(date(there))),
        Form::Zero => ("0".to_owned(), Some(date(there))),
    }
}

#[test]
fn every_form_of_a_pause_comes_to_what_the_simulation_makes_of_it() {
    let now = Timestamp::from_second(NOW).expect("it is within this century");
    for form in Form::ALL {
        for seconds in [1, 30, 5_000] {
            for ahead in [-7_200, -40, 0, 40, 7_200] {
                let (value, date) = sent(form, seconds, ahead);
                let found = retry_after([value.as_str()], date.as_deref(), now);
                let case = format!("{value}, answered at {date:?}");
                assert_eq!(found, form.pause(seconds, ahead), "{case}");
            }
        }
    }
}
