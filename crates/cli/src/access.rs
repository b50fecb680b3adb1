//! Which server is asked, and with whose token. A token is read from the keyring, a file or the environment, and sent to
//! no other server than it was meant for: the keyring's only to the one that was signed in to.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use monitor_client::{Client, Server};
use monitor_setup::{
    AccountSettings, IDENTIFIER, Managed, NetworkSettings, SharedSettings, data_folder,
    read_settings,
};
use monitor_vault::{OsKeyring, Secret, Vault};

use crate::args::Access;
use crate::exit::Stop;
use crate::network::network;
use crate::{keyring, out};

/// The way to the server.
pub(crate) struct Reach {
    pub(crate) server: Server,
    pub(crate) client: Client,
}

impl Access {
    pub(crate) fn folder(&self) -> Result<PathBuf, Stop> {
        let folder = self.data.clone().or_else(data_folder);
        folder.ok_or_else(|| Stop::CannotTell("There is no folder for data: use --data.".into()))
    }

    pub(crate) fn settings(&self) -> Result<SharedSettings, Stop> {
        read_settings(&self.folder()?).map_err(|error| Stop::CannotTell(sentence(&error)))
    }

    /// The server that an administrator set, or else the one that was named. What of the administrator's file makes no
    /// sense is said.
    pub(crate) fn named_server(&self, managed: &Managed) -> Result<Option<Server>, Stop> {
        let named = self.server.as_deref().map(parse).transpose()?;
        for problem in &managed.problems {
            out::say(&managed.sentence(problem));
        }
        let Some(set) = managed.server.as_deref().map(parse).transpose()? else {
            return Ok(named);
        };
        if named.is_some_and(|named| named != set) {
            return Err(set_otherwise(&set, managed.file.as_deref()));
        }
        Ok(Some(set))
    }

    /// What an administrator set on this computer.
    pub(crate) fn managed(&self) -> Managed {
        Managed::read(self.managed.as_deref())
    }

    /// Blocks while the keyring is asked.
    pub(crate) fn reach(&self) -> Result<Reach, Stop> {
        let settings = self.settings()?;
        let managed = self.managed();
        let network = managed.network(&settings.network());
        let account = settings.account;
        let signed_in = account.as_ref().map(|account| parse(&account.server));
        let signed_in = signed_in.transpose()?;
        let server = self.named_server(&managed)?.or_else(|| signed_in.clone());
        let server = server.ok_or_else(|| Stop::CannotTell(NO_ACCOUNT.into()))?;
        let kept = account.filter(|_| signed_in.as_ref() == Some(&server));
        let token = self.token(kept.as_ref())?;
        let client = client(&server, &token, &network)?;
        Ok(Reach { server, client })
    }

    fn token(&self, kept: Option<&AccountSettings>) -> Result<Secret, Stop> {
        if let Some(token) = self.given_token()? {
            return Ok(token);
        }
        if let Some(token) = token_of_environment()? {
            return Ok(token);
        }
        let account = kept.ok_or_else(|| Stop::CannotTell(NO_TOKEN.into()))?;
        let loaded = vault()?.load(&account.id).map_err(keyring::unread)?;
        loaded.ok_or_else(|| Stop::CannotTell(NO_TOKEN.into()))
    }

    /// The token in the file that was named.
    pub(crate) fn given_token(&self) -> Result<Option<Secret>, Stop> {
        let Some(file) = &self.token_file else {
            return Ok(None);
        };
        token_of(file).map(Some)
    }
}

/// Blocks while the keyring is asked for the proxy's password.
pub(crate) fn client(
    server: &Server,
    token: &Secret,
    settings: &NetworkSettings,
) -> Result<Client, Stop> {
    let network = network(settings, server)?;
    Client::new(server.clone(), token.expose(), &network)
        .map_err(|error| Stop::CannotTell(sentence(&error)))
}

pub(crate) fn vault() -> Result<Vault, Stop> {
    let keyring = OsKeyring {
        service: IDENTIFIER,
    };
    Vault::start(keyring, KEYRING_LIMIT).map_err(|error| Stop::CannotTell(sentence(&error)))
}

/// Without what surrounds it; both copies are zeroed when dropped.
pub(crate) fn trimmed(whole: &Secret) -> Result<Secret, Stop> {
    let token = whole.expose().trim();
    if token.is_empty() {
        return Err(Stop::Usage("There is no token in it.".into()));
    }
    Ok(Secret::new(token.to_owned()))
}

/// With room for the longest token: a text that grows leaves copies behind that nobody zeroes.
pub(crate) fn text_for_a_token() -> String {
    String::with_capacity(TOKEN_LIMIT as usize)
}

fn parse(address: &str) -> Result<Server, Stop> {
    Server::parse(address).map_err(|problem| Stop::Usage(format!("{address}: {problem}")))
}

fn set_otherwise(set: &Server, file: Option<&Path>) -> Stop {
    let (set, file) = (set.as_str(), file.unwrap_or_else(|| Path::new("")));
    let file = file.display();
    Stop::Usage(format!(
        "Your administrator set the server to {set} ({file}): leave --server and TENANTATLAS_SERVER out."
    ))
}

/// The variable itself stays as its user set it.
fn token_of_environment() -> Result<Option<Secret>, Stop> {
    let Some(secret) = of_environment(TOKEN_VARIABLE)? else {
        return Ok(None);
    };
    trimmed(&secret).map(Some)
}

/// A secret as it stands in the environment.
pub(crate) fn of_environment(variable: &str) -> Result<Option<Secret>, Stop> {
    let Some(text) = std::env::var_os(variable).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let text = text.into_string();
    let text = text.map_err(|_| Stop::Usage(format!("{variable} is not text.")))?;
    Ok(Some(Secret::new(text)))
}

fn token_of(path: &Path) -> Result<Secret, Stop> {
    let shown = path.display();
    let unreadable = |error: io::Error| Stop::Usage(format!("{shown} cannot be read: {error}"));
    let file = File::open(path).map_err(unreadable)?;
    // Of the file that was opened, not of whatever has its name by now.
    if !is_private(&file).map_err(unreadable)? {
        return Err(Stop::Usage(format!(
            "{shown} can be read by others. Make it yours alone: chmod 600 {shown}"
        )));
    }
    let mut text = text_for_a_token();
    let read = file.take(TOKEN_LIMIT).read_to_string(&mut text);
    // Whatever was read is zeroed, also where the rest of it was no text.
    let whole = Secret::new(text);
    read.map_err(unreadable)?;
    trimmed(&whole)
}

#[cfg(unix)]
fn is_private(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;

    Ok(file.metadata()?.permissions().mode() & 0o077 == 0)
}

/// Where rights are no mode, the folder's are what keeps others out.
#[cfg(not(unix))]
fn is_private(_file: &File) -> io::Result<bool> {
    Ok(true)
}

/// An error as a sentence of its own.
pub(crate) fn sentence(error: &impl std::fmt::Display) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

const NO_ACCOUNT: &str = "Nobody is signed in here. Sign in with tenantatlas login --server URL, or name a server with --server.";
const NO_TOKEN: &str = "There is no token for this server. Sign in with tenantatlas login, or use --token-file or TENANTATLAS_TOKEN.";
const TOKEN_VARIABLE: &str = "TENANTATLAS_TOKEN";
/// Bytes of a file; no token is that long.
pub(crate) const TOKEN_LIMIT: u64 = 64 * 1024;
/// Long enough to unlock a keyring by hand, short enough not to look dead.
const KEYRING_LIMIT: Duration = Duration::from_secs(30);
