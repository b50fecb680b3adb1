//! What a word on the command line stands for: a number, or a link that the app or TenantAtlas' page gives.

use monitor_client::Server;
use monitor_core::{EnvironmentId, OperationId, Target};
use monitor_setup::Links;
use url::Url;

use crate::exit::Stop;

/// The target that a word names at this server. A link to another server is refused: its numbers mean other things here.
pub(crate) fn target(word: &str, server: &Server) -> Result<Target, Stop> {
    if let Some(id) = number(word.strip_prefix('#').unwrap_or(word)) {
        return id.ok_or_else(|| not_understood(word));
    }
    let url = Url::parse(word).map_err(|_| not_understood(word))?;
    let (target, is_here) = if url.scheme() == SCHEME {
        (of_app_link(&url), names(&url, server))
    } else {
        let near = Links::of(server.as_str()).allow(word).is_some();
        (of_page(&url), near)
    };
    let target = target.ok_or_else(|| not_understood(word))?;
    if is_here {
        Ok(target)
    } else {
        let host = server.host();
        Err(Stop::Usage(format!("{word} is not a link to {host}.")))
    }
}

/// `None` where it is no number at all.
fn number(word: &str) -> Option<Option<Target>> {
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| operation(word))
}

fn operation(word: &str) -> Option<Target> {
    word.parse()
        .ok()
        .and_then(OperationId::new)
        .map(Target::Operation)
}

/// `tenantatlas-monitor://operation/421` or `tenantatlas-monitor://environment/3/review-pack`.
fn of_app_link(url: &Url) -> Option<Target> {
    let segments: Vec<_> = url.path().split('/').skip(1).collect();
    match (url.host_str()?, segments.as_slice()) {
        ("operation", [id]) => operation(id),
        ("environment", [id, "review-pack"]) => id
            .parse()
            .ok()
            .and_then(EnvironmentId::new)
            .map(Target::ReviewPack),
        _ => None,
    }
}

/// A page of TenantAtlas whose path ends in `operations/421`.
fn of_page(url: &Url) -> Option<Target> {
    let mut segments = url.path().trim_end_matches('/').rsplit('/');
    let id = segments.next()?;
    (segments.next()? == "operations").then(|| operation(id))?
}

/// Whether the link's server is this one. One that names none means whichever is signed in to.
fn names(url: &Url, server: &Server) -> bool {
    let named = url.query_pairs().find(|(name, _)| name == "server");
    named.is_none_or(|(_, address)| Server::parse(&address).as_ref() == Ok(server))
}

fn not_understood(word: &str) -> Stop {
    Stop::Usage(format!(
        "{word} is neither the number of an operation nor a link to one."
    ))
}

const SCHEME: &str = "tenantatlas-monitor";

#[cfg(test)]
mod tests {
    use super::*;

    fn named(word: &str) -> Option<Target> {
        let server = Server::parse("https://monitor.atlas.contoso.com").expect("an address");
        target(word, &server).ok()
    }

    #[test]
    fn a_number_and_a_link_to_this_server_name_the_same_operation() {
        let operation = OperationId::new(421).map(Target::Operation);
        for word in [
            "421",
            "#421",
            "tenantatlas-monitor://operation/421",
            "tenantatlas-monitor://operation/421?server=https%3A%2F%2Fmonitor.atlas.contoso.com%2F",
            "https://atlas.contoso.com/admin/workspaces/3/operations/421",
            "https://atlas.contoso.com/admin/operations/421/?tab=failures",
        ] {
            assert_eq!(named(word), operation, "{word}");
        }
        let pack = EnvironmentId::new(3).map(Target::ReviewPack);
        assert_eq!(
            named("tenantatlas-monitor://environment/3/review-pack"),
            pack
        );
    }

    #[test]
    fn what_names_nothing_here_is_refused() {
        for word in [
            "",
            "0",
            "-3",
            "4 21",
            "99999999999999999999",
            "policy.sync",
            "tenantatlas-monitor://operation/421?server=https%3A%2F%2Fatlas.fabrikam.com",
            "tenantatlas-monitor://operation/421/more",
            "tenantatlas-monitor://environment/3",
            "https://atlas.fabrikam.com/operations/421",
            "http://atlas.contoso.com/operations/421",
            "https://atlas.contoso.com/operations/new",
            "https://atlas.contoso.com/",
        ] {
            assert_eq!(named(word), None, "{word}");
        }
    }
}
