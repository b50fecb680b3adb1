//! What came of a request, shown once: tray, and every window that has a page listening.

use std::mem::take;
use std::sync::Arc;

use anyhow::Result;
use monitor_core::monitor::Input;
use monitor_core::view::{Known, PackState};
use monitor_core::{AccountId, EnvironmentId, OperationId, View};
use tauri::Emitter;

use super::Controller;
use super::session::Session;
use crate::managed;
use crate::shell::beside::Accounts;
use crate::shell::title;
use crate::shell::tray::Look;
use crate::shell::windows::{self, Kind};
use crate::slice::{AccountSlice, LookSlice, SignInSlice, Slice, Standing, Warning};
use crate::view::{self, Frame, RunFrame};
use crate::words::Words;

/// Broadcast with a revision number and nothing else: what changed travels on each window's own channel.
const REVISION: &str = "view-revision";

#[derive(Clone, serde::Serialize)]
struct Revision {
    revision: u64,
}

impl Controller {
    pub(super) fn show(&mut self) {
        let view = self.seat.view.clone();
        self.name_sessions();
        let beside = self.beside();
        let others = beside.as_ref().map(|(_, others)| others.as_slice());
        let accounts = Accounts {
            view: view.as_deref(),
            name: beside.as_ref().map(|(name, _)| name.as_str()),
            others: others.unwrap_or_default(),
        };
        let look = Look::of(accounts, &self.words());
        self.tray.show(look);
        for (label, kind) in self.windows.kinds() {
            // Asked anew each time: a missed event of the desktop then costs one poll at most.
            self.report_window(&label);
            if let Some(slice) = self.slice(&kind, view.as_ref()) {
                self.windows.tell(&label, slice);
            }
            let title = self.title(&kind);
            self.windows.retitle(&label, title);
        }
        if take(&mut self.view_is_new) {
            self.broadcast();
        }
    }

    pub(super) fn handle_view(&mut self, session: u64, view: Arc<View>) -> Result<()> {
        let was_off = self.is_clock_off();
        let Some(seat) = self.seat_in(session) else {
            return Ok(());
        };
        let Some(account) = seat.account() else {
            return Ok(());
        };
        let at_first = view.as_of.is_none();
        let newly = seat.learn(view);
        let (wanted, awaited) = (take(&mut seat.wanted), take(&mut seat.awaited));
        self.view_is_new = true;
        self.follow_clock(was_off);
        if newly {
            self.refused_token(&account, at_first);
        }
        for id in wanted {
            self.open_operation_of(&account, id)?;
        }
        self.withdraw_lost(session);
        self.open_awaited(&account, awaited)?;
        // The others' clocks may differ from it by a moment.
        if self.is_current(session) {
            self.follow_pause()?;
        }
        Ok(())
    }

    fn broadcast(&mut self) {
        self.revision += 1;
        if let Err(error) = self.app.emit(
            REVISION,
            Revision {
                revision: self.revision,
            },
        ) {
            tracing::warn!(%error, "the windows could not be told of a change");
        }
    }

    fn slice(&self, kind: &Kind, view: Option<&Arc<View>>) -> Option<Slice> {
        match kind {
            Kind::Main => {
                let (session, view) = self.seat.session.as_ref().zip(view)?;
                let warnings = self.shown_warnings();
                let parted = self.signing_in.parted_beside();
                Some(Slice::Main(Box::new(view::overview(
                    view,
                    Frame {
                        look: self.look(),
                        account: self.shown_account(session),
                        other_accounts: self.other_accounts(),
                        // The demo has accounts of nobody.
                        parted: parted.filter(|_| !session.is_demo()).cloned(),
                        links: &session.links,
                        check: self.checking.shown(&session.account),
                        doctor: self.examination(view),
                        history: self.remembering.shown(),
                        history_asked: self.remembering.asked,
                        settings_asked: self.settings_asked,
                        quiet_every: self.effective().quiet_every(),
                        quiet_hours: self.settings.quiet_hours.clone(),
                        privacy: self.settings.privacy,
                        // The demo leaves nothing behind.
                        autostart: self.startup.on().filter(|_| !session.is_demo()),
                        managed: managed::slice(&self.managed),
                        logs: self.diagnosing.slice(),
                        network: (!session.is_demo()).then(|| self.network_slice()),
                        looked: self.seat.looks.before(session.number),
                        warnings,
                    },
                ))))
            }
            Kind::Run(account, id) => {
                let seat = self.seat_of(account)?;
                let (session, view) = seat.session.as_ref().zip(seat.view.as_ref())?;
                let label = windows::run_label(account, *id);
                let frame = RunFrame {
                    look: self.look(),
                    links: &session.links,
                    check: self.checking.shown(account),
                    stay_on_top: self.settings.stay_on_top.contains(&label),
                    minimises: self.minimises(&label),
                };
                let slice = view::operation(view, *id, &frame)?;
                Some(Slice::Run(Box::new(slice)))
            }
            Kind::SignIn => {
                let server = self.first_address();
                Some(Slice::SignIn(Box::new(SignInSlice {
                    look: self.look(),
                    server,
                    minimises: self.minimises(windows::SIGN_IN),
                    managed: managed::slice(&self.managed),
                    phase: self.signing_in.phase.clone(),
                    network: self.network_slice(),
                    warnings: self.sign_in_warnings(),
                })))
            }
        }
    }

    /// As far as it is known without its view.
    fn shown_account(&self, session: &Session) -> AccountSlice {
        AccountSlice {
            id: session.account.as_str().to_owned(),
            user: None,
            server: session.host.clone(),
            standing: Standing::Connecting,
            demo: session.is_demo(),
            session: session.number,
            plain_watches: false,
            in_memory: self.seat.keeping.in_memory(),
        }
    }

    /// What concerns whoever has no session yet.
    fn sign_in_warnings(&self) -> Vec<Warning> {
        let mut warnings = self.own_file().warnings();
        warnings.extend(self.warnings.get_key_value("link"));
        warnings.into_values().collect()
    }

    /// Of the app, and of the account that is shown.
    pub(super) fn shown_warnings(&self) -> Vec<Warning> {
        let mut warnings = self.warnings.clone();
        warnings.extend(self.own_file().warnings());
        warnings.extend(self.seat.warnings());
        warnings.into_values().collect()
    }

    /// Tells the monitor how a window stands, when that changed.
    pub(super) fn report_window(&mut self, label: &str) {
        let Some(surface) = self.windows.surface(label) else {
            return;
        };
        if self.windows.is_news(label, surface)
            && let Some(seat) = self.seat_behind(label)
        {
            seat.send(Input::Window {
                label: label.to_owned(),
                surface,
            });
        }
    }

    fn look(&self) -> LookSlice {
        LookSlice {
            appearance: self.settings.appearance,
            language: self.words().language,
            language_choice: self.settings.language,
            single_keys: self.settings.single_keys,
        }
    }

    /// The words of the language spoken now.
    pub(super) fn words(&self) -> Arc<Words> {
        Arc::clone(&self.words.borrow())
    }

    pub(super) fn title(&self, kind: &Kind) -> String {
        match kind {
            Kind::Main => self.words().say("title-main"),
            Kind::Run(account, id) => self.operation_title(account, *id),
            Kind::SignIn => self.words().say("title-sign-in"),
        }
    }

    fn operation_title(&self, account: &AccountId, id: OperationId) -> String {
        let row = self.view_of(account).and_then(|view| view.row(id));
        title::operation(id, row, &self.words())
    }
}

/// Where TenantAtlas shows an operation that is on some surface.
pub(super) fn page_of_operation(view: &View, id: OperationId) -> Option<String> {
    view.rows()
        .filter(|row| row.id == id)
        .find_map(|row| match &row.known {
            Known::Run(run) => run.web_url.clone(),
            Known::Forbidden | Known::Gone | Known::Nothing | Known::Seen(_) => None,
        })
}

pub(super) fn page_of_pack(view: &View, id: EnvironmentId) -> Option<String> {
    let card = view.packs.iter().find(|card| card.environment == id)?;
    match &card.state {
        PackState::Expired(pack) | PackState::Known(pack) => pack.web_url.clone(),
        PackState::Forbidden | PackState::Gone | PackState::None | PackState::Unseen => None,
    }
}
