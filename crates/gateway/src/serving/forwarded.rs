//! Who a reverse proxy says it speaks for: `Forwarded` (RFC 7239) and `X-Forwarded-For`.
//!
//! Reads what the headers say and trusts none of it; whom to believe is `peer.rs`'.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::header::FORWARDED;
use axum::http::{HeaderMap, HeaderValue};

/// One hop's word about who it received from: an address, or nothing that can be used (`unknown`, an obfuscated
/// identifier, junk).
pub(crate) type Hop = Option<IpAddr>;

/// From the first hop to the last; none where the header is absent.
pub(crate) fn forwarded(headers: &HeaderMap) -> Option<Vec<Hop>> {
    hops(headers, FORWARDED.as_str(), |line| {
        // What an open quotation mark swallowed cannot be told apart: the whole line says nothing.
        let Some(elements) = split(line, ',') else {
            return vec![None];
        };
        elements.into_iter().map(element).collect()
    })
}

/// As `forwarded`.
pub(crate) fn x_forwarded_for(headers: &HeaderMap) -> Option<Vec<Hop>> {
    hops(headers, "x-forwarded-for", |line| {
        line.split(',').map(|hop| address(hop.trim())).collect()
    })
}

fn hops(headers: &HeaderMap, name: &str, read: impl Fn(&str) -> Vec<Hop>) -> Option<Vec<Hop>> {
    let lines = headers.get_all(name);
    let read = |line: &HeaderValue| line.to_str().map_or_else(|_| vec![None], &read);
    let hops: Vec<Hop> = lines.iter().flat_map(read).collect();
    (!hops.is_empty()).then_some(hops)
}

/// The `for` of one forwarded-element; said twice, it says nothing.
fn element(text: &str) -> Hop {
    let pairs = split(text, ';')?;
    let mut named = pairs
        .into_iter()
        .filter_map(|pair| pair.split_once('='))
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
    let (Some((_, value)), None) = (named.next(), named.next()) else {
        return None;
    };
    address(&unquoted(value.trim())?)
}

/// Splits outside of quoted strings; none where a quoted string does not end.
fn split(text: &str, at: char) -> Option<Vec<&str>> {
    let (mut parts, mut start) = (Vec::new(), 0);
    let (mut quoted, mut escaped) = (false, false);
    for (place, char) in text.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if char == at && !quoted => {
                parts.push(&text[start..place]);
                start = place + char.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    (!quoted).then_some(parts)
}

/// A token as it is, a quoted string without its quotation marks; none for a mixture.
fn unquoted(value: &str) -> Option<String> {
    let Some(rest) = value.strip_prefix('"') else {
        return (!value.contains('"')).then(|| value.to_owned());
    };
    let (mut text, mut escaped) = (String::new(), false);
    for (place, char) in rest.char_indices() {
        match char {
            _ if escaped => {
                text.push(char);
                escaped = false;
            }
            '\\' => escaped = true,
            '"' => return (place + 1 == rest.len()).then_some(text),
            _ => text.push(char),
        }
    }
    None
}

/// An address, with or without a port and brackets.
fn address(node: &str) -> Hop {
    if let Ok(address) = node.parse::<IpAddr>() {
        return Some(address.to_canonical());
    }
    if let Some(rest) = node.strip_prefix('[') {
        let (address, port) = rest.split_once(']')?;
        let port_fits = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        let address = address.parse::<Ipv6Addr>().ok().filter(|_| port_fits)?;
        return Some(IpAddr::V6(address).to_canonical());
    }
    let (address, port) = node.split_once(':')?;
    let address = address.parse::<Ipv4Addr>().ok();
    address.filter(|_| is_port(port)).map(IpAddr::V4)
}

/// A number, or an obfuscated port.
fn is_port(text: &str) -> bool {
    text.starts_with('_') || text.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    fn headers(name: &'static str, lines: &[&str]) -> HeaderMap {
        let lines = lines.iter().map(|line| {
            let value = HeaderValue::from_str(line).unwrap();
            (HeaderName::from_static(name), value)
        });
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name, value);
        }
        headers
    }

    fn said(lines: &[&str]) -> Vec<Hop> {
        forwarded(&headers("forwarded", lines)).unwrap()
    }

    fn at(address: &str) -> Hop {
        Some(address.parse().unwrap())
    }

    #[test]
    fn every_form_of_an_address_is_read() {
        for (line, address) in [
            ("for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60"),
            ("FOR = 192.0.2.60", "192.0.2.60"),
            ("for=\"192.0.2.60\"", "192.0.2.60"),
            ("for=\"192.0.2.60:4711\"", "192.0.2.60"),
            (
                "proto=https;For=\"[2001:db8:cafe::17]:4711\"",
                "2001:db8:cafe::17",
            ),
            ("for=\"[2001:db8:cafe::17]\"", "2001:db8:cafe::17"),
            ("for=\"[2001:db8:cafe::17]:_hidden\"", "2001:db8:cafe::17"),
            ("for=\"[::ffff:192.0.2.60]\"", "192.0.2.60"),
            ("host=\"a,b;c\\\"d\";for=192.0.2.60", "192.0.2.60"),
            ("for=\"192.0.2\\.60\"", "192.0.2.60"),
        ] {
            assert_eq!(said(&[line]), [at(address)], "{line}");
        }
    }

    #[test]
    fn what_names_nobody_is_a_hop_all_the_same() {
        for line in [
            "for=unknown",
            "for=_hidden",
            "for=\"_SEVKISEK\"",
            "for=",
            "for",
            "",
            "proto=https",
            "for=192.0.2.60;for=192.0.2.61",
            "for=\"192.0.2.60\"x",
            "for=x\"192.0.2.60\"",
            "for=\"192.0.2.60:99999\"",
            "for=\"[2001:db8::1\"",
            "for=\"[192.0.2.60]\"",
            "for=192.0.2.256",
        ] {
            assert_eq!(said(&[line]), [None], "{line}");
        }
    }

    #[test]
    fn many_hops_and_many_lines_keep_their_order() {
        let lines = [
            "for=192.0.2.1, for=unknown",
            "for=\"[2001:db8::2]\";by=_a,for=192.0.2.3",
        ];

        assert_eq!(
            said(&lines),
            [at("192.0.2.1"), None, at("2001:db8::2"), at("192.0.2.3")]
        );
    }

    #[test]
    fn an_open_quotation_mark_never_lends_its_address_to_the_next_hop() {
        for line in [
            "for=\"192.0.2.1, for=192.0.2.2",
            "for=192.0.2.1;a=\", for=\"[2001:db8::2]\"",
            "for=192.0.2.1;a=\"\\, for=\"[2001:db8::2]\"",
        ] {
            assert_eq!(said(&[line]), [None], "{line}");
        }
    }

    #[test]
    fn the_older_header_is_read_with_ports_brackets_and_junk() {
        let lines = [
            "192.0.2.1, 192.0.2.2:4711,2001:db8::3",
            "[2001:db8::4]:80 , unknown,,x",
        ];
        let read = x_forwarded_for(&headers("x-forwarded-for", &lines)).unwrap();

        assert_eq!(
            read,
            [
                at("192.0.2.1"),
                at("192.0.2.2"),
                at("2001:db8::3"),
                at("2001:db8::4"),
                None,
                None,
                None,
            ]
        );
        assert_eq!(x_forwarded_for(&HeaderMap::new()), None);
    }
}
