//! The operating system's keyring: Secret Service, macOS Keychain, Windows Credential Manager. Knows nothing of tokens
//! but how long an entry may be.

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
use keyring::Entry;
use keyring_core::api::CredentialStoreApi;
#[cfg(windows)]
use windows_native_keyring_store::Store;
#[cfg(all(unix, not(target_os = "macos")))]
use zbus_secret_service_keyring_store::Store;
use zeroize::Zeroize;

use crate::{Error, Secret, SecretStore};

/// The operating system's keyring.
#[derive(Clone, Copy, Debug)]
pub struct OsKeyring {
    /// The name its entries carry.
    pub service: &'static str,
}

impl SecretStore for OsKeyring {
    fn limit(&self) -> Option<usize> {
        cfg!(windows).then_some(WINDOWS_LIMIT)
    }

    fn load(&self, account: &str) -> Result<Option<Secret>, Error> {
        match self.entry(account)?.get_password() {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(sort(error)),
        }
    }

    fn save(&self, account: &str, secret: &Secret) -> Result<(), Error> {
        let entry = self.entry(account)?;
        entry.set_password(secret.expose()).map_err(sort)
    }

    fn remove(&self, account: &str) -> Result<(), Error> {
        match self.entry(account)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(sort(error)),
        }
    }
}

impl OsKeyring {
    /// The keyring is met anew for each call, so that one that came up or was started again meanwhile is found: the crate's
    /// own way meets it once, and a failure then would last as long as the app.
    fn entry(self, account: &str) -> Result<Entry, Error> {
        let store = Store::new().map_err(|error| unmet(&error))?;
        let inner = store.build(self.service, account, None).map_err(sort)?;
        Ok(Entry { inner })
    }
}

/// One that cannot be met is none, unless it is there and we may not speak with it.
fn unmet(error: &keyring::Error) -> Error {
    if is_refusal(&error.to_string().to_lowercase()) {
        Error::Denied
    } else {
        Error::Absent
    }
}

/// What the platform said, as something the user can act upon. Some errors carry what was stored: it is zeroed.
fn sort(error: keyring::Error) -> Error {
    let sorted = kind(&error);
    if let keyring::Error::BadEncoding(mut bytes) | keyring::Error::BadDataFormat(mut bytes, _) =
        error
    {
        bytes.zeroize();
    }
    sorted
}

/// By the platform's words, which go no further than this: there is nothing else to tell them by.
fn kind(error: &keyring::Error) -> Error {
    let text = error.to_string().to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if is_refusal(&text) {
        return Error::Denied;
    }
    if says(&["locked", "prompt", "dismissed"]) {
        return Error::Locked;
    }
    if says(&[
        "no default store",
        "serviceunknown",
        "not provided by any",
        "no secret service",
        "no such file",
        "connection",
        "collection",
        // Secret Service without a default keyring.
        "result not returned",
    ]) {
        return Error::Absent;
    }
    if matches!(error, keyring::Error::NoDefaultStore) {
        Error::Absent
    } else {
        Error::Denied
    }
}

/// Of the session bus, whose policy keeps this program from the keyring. What else it says repeats the call, and with that
/// words such as collection and prompt.
fn is_refusal(text: &str) -> bool {
    text.contains("dbus.error.accessdenied")
}

/// `CRED_MAX_CREDENTIAL_BLOB_SIZE` is 2,560 bytes, and a password is kept in UTF-16.
const WINDOWS_LIMIT: usize = 2_560 / 2;

#[cfg(test)]
mod tests {
    use super::*;

    /// As dbus-daemon says it, shortened.
    const REFUSED: &str = "zbus error: org.freedesktop.DBus.Error.AccessDenied: Rejected send message, 2 matched rules; \
         interface=\"org.freedesktop.Secret.Collection\" member=\"CreateItem\" destination=\"org.freedesktop.secrets\"";

    #[test]
    fn the_platforms_errors_are_sorted_by_who_can_act() {
        let platform = |text: &str| {
            keyring::Error::NoStorageAccess(Box::new(std::io::Error::other(text.to_owned())))
        };
        for (said, sorted) in [
            ("SS Error: object locked", Error::Locked),
            ("SS error: prompt dismissed", Error::Locked),
            ("org.freedesktop.DBus.Error.ServiceUnknown", Error::Absent),
            (
                "no secret service provider or dbus session found",
                Error::Absent,
            ),
            ("SS error: result not returned from SS API", Error::Absent),
            ("errSecAuthFailed", Error::Denied),
            (REFUSED, Error::Denied),
        ] {
            assert_eq!(sort(platform(said)), sorted, "{said}");
        }
        assert_eq!(unmet(&platform(REFUSED)), Error::Denied);
        let unknown = "org.freedesktop.DBus.Error.ServiceUnknown";
        assert_eq!(unmet(&platform(unknown)), Error::Absent);
        assert_eq!(sort(keyring::Error::NoDefaultStore), Error::Absent);
        let too_long = keyring::Error::TooLong("password".into(), 2560);
        assert_eq!(sort(too_long), Error::Denied);
        let senseless = keyring::Error::BadEncoding(vec![0xff]);
        assert_eq!(sort(senseless), Error::Denied);
    }
}
