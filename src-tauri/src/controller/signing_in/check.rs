//! Whom a typed token speaks for, as the server says. Keeps nothing.

use monitor_client::{Client, Network, Server};
use monitor_core::ports::{Answer, Api, Ask, Request, RequestId};
use monitor_core::{AccountId, Cause, Distrust, Fault};
use monitor_setup::account_id;
use monitor_vault::Secret;

use crate::slice::SignInProblem;

/// A token that the server took.
pub(crate) struct Ready {
    pub(super) account: AccountId,
    pub(super) server: Server,
    pub(super) token: Secret,
}

/// Asks the server who the token speaks for.
pub(super) async fn check(
    server: Server,
    token: Secret,
    network: &Network,
) -> Result<Ready, SignInProblem> {
    let client = Client::new(server.clone(), token.expose().trim(), network)
        .map_err(|_| SignInProblem::TokenRefused)?;
    let request = Request {
        id: RequestId(0),
        cause: Cause::Start,
        ask: Ask::Account,
    };
    let observed = client.call(request).await.map_err(problem_of)?;
    let Answer::Account(scope) = observed.answer else {
        return Err(SignInProblem::NotAGateway);
    };
    let account = account_id(server.as_str(), scope.user_id).ok_or(SignInProblem::NotAGateway)?;
    Ok(Ready {
        account,
        server,
        token: Secret::new(token.expose().trim().to_owned()),
    })
}

const fn problem_of(fault: Fault) -> SignInProblem {
    match fault {
        Fault::Forbidden | Fault::SignedOut => SignInProblem::TokenRefused,
        Fault::Gone | Fault::Unreadable => SignInProblem::NotAGateway,
        Fault::Offline => SignInProblem::Offline,
        Fault::Proxy {
            authentication: false,
        } => SignInProblem::Proxy,
        Fault::Proxy {
            authentication: true,
        } => SignInProblem::ProxyAuthentication,
        Fault::Server { .. } => SignInProblem::ServerTrouble,
        Fault::Throttled { .. } => SignInProblem::Throttled,
        Fault::Unreached => SignInProblem::Unreached,
        Fault::Untrusted(Distrust::Authority) => SignInProblem::Untrusted,
        Fault::Untrusted(Distrust::Expired) => SignInProblem::CertificateExpired,
        Fault::Untrusted(Distrust::Name) => SignInProblem::CertificateName,
        Fault::Untrusted(Distrust::NotYetValid) => SignInProblem::CertificateNotYetValid,
    }
}
