//! Requests of any client, as the gateway reads them.

use jiff::Timestamp;
use tenantatlas_gateway::fuzzing;

use crate::text;

/// The fast way takes nothing that the slow one refuses or reads otherwise.
pub(crate) fn watch_request(body: &[u8]) {
    let (at_once, by_hand) = fuzzing::watch_body(body);
    if let Some(asked) = at_once {
        assert_eq!(Ok(asked), by_hand);
    }
}

/// A cursor that is taken is told again as one that leads to the same place.
pub(crate) fn list_query(input: &[u8]) {
    let pairs = pairs(&text(input));
    let Some((limit, cursor)) = fuzzing::list_query(pairs.clone(), Timestamp::UNIX_EPOCH) else {
        return;
    };
    assert!((1..=100).contains(&limit), "{limit} rows");
    let Some(cursor) = cursor else { return };
    let told = |(name, value): (String, String)| {
        let is_cursor = name == "cursor";
        (name, if is_cursor { cursor.clone() } else { value })
    };
    let again = pairs.into_iter().map(told).collect();
    let again = fuzzing::list_query(again, Timestamp::UNIX_EPOCH);
    assert_eq!(again, Some((limit, Some(cursor.clone()))));
}

/// Names and values as a form has them, with nothing encoded.
fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
