//! Signing this computer in and out. The account is the app's: both have one settings file and one entry in the keyring.
//! Address and account are in that file, the token in the keyring alone.

use std::path::Path;

use monitor_client::Server;
use monitor_core::ports::{Answer, Ask, Scope};
use monitor_setup::{AccountSettings, Managed, SharedSettings, account_id, write_settings};

use crate::access::{client, vault};
use crate::args::Access;
use crate::ask::{ask, unreadable};
use crate::exit::{Exit, Stop};
use crate::{keyring, out, prompt};

pub(crate) async fn login(access: &Access) -> Result<Exit, Stop> {
    let folder = access.folder()?;
    let mut settings = access.settings()?;
    let managed = access.managed();
    let server = server_for(access, &managed, &settings)?;
    let token = match access.given_token()? {
        Some(token) => token,
        None => prompt::token().await?,
    };
    let client = client(&server, &token, &managed.network(&settings.network()))?;
    let scope = account_of(ask(&client, Ask::Account).await?)?;
    let account = account_id(server.as_str(), scope.user_id).ok_or_else(unreadable)?;
    let account = AccountSettings {
        id: account.as_str().to_owned(),
        server: server.as_str().to_owned(),
    };
    if settings
        .account
        .as_ref()
        .is_some_and(|other| *other != account)
    {
        return Err(another_account(&settings));
    }
    vault()?
        .save(&account.id, &token)
        .map_err(keyring::unsaved)?;
    settings.to_forget.remove(&account.id);
    settings.account = Some(account);
    write(&folder, &settings)?;
    out::say(&format!(
        "Signed in to {} as {}.",
        server.host(),
        scope.user
    ));
    Ok(Exit::Succeeded)
}

/// Signs out, and removes what earlier sign-outs had to leave in the keyring.
pub(crate) fn logout(access: &Access) -> Result<Exit, Stop> {
    let folder = access.folder()?;
    let mut settings = access.settings()?;
    let account = settings.account.take();
    let signed_in = account.is_some();
    settings.to_forget.extend(account.map(|account| account.id));
    if settings.to_forget.is_empty() {
        return Err(Stop::CannotTell("Nobody is signed in here.".into()));
    }
    // Written down first: whatever happens in between, the app removes the token at its next start.
    write(&folder, &settings)?;
    let vault = vault()?;
    for account in settings.to_forget.clone() {
        vault.remove(&account).map_err(keyring::unforgotten)?;
        settings.to_forget.remove(&account);
        write(&folder, &settings)?;
    }
    out::say(if signed_in {
        "Signed out. The token was removed from the keyring."
    } else {
        "The token was removed from the keyring."
    });
    Ok(Exit::Succeeded)
}

/// The server that was named, or the one whose token is to be renewed.
fn server_for(
    access: &Access,
    managed: &Managed,
    settings: &SharedSettings,
) -> Result<Server, Stop> {
    let account = settings.account.as_ref();
    let signed_in = account.and_then(|account| Server::parse(&account.server).ok());
    match (access.named_server(managed)?, signed_in) {
        (Some(named), Some(signed_in)) if named != signed_in => Err(another_account(settings)),
        (Some(server), _) | (None, Some(server)) => Ok(server),
        (None, None) => Err(Stop::Usage(
            "Which server? Name the gateway's address with --server URL.".into(),
        )),
    }
}

fn another_account(settings: &SharedSettings) -> Stop {
    let account = settings.account.as_ref();
    let server = account.map_or("", |account| account.server.as_str());
    Stop::CannotTell(format!(
        "Another account is signed in here ({server}). Sign out of it first: tenantatlas logout"
    ))
}

fn account_of(answer: Answer) -> Result<Scope, Stop> {
    match answer {
        Answer::Account(scope) => Ok(scope),
        Answer::Details { .. } | Answer::Operations { .. } | Answer::Watch(_) => Err(unreadable()),
    }
}

fn write(folder: &Path, settings: &SharedSettings) -> Result<(), Stop> {
    write_settings(folder, settings)
        .map_err(|error| Stop::CannotTell(format!("Failed to write the settings: {error}")))
}
