//! Links that lead from a page into the monitor. Anybody can write one: it names a target of the server that the user is
//! signed in to, or it is refused. It carries no secret, chooses no server and starts nothing there.

use monitor_client::Server;
use monitor_core::{EnvironmentId, OperationId, Target};
use url::Url;

/// Why a link is not followed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Refused {
    /// It is for a server that the user is not signed in to.
    Elsewhere,
    /// It is none of ours, or more than one.
    Unreadable,
}

/// What a link leads to, for a user of this server:
/// `tenantatlas-monitor://operation/<id>?server=<address>` or
/// `tenantatlas-monitor://environment/<id>/review-pack?server=<address>`.
pub(crate) fn target(link: &str, server: &Server) -> Result<Target, Refused> {
    let link = Link::parse(link).ok_or(Refused::Unreadable)?;
    if link.server == *server {
        Ok(link.target)
    } else {
        Err(Refused::Elsewhere)
    }
}

/// Whether it could lead anywhere, to whichever server.
pub(crate) fn is_readable(link: &str) -> bool {
    Link::parse(link).is_some()
}

struct Link {
    target: Target,
    server: Server,
}

impl Link {
    fn parse(text: &str) -> Option<Self> {
        // The standard parser forgives what a page has no reason to write.
        let strange = |character: char| character.is_control() || character.is_whitespace();
        if text.len() > LONGEST || text.contains(strange) {
            return None;
        }
        let url = Url::parse(text).ok()?;
        let plain = url.username().is_empty() && url.password().is_none();
        let bare = url.port().is_none() && url.fragment().is_none();
        if url.scheme() != SCHEME || !plain || !bare {
            return None;
        }
        let path = url.path().strip_prefix('/')?;
        let target = match url.host_str()? {
            "operation" => Target::Operation(OperationId::new(number(path)?)?),
            "environment" => {
                let id = path.strip_suffix("/review-pack")?;
                Target::ReviewPack(EnvironmentId::new(number(id)?)?)
            }
            _ => return None,
        };
        let mut query = url.query_pairs();
        let server = query.next().filter(|(name, _)| name == "server")?.1;
        if query.next().is_some() {
            return None;
        }
        Some(Self {
            target,
            server: Server::parse(&server).ok()?,
        })
    }
}

fn number(text: &str) -> Option<i64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

const SCHEME: &str = "tenantatlas-monitor";
/// In bytes; an address of a server is shorter.
const LONGEST: usize = 2048;

#[cfg(test)]
mod tests {
    use super::*;

    fn follow(link: &str) -> Result<Target, Refused> {
        let server = Server::parse("https://monitor.contoso.com/atlas").expect("an address");
        target(link, &server)
    }

    fn operation() -> Target {
        Target::Operation(OperationId::new(421).expect("positive"))
    }

    #[test]
    fn a_link_leads_to_an_operation_or_a_review_pack_of_the_own_server() {
        for server in [
            "https%3A%2F%2Fmonitor.contoso.com%2Fatlas",
            "https://monitor.contoso.com/atlas",
            "https://Monitor.Contoso.com:443/atlas/",
            "monitor.contoso.com/atlas",
        ] {
            let link = format!("tenantatlas-monitor://operation/421?server={server}");
            assert_eq!(follow(&link), Ok(operation()), "{link}");
            let link = format!("tenantatlas-monitor://environment/3/review-pack?server={server}");
            let pack = Target::ReviewPack(EnvironmentId::new(3).expect("positive"));
            assert_eq!(follow(&link), Ok(pack), "{link}");
        }
    }

    #[test]
    fn every_link_of_the_guide_is_followed() {
        let guide = include_str!("../../docs/links.md");
        let server = Server::parse("https://monitor.contoso.com").expect("an address");
        let written = guide.split(['`', '"', '\'']);
        let links = written.filter(|text| text.starts_with("tenantatlas-monitor://"));
        // What is put in by a page, or left out, is for a browser to read.
        let whole = links.filter(|link| !link.contains("${") && !link.contains('…'));
        let led: Vec<_> = whole.map(|link| target(link, &server)).collect();
        let pack = Target::ReviewPack(EnvironmentId::new(3).expect("positive"));
        assert_eq!(led, [Ok(operation()), Ok(pack), Ok(operation())]);
    }

    #[test]
    fn a_link_for_another_server_is_refused() {
        for server in [
            "https://monitor.fabrikam.com/atlas",
            "https://monitor.contoso.com",
            "https://monitor.contoso.com/atlas/other",
            "https://monitor.contoso.com:8443/atlas",
            "https://monitor.contoso.com.evil.example/atlas",
            "http://127.0.0.1:8080",
        ] {
            let link = format!("tenantatlas-monitor://operation/421?server={server}");
            assert_eq!(follow(&link), Err(Refused::Elsewhere), "{link}");
        }
    }

    #[test]
    fn what_is_not_exactly_a_link_is_refused() {
        let own = "server=https://monitor.contoso.com/atlas";
        for bad in [
            String::new(),
            "--data=/tmp".to_owned(),
            "tenantatlas-monitor:".to_owned(),
            "tenantatlas-monitor://operation/421".to_owned(),
            "tenantatlas-monitor://operation/421?server=".to_owned(),
            "tenantatlas-monitor://operation/421?server=http://monitor.contoso.com/atlas".to_owned(),
            "tenantatlas-monitor://operation/421?server=https://me:secret@monitor.contoso.com/atlas"
                .to_owned(),
            format!("https://operation/421?{own}"),
            format!("tenantatlas-monitor:operation/421?{own}"),
            format!("tenantatlas-monitor:///operation/421?{own}"),
            format!("tenantatlas-monitor://operation?{own}"),
            format!("tenantatlas-monitor://operation/?{own}"),
            format!("tenantatlas-monitor://operation/0?{own}"),
            format!("tenantatlas-monitor://operation/-421?{own}"),
            format!("tenantatlas-monitor://operation/+421?{own}"),
            format!("tenantatlas-monitor://operation/4%32?{own}"),
            format!("tenantatlas-monitor://operation/421/?{own}"),
            format!("tenantatlas-monitor://operation/421/cancel?{own}"),
            format!("tenantatlas-monitor://operation/99999999999999999999?{own}"),
            format!("tenantatlas-monitor://operation/421?{own}&{own}"),
            format!("tenantatlas-monitor://operation/421?{own}&token=secret"),
            format!("tenantatlas-monitor://operation/421?token=secret&{own}"),
            format!("tenantatlas-monitor://operation/421?{own}#fragment"),
            format!("tenantatlas-monitor://operation:80/421?{own}"),
            format!("tenantatlas-monitor://me@operation/421?{own}"),
            format!("tenantatlas-monitor://operation/421 --data=/tmp?{own}"),
            format!("tenantatlas-monitor://operation/4\n21?{own}"),
            format!("tenantatlas-monitor://environment/3?{own}"),
            format!("tenantatlas-monitor://environment/3/review-pack/x?{own}"),
            format!("tenantatlas-monitor://environment//review-pack?{own}"),
            format!("tenantatlas-monitor://settings/421?{own}"),
            format!("tenantatlas-monitor://operation/{}?{own}", "0".repeat(LONGEST)),
        ] {
            assert_eq!(follow(&bad), Err(Refused::Unreadable), "{bad}");
        }
    }
}
