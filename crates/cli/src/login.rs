//! Signing this computer in and out. The account is the app's: both have one settings file and one entry in the keyring.
//! Address and account are in that file, the token in the keyring alone.

use std::collections::BTreeSet;
use std::path::Path;

use monitor_client::Server;
use monitor_core::AccountId;
use monitor_core::ports::{Answer, Ask, Scope};
use monitor_ledger::Ledger;
use monitor_setup::{
    AccountSettings, LEDGER_FILE, Managed, NetworkSettings, SharedSettings, account_id,
    lock_folder, write_settings,
};
use monitor_vault::Secret;

use crate::access::{client, vault};
use crate::args::Access;
use crate::ask::{ask, unreadable};
use crate::exit::{Exit, Stop};
use crate::signals::Signals;
use crate::{keyring, out, prompt};

pub(crate) async fn login(access: &Access) -> Result<Exit, Stop> {
    let folder = access.folder()?;
    require_no_app(&folder)?;
    let settings = access.settings()?;
    let managed = access.managed();
    let server = server_for(access, &managed, &settings)?;
    let given = access.given_token()?;
    // To the end: once heard here, a signal ends nothing by itself any more.
    let mut signals = Signals::listen()?;
    let token = match given {
        Some(token) => token,
        None => prompt::token(&mut signals).await?,
    };
    let network = managed.network(&settings.network());
    let scope = scope_of(&mut signals, &server, &token, network).await?;
    let account = account_id(server.as_str(), scope.user_id).ok_or_else(unreadable)?;
    let account = AccountSettings {
        id: account.as_str().to_owned(),
        server: server.as_str().to_owned(),
    };
    let other = settings.account.as_ref().filter(|other| **other != account);
    if other.is_some() {
        return Err(another_account(&settings));
    }
    keep(&mut signals, &folder, settings, account, &token).await?;
    out::say(&format!(
        "Signed in to {} as {}.",
        server.host(),
        scope.user
    ));
    Ok(Exit::Succeeded)
}

/// Whose token it is. The keyring may be asked for the proxy's password on the way.
async fn scope_of(
    signals: &mut Signals,
    server: &Server,
    token: &Secret,
    network: NetworkSettings,
) -> Result<Scope, Stop> {
    let (server, token) = (server.clone(), token.share());
    let client = signals
        .meanwhile_blocking(move || client(&server, &token, &network))
        .await?;
    account_of(signals.meanwhile(ask(&client, Ask::Account)).await?)
}

/// The token goes into the keyring, and then the account into the settings.
async fn keep(
    signals: &mut Signals,
    folder: &Path,
    mut settings: SharedSettings,
    account: AccountSettings,
    token: &Secret,
) -> Result<(), Stop> {
    // It may have been started while the token was asked for.
    require_no_app(folder)?;
    let (vault, name, token) = (vault()?, account.id.clone(), token.share());
    let save = move || vault.save(&name, &token).map_err(keyring::unsaved);
    let saved = signals.meanwhile_blocking(save).await;
    if matches!(saved, Err(Stop::Signalled(_))) && settings.account.is_none() {
        // The keyring may have taken it. Written down, it is removed at the next logout or the app's next start.
        settings.to_forget.insert(account.id.clone());
        write(folder, &settings)?;
    }
    saved?;
    settings.to_forget.remove(&account.id);
    settings.account = Some(account);
    write(folder, &settings)
}

/// Signs out, and removes what earlier sign-outs had to leave in the keyring.
pub(crate) fn logout(access: &Access) -> Result<Exit, Stop> {
    let folder = access.folder()?;
    require_no_app(&folder)?;
    let mut settings = access.settings()?;
    let account = settings.account.take();
    let signed_in = account.is_some();
    settings.to_forget.extend(account.map(|account| account.id));
    if settings.to_forget.is_empty() {
        return Err(Stop::CannotTell("Nobody is signed in here.".into()));
    }
    // Written down first: whatever happens in between, the app removes the token at its next start.
    write(&folder, &settings)?;
    let (forgotten, vault) = (settings.to_forget.clone(), vault()?);
    for account in settings.to_forget.clone() {
        vault.remove(&account).map_err(keyring::unforgotten)?;
        settings.to_forget.remove(&account);
        write(&folder, &settings)?;
    }
    erase_names(&folder, &forgotten)?;
    out::say(if signed_in {
        "Signed out. The token was removed from the keyring."
    } else {
        "The token was removed from the keyring."
    });
    Ok(Exit::Succeeded)
}

/// A running app has the settings in memory: it would write over what is written here, and go on as whom it knows.
fn require_no_app(folder: &Path) -> Result<(), Stop> {
    match lock_folder(folder) {
        Ok(None) => Err(Stop::CannotTell(APP_IS_RUNNING.into())),
        // Without a folder there is no app, and one that takes no lock cannot tell of any.
        Ok(Some(_)) | Err(_) => Ok(()),
    }
}

const APP_IS_RUNNING: &str =
    "TenantAtlas Monitor is running: sign in and out there, or quit it first.";

/// What the app's ledger has of accounts that nobody is signed in to any more.
fn erase_names(folder: &Path, accounts: &BTreeSet<String>) -> Result<(), Stop> {
    let file = folder.join(LEDGER_FILE);
    for account in accounts.iter().filter_map(|id| AccountId::parse(id)) {
        Ledger::forget(&file, &account).map_err(|error| {
            let left = "Signed out, but names stay in the app's ledger";
            Stop::CannotTell(format!("{left}: {error}"))
        })?;
    }
    Ok(())
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
