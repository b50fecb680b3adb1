//! What the user asked for, done: windows opened, pages opened, settings changed.

use std::sync::Arc;

use anyhow::Result;
use jiff::ZonedDateTime;
use monitor_core::monitor::Input;
use monitor_core::{AccountId, OperationId, Reach, Target, Timestamp};
use tauri_plugin_opener::OpenerExt;

use super::session::Session;
use super::{Controller, showing};
use crate::discretion::Discretion;
use crate::managed;
use crate::shell::menu::Act;
use crate::shell::windows::{self, Kind};
use crate::slice::{Appearance, LanguageChoice, Pause, RulesSlice, WhileHidden};
use crate::view::rules_of;
use crate::words::{self, Words};

impl Controller {
    pub(super) fn act(&mut self, act: Act) -> Result<()> {
        match act {
            Act::OpenHistory => {
                self.open_overview()?;
                self.lead_to_history();
            }
            Act::OpenOperation(id) => self.open_operation(id)?,
            Act::OpenOverview => self.open_overview()?,
            Act::OpenSettings => {
                self.settings_asked += u32::from(self.seat.session.is_some());
                self.open_overview()?;
            }
            Act::Pause(pause) => self.pause(pause)?,
            Act::Quit => self.quit(),
            Act::SignIn if self.seat.session.is_none() => self.lead_in(),
            Act::SignIn => self.open_sign_in(),
            Act::SwitchTo(account) => self.switch_account(account.as_str())?,
        }
        Ok(())
    }

    fn quit(&mut self) {
        if let Err(error) = self.keep_places() {
            tracing::error!(
                error = format!("{error:#}"),
                "where the windows lie is not kept"
            );
        }
        self.end_look();
        self.leave_overview_open();
        self.end_session();
        self.end_others();
        self.app.exit(0);
    }

    /// Opens the overview; without a session, whatever leads to one.
    pub(super) fn open_overview(&mut self) -> Result<()> {
        if self.seat.session.is_none() && !self.show_another()? {
            self.lead_in();
            return Ok(());
        }
        let title = self.title(&Kind::Main);
        let place = self.settings.places.get(windows::MAIN).copied();
        self.windows.open(windows::MAIN, &title, false, place)?;
        self.report_window(windows::MAIN);
        Ok(())
    }

    /// To a session of the account that is shown, and then to its overview.
    fn lead_in(&mut self) {
        if self.settings.account.is_some() {
            self.signing_in.overview_wanted = true;
            self.load_token();
        } else {
            self.open_sign_in();
        }
    }

    /// Opens the window of an operation of the account that is shown, pinning it first where it is not.
    pub(super) fn open_operation(&mut self, id: OperationId) -> Result<()> {
        match self.seat.account() {
            Some(account) => self.open_operation_of(&account, id),
            None => Ok(()),
        }
    }

    /// What the overview asks of the monitor, or the computer of all of them.
    pub(super) fn handle_input(&mut self, input: Input) {
        if !matches!(input, Input::NetworkChanged | Input::Woke) {
            return self.send(input);
        }
        self.send_to_all(&input);
        if input == Input::Woke {
            self.renew_quiet_hours();
        }
    }

    pub(super) fn open_page(&self, target: Target) -> Result<()> {
        match self.seat.account() {
            Some(account) => self.open_page_of(&account, target),
            None => Ok(()),
        }
    }

    pub(super) fn open_page_of(&self, account: &AccountId, target: Target) -> Result<()> {
        let seat = self.seat_of(account);
        let shown = seat.and_then(|seat| seat.session.as_ref().zip(seat.view.as_deref()));
        let Some((session, view)) = shown else {
            return Ok(());
        };
        let address = match target {
            Target::Operation(id) => showing::page_of_operation(view, id),
            Target::ReviewPack(id) => showing::page_of_pack(view, id),
        };
        match address.and_then(|address| session.links.allow(&address)) {
            Some(url) => self.app.opener().open_url(url, None::<&str>)?,
            None => tracing::warn!("a page was asked for that may not be opened"),
        }
        Ok(())
    }

    pub(super) fn pause(&mut self, pause: Pause) -> Result<()> {
        let now = ZonedDateTime::now();
        let until = paused_until(pause, &now)?;
        let now = Timestamp::from_millis(now.timestamp().as_millisecond());
        self.settings.pause(until, now);
        self.send_to_all(&Input::Paused(until));
        self.file.save(&self.settings)
    }

    /// For as long as a pause of everything would last.
    pub(super) fn snooze(&self, reach: Reach, pause: Pause) -> Result<()> {
        let until = paused_until(pause, &ZonedDateTime::now())?;
        self.send(Input::Snooze { reach, until });
        Ok(())
    }

    pub(super) fn set_rules(&mut self, rules: RulesSlice) -> Result<()> {
        self.settings.rules = managed::chosen_rules(&self.managed, rules, self.settings.rules);
        self.send_to_all(&Input::Rules(rules_of(self.effective().rules)));
        self.file.save(&self.settings)
    }

    pub(super) fn set_hidden_mode(&mut self, mode: WhileHidden) -> Result<()> {
        if self.managed.watch_quietly.is_some() {
            return Ok(());
        }
        self.settings.watch_quietly = mode == WhileHidden::WatchQuietly;
        self.send_to_all(&Input::HiddenMode {
            quiet: self.settings.watch_quietly,
        });
        self.file.save(&self.settings)
    }

    pub(super) fn set_quiet_seconds(&mut self, seconds: u64) -> Result<()> {
        if self.managed.quiet_seconds.is_some() {
            return Ok(());
        }
        self.settings.quiet_seconds = seconds;
        let every = self.settings.quiet_every();
        self.settings.quiet_seconds = every.as_secs();
        self.send_to_all(&Input::QuietEvery(every));
        self.file.save(&self.settings)
    }

    /// The demo leaves nothing behind, least of all something that starts.
    pub(super) fn set_autostart(&mut self, on: bool) -> Result<()> {
        if self.seat.session.as_ref().is_none_or(Session::is_demo) {
            return Ok(());
        }
        let name = self.words().say("app-name");
        self.startup.set(on, &name)
    }

    pub(super) fn set_single_keys(&mut self, on: bool) -> Result<()> {
        self.settings.single_keys = on;
        self.file.save(&self.settings)
    }

    pub(super) fn set_privacy(&mut self, on: bool) -> Result<()> {
        self.settings.privacy = on;
        self.dress();
        self.file.save(&self.settings)
    }

    pub(super) fn set_appearance(&mut self, appearance: Appearance) -> Result<()> {
        self.settings.appearance = appearance;
        self.dress();
        self.file.save(&self.settings)
    }

    pub(super) fn set_language(&mut self, choice: LanguageChoice) -> Result<()> {
        self.settings.language = choice;
        self.dress();
        self.file.save(&self.settings)
    }

    /// Speaks, looks, logs and keeps names to itself as the settings say, from here on and everywhere.
    pub(super) fn dress(&mut self) {
        let language = words::language(self.settings.language);
        let discretion = Discretion::of(self.settings.privacy);
        let words = self.words();
        if (words.language, words.discretion) != (language, discretion) {
            let words = Words::of(language).with(discretion);
            self.words.send_replace(Arc::new(words));
        }
        self.windows.set_appearance(self.settings.appearance);
        self.diagnosing.set_level(self.settings.log_level);
    }

    pub(super) fn unpin(&mut self, target: Target) -> Result<()> {
        match self.seat.account() {
            Some(account) => self.unpin_of(&account, target),
            None => Ok(()),
        }
    }
}

/// When a pause that begins now ends: tomorrow is eight in the morning, when people look again.
fn paused_until(pause: Pause, now: &ZonedDateTime) -> Result<Option<Timestamp>> {
    let until = match pause {
        Pause::Off => return Ok(None),
        Pause::OneHour => now.checked_add(jiff::Span::new().hours(1))?,
        Pause::UntilTomorrow => now
            .tomorrow()?
            .with()
            .hour(8)
            .minute(0)
            .second(0)
            .subsec_nanosecond(0)
            .build()?,
    };
    Ok(Some(Timestamp::from_millis(
        until.timestamp().as_millisecond(),
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_until_tomorrow_ends_at_eight_whatever_the_clocks_do() -> Result<()> {
        for (now, end) in [
            (
                "2026-03-28T23:30:00[Europe/Berlin]",
                "2026-03-29T08:00:00+02:00[Europe/Berlin]",
            ),
            (
                "2026-10-24T00:05:00[Europe/Berlin]",
                "2026-10-25T08:00:00+01:00[Europe/Berlin]",
            ),
        ] {
            let until = paused_until(Pause::UntilTomorrow, &now.parse()?)?;
            let end: ZonedDateTime = end.parse()?;
            assert_eq!(
                until.map(Timestamp::millis),
                Some(end.timestamp().as_millisecond()),
                "{now}"
            );
        }
        Ok(())
    }

    #[test]
    fn a_pause_of_an_hour_is_an_hour() -> Result<()> {
        let now: ZonedDateTime = "2026-03-08T10:00:00[UTC]".parse()?;
        let until = paused_until(Pause::OneHour, &now)?;
        assert_eq!(
            until.map(Timestamp::millis),
            Some(now.timestamp().as_millisecond() + 3_600_000)
        );
        assert_eq!(paused_until(Pause::Off, &now)?, None);
        Ok(())
    }
}
