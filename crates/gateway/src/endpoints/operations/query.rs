//! The query string of `GET /operations` as a checked filter, and the cursor that leads to the next page.
//!
//! Every refusal names its parameter; an unknown or repeated one is refused too.

use jiff::{SignedDuration, Timestamp};
use monitor_wire::OperationQuery;

use crate::refusal::Refusal;
use crate::store::{Below, Filter, Order, Search};
use crate::version::hex;

pub(crate) fn filter(
    pairs: Vec<(String, String)>,
    now: Timestamp,
    attention_days: u32,
) -> Result<Filter, Refusal> {
    let query = query(pairs)?;
    let order = order(query.order.as_deref())?;
    let cursor = query.cursor.as_deref();
    let back = SignedDuration::from_hours(24 * i64::from(attention_days));
    Ok(Filter {
        workspace: query.workspace,
        environment: query.environment,
        status: word("status", query.status)?,
        outcome: word("outcome", query.outcome)?,
        kind: word("type", query.kind)?,
        problem_class: problem_class(query.problem_class)?,
        search: query.search.as_deref().map(search).transpose()?,
        attention_since: now
            .checked_sub(back)
            .map_or(EARLIEST, |since| since.max(EARLIEST)),
        order,
        below: cursor.map(|cursor| below(order, cursor)).transpose()?,
        limit: limit(query.limit)?,
    })
}

/// Opaque to the client: hexadecimal of the last row's place in the order, and of which order that is.
pub(crate) fn cursor(order: Order, below: Below) -> String {
    let (mark, microseconds) = (mark(order), below.at.as_microsecond());
    hex(format!("{mark}{microseconds}.{}", below.id).as_bytes())
}

const fn mark(order: Order) -> &'static str {
    match order {
        Order::Created => "",
        Order::Ended => "e",
    }
}

fn query(pairs: Vec<(String, String)>) -> Result<OperationQuery, Refusal> {
    let mut query = OperationQuery::default();
    for (name, value) in pairs {
        let repeated = match name.as_str() {
            "workspace" => query.workspace.replace(number(&name, &value)?).is_some(),
            "environment" => query.environment.replace(number(&name, &value)?).is_some(),
            "status" => query.status.replace(value).is_some(),
            "outcome" => query.outcome.replace(value).is_some(),
            "type" => query.kind.replace(value).is_some(),
            "problem_class" => query.problem_class.replace(value).is_some(),
            "search" => query.search.replace(value).is_some(),
            "order" => query.order.replace(value).is_some(),
            "cursor" => query.cursor.replace(value).is_some(),
            "limit" => query.limit.replace(number(&name, &value)?).is_some(),
            _ => return Err(Refusal::invalid(name, "There is no such filter.")),
        };
        if repeated {
            return Err(Refusal::invalid(name, "Send this filter once."));
        }
    }
    Ok(query)
}

fn number<T: std::str::FromStr>(name: &str, value: &str) -> Result<T, Refusal> {
    value
        .parse()
        .map_err(|_| Refusal::invalid(name, "Send a whole number."))
}

fn word(name: &str, value: Option<String>) -> Result<Option<String>, Refusal> {
    if value.as_deref().is_some_and(|value| !is_word(value)) {
        return Err(Refusal::invalid(name, WORD));
    }
    Ok(value)
}

/// PostgreSQL has no text with a NUL in it.
fn is_word(text: &str) -> bool {
    (1..=LONGEST_WORD).contains(&text.chars().count()) && !text.contains('\0')
}

fn problem_class(value: Option<String>) -> Result<Option<String>, Refusal> {
    let known = ["active_stale_attention", "attention", "terminal_follow_up"];
    if value
        .as_deref()
        .is_some_and(|value| !known.contains(&value))
    {
        let detail = format!("Send one of {}.", known.join(", "));
        return Err(Refusal::invalid("problem_class", detail));
    }
    Ok(value)
}

fn order(value: Option<&str>) -> Result<Order, Refusal> {
    match value {
        None | Some("created") => Ok(Order::Created),
        Some("ended") => Ok(Order::Ended),
        Some(_) => Err(Refusal::invalid("order", "Send one of created, ended.")),
    }
}

fn search(text: &str) -> Result<Search, Refusal> {
    let text = text.trim();
    if !is_word(text) {
        return Err(Refusal::invalid("search", WORD));
    }
    Ok(Search {
        id: text.strip_prefix('#').unwrap_or(text).parse().ok(),
        text: text.to_owned(),
        names: false,
    })
}

fn limit(value: Option<u32>) -> Result<usize, Refusal> {
    let limit = value.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Refusal::invalid("limit", "Send 1 to 100."));
    }
    usize::try_from(limit).map_err(|_| Refusal::invalid("limit", "Send 1 to 100."))
}

fn below(order: Order, cursor: &str) -> Result<Below, Refusal> {
    let unreadable = || Refusal::invalid("cursor", "Send the next_cursor of the page before.");
    decode(order, cursor).ok_or_else(unreadable)
}

fn decode(order: Order, cursor: &str) -> Option<Below> {
    let pairs = cursor.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    let text = String::from_utf8(bytes.collect::<Option<_>>()?).ok()?;
    let (microseconds, id) = text.strip_prefix(mark(order))?.split_once('.')?;
    let at = Timestamp::from_microsecond(microseconds.parse().ok()?).ok()?;
    (at >= EARLIEST).then_some(Below {
        at,
        id: id.parse().ok()?,
    })
}

/// Long before any operation; PostgreSQL knows of no time as early as this program does.
const EARLIEST: Timestamp = Timestamp::UNIX_EPOCH;
const LONGEST_WORD: usize = 100;
const WORD: &str = "Send 1 to 100 characters, none of them NUL.";

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(pairs: &[(&str, &str)]) -> Result<Filter, Refusal> {
        let now = "2026-03-08T12:00:00Z".parse().unwrap();
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()));
        filter(pairs.collect(), now, 7)
    }

    fn refused_field(pairs: &[(&str, &str)]) -> String {
        let Err(Refusal::Invalid { field, .. }) = ask(pairs) else {
            panic!("{pairs:?} was taken");
        };
        field
    }

    #[test]
    fn nothing_asked_is_everything_in_pages_of_fifty() {
        let everything = Filter {
            workspace: None,
            environment: None,
            status: None,
            outcome: None,
            kind: None,
            problem_class: None,
            search: None,
            attention_since: "2026-03-01T12:00:00Z".parse().unwrap(),
            order: Order::Created,
            below: None,
            limit: 50,
        };

        assert_eq!(ask(&[]).unwrap(), everything);
    }

    #[test]
    fn a_cursor_leads_back_to_its_place_in_its_own_order_alone() {
        let place = Below {
            at: "2026-03-08T11:11:26.123456Z".parse().unwrap(),
            id: 421,
        };
        let both = [(Order::Created, "created"), (Order::Ended, "ended")];

        for (order, word) in both {
            let cursor = cursor(order, place);
            let asked = ask(&[("order", word), ("cursor", &cursor)]).unwrap();
            assert_eq!((asked.order, asked.below), (order, Some(place)));
            for (_, other) in both.iter().filter(|(other, _)| *other != order) {
                assert_eq!(
                    refused_field(&[("order", other), ("cursor", &cursor)]),
                    "cursor"
                );
            }
        }
    }

    #[test]
    fn a_search_is_an_id_or_a_text() {
        let asked = |text: &str| ask(&[("search", text)]).unwrap().search;

        let search = |text: &str, id| {
            Some(Search {
                text: text.into(),
                id,
                names: false,
            })
        };
        assert_eq!(asked("421"), search("421", Some(421)));
        assert_eq!(asked(" #421 "), search("#421", Some(421)));
        assert_eq!(asked("100%"), search("100%", None));
    }

    #[test]
    fn every_impossible_parameter_is_named() {
        let long = "x".repeat(101);
        let long = long.as_str();
        for (name, value) in [
            ("workspace", "one"),
            ("environment", ""),
            ("status", ""),
            ("outcome", long),
            ("type", long),
            ("type", "policy\0sync"),
            ("problem_class", "bad"),
            ("order", "size"),
            ("search", " "),
            ("search", long),
            ("search", "a\0"),
            ("cursor", "zz"),
            ("cursor", "é"),
            // -1.1
            ("cursor", "2d312e31"),
            ("limit", "0"),
            ("limit", "101"),
            ("limit", "-1"),
            ("colour", "red"),
        ] {
            assert_eq!(refused_field(&[(name, value)]), name, "{name}={value}");
        }
        assert_eq!(refused_field(&[("limit", "1"), ("limit", "2")]), "limit");
    }
}
