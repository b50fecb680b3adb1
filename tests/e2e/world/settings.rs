//! What settings, keyring and environment say before the app starts, as other programs would write it.

use std::io::ErrorKind;

use anyhow::Result;
use serde_json::{Value, json};
use xtask::Running;

use super::{BINARY, World};

impl World {
    /// Changes the settings, or makes them; not while the app runs.
    pub(crate) fn change_settings(&self, change: impl FnOnce(&mut Value)) -> Result<()> {
        let file = self.data().join("settings.json");
        let mut settings = match std::fs::read(&file) {
            Ok(text) => serde_json::from_slice(&text)?,
            Err(error) if error.kind() == ErrorKind::NotFound => json!({}),
            Err(error) => return Err(error.into()),
        };
        change(&mut settings);
        std::fs::write(file, settings.to_string())?;
        Ok(())
    }

    /// The account's server from here on; its token stays where it is.
    pub(crate) fn reach_at(&self, server: &str) -> Result<()> {
        self.change_settings(|settings| settings["account"]["server"] = json!(server))
    }

    /// Chooses this proxy, for this user if there is one.
    pub(crate) fn choose_proxy(&self, address: &str, user: Option<&str>) -> Result<()> {
        let mut proxy = json!({ "mode": "manual", "address": address });
        if let Some(user) = user {
            proxy["user"] = json!(user);
        }
        self.change_settings(|settings| settings["network"]["proxy"] = proxy)
    }

    /// The password of this user at this proxy, in the place of the one that the keyring has.
    pub(crate) fn keep_proxy_password(
        &self,
        address: &str,
        user: &str,
        password: &str,
    ) -> Result<()> {
        self.keep_secret("proxy-password", &format!("{user}@{address}\n{password}"))
    }

    /// Starts the app where the wall clock is of that zone, in the words of POSIX.
    pub(crate) fn launch_in(&self, zone: &str) -> Result<Running> {
        self.launch_as(self.app(&[]).env("TZ", zone))
    }

    /// Starts the app as a login does whose environment says this of proxies, and nothing else.
    pub(crate) fn launch_behind(&self, environment: &[(&str, &str)]) -> Result<Running> {
        let mut command = self.desktop.command(BINARY);
        command.arg("--data").arg(self.data());
        for name in PROXIES {
            command.env_remove(name).env_remove(name.to_lowercase());
        }
        command.envs(environment.iter().copied());
        self.launch_as(&mut command)
    }
}

/// What an environment says of proxies.
const PROXIES: [&str; 4] = ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"];
