//! Signing in by hand, and what a token that no longer works leads to.

use anyhow::{Result, ensure};
use jiff::Timestamp;
use rusqlite::Connection;

use super::{Driven, OVERVIEW, STEADY, World, id, observe};

impl World {
    /// Starts the app without an account, and works in its sign-in window.
    pub(crate) fn launch_to_sign_in(&self) -> Result<Driven<'_>> {
        let app = self.launch_driven(&[])?;
        app.on("Sign in")?;
        Ok(app)
    }

    /// Lets a token expire then, as if it had been issued so: how long signing in takes is not known beforehand.
    pub(crate) fn expire_token(&self, token: i64, end: Timestamp) -> Result<()> {
        let gateways = Connection::open(self.folder.path().join("gateway.sqlite"))?;
        let changed = gateways.execute(EXPIRE, (token, format!("{end:.3}")))?;
        ensure!(changed == 1, "there is no token {token}");
        Ok(())
    }

    /// Waits until the tray says that nobody is signed in, and sees that from then on nothing is asked.
    pub(crate) fn stays_signed_out(&self) -> Result<()> {
        self.tray_entry("Not signed in")?;
        let signed_out = Timestamp::now();
        observe(STEADY.mul_f64(1.5));
        assert_eq!(self.requests_since(signed_out)?, []);
        Ok(())
    }
}

impl Driven<'_> {
    /// Types a token for this world's server into the sign-in window, and sends it.
    pub(crate) fn sign_in(&self, token: &str) -> Result<()> {
        self.sign_in_at(&self.world.atlas.address, token)
    }

    /// The same for any server.
    pub(crate) fn sign_in_at(&self, server: &str, token: &str) -> Result<()> {
        self.enter(&id("signin-server"), server)?;
        self.enter(&id("signin-token"), token)?;
        self.click(&id("signin-submit"))
    }

    /// Signs in with a token that is good, and goes on in the overview.
    pub(crate) fn sign_in_to_overview(&self, token: &str) -> Result<&Self> {
        self.sign_in(token)?;
        self.on(OVERVIEW)
    }

    /// Waits until the sign-in window says that the server refused the token.
    pub(crate) fn reads_refusal(&self) -> Result<()> {
        self.on("Sign in")?
            .reads(&id("signin-problem"), "the refusal", |words| {
                words.starts_with("The server refused the token.")
            })?;
        Ok(())
    }
}

/// In the gateway's own file, as it writes times.
const EXPIRE: &str = "UPDATE tokens SET expires_at = ?2 WHERE id = ?1";
