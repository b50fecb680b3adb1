//! Whom a typed token speaks for, as the server says. Keeps nothing.

use monitor_client::{Client, Server};
use monitor_core::ports::{Answer, Api, Ask, Request, RequestId};
use monitor_core::{AccountId, Cause, Fault};
use monitor_vault::Secret;
use sha2::{Digest, Sha256};

use crate::slice::SignInProblem;

/// A token that the server took.
pub(crate) struct Ready {
    pub(super) account: AccountId,
    pub(super) server: Server,
    pub(super) token: Secret,
}

/// Asks the server who the token speaks for.
pub(super) async fn check(server: Server, token: Secret) -> Result<Ready, SignInProblem> {
    let client = Client::new(server.clone(), token.expose().trim())
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
    let account = account_id(&server, scope.user_id).ok_or(SignInProblem::NotAGateway)?;
    Ok(Ready {
        account,
        server,
        token: Secret::new(token.expose().trim().to_owned()),
    })
}

/// The same user at the same server is the same account, on every sign-in.
fn account_id(server: &Server, user: i64) -> Option<AccountId> {
    let digest = Sha256::digest(format!("{}\n{user}", server.as_str()));
    let name: String = digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    AccountId::parse(&name)
}

const fn problem_of(fault: Fault) -> SignInProblem {
    match fault {
        Fault::Forbidden | Fault::SignedOut => SignInProblem::TokenRefused,
        Fault::Gone | Fault::Unreadable => SignInProblem::NotAGateway,
        Fault::Offline => SignInProblem::Offline,
        Fault::Server { .. } => SignInProblem::ServerTrouble,
        Fault::Throttled { .. } => SignInProblem::Throttled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_the_user_at_the_server() {
        let server = |text| Server::parse(text).expect("good");
        let here = account_id(&server("https://atlas.example.com"), 7);
        assert_eq!(here, account_id(&server("https://atlas.example.com/"), 7));
        assert_ne!(here, account_id(&server("https://atlas.example.com"), 8));
        assert_ne!(here, account_id(&server("https://atlas.example.org"), 7));
    }
}
