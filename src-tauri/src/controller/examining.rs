//! The notification check as far as it is, and what is heard of it: answers, and the click on a rehearsal. It lives while
//! its dialog is open; what comes later is not heard. Who asks is `asking`.

mod asking;

use monitor_core::View;

use super::Controller;
use crate::doctor::{self, Findings, Present};
use crate::shell::notify::{Closing, Toast};
use crate::slice::{DoctorSlice, FindingSlice, StepWord};
use asking::{Teller, notify, now, probe, visit};

/// The check that is shown, if one is.
#[derive(Default)]
pub(super) struct Examining {
    /// Counts checks, so that the last words of one that is over are not heard.
    numbers: u64,
    current: Option<Current>,
    /// The rehearsals of the last check, after its end.
    earlier: Vec<u32>,
}

struct Current {
    number: u64,
    findings: Findings,
    /// As the daemon numbered it.
    rehearsal: Option<u32>,
    /// Those of the checks before it, which may be on screen still.
    earlier: Vec<u32>,
}

/// What one step found.
pub(crate) struct Examined {
    number: u64,
    step: StepWord,
    finding: FindingSlice,
}

/// What the check asks by itself; the rest is known or comes by a click.
const ASKED: [StepWord; 6] = [
    StepWord::Daemon,
    StepWord::Rehearsal,
    StepWord::Keyring,
    StepWord::Server,
    StepWord::Tls,
    StepWord::Proxy,
];

impl Examining {
    /// `None` while the one before still asks.
    fn begin(&mut self) -> Option<u64> {
        let before = self.current.take_if(|current| current.is_done());
        if self.current.is_some() {
            return None;
        }
        self.numbers += 1;
        self.current = Some(Current {
            number: self.numbers,
            findings: Findings::new(),
            rehearsal: None,
            earlier: before.map_or_else(|| std::mem::take(&mut self.earlier), Current::rehearsals),
        });
        Some(self.numbers)
    }

    pub(super) fn close(&mut self) {
        if let Some(current) = self.current.take() {
            self.earlier = current.rehearsals();
        }
    }

    fn hear(&mut self, news: Examined) {
        let Some(current) = &mut self.current else {
            return;
        };
        if current.number != news.number {
            return;
        }
        if let FindingSlice::RehearsalTaken { id } = news.finding {
            current.rehearsal = Some(id);
        }
        // A quick click is not waited for any more.
        let is_late = news.finding == FindingSlice::ClickAwaited
            && current.findings.contains_key(&StepWord::Click);
        if !is_late {
            current.findings.insert(news.step, news.finding);
        }
    }

    /// A click on any rehearsal shows that clicks come back.
    pub(super) fn handle_click(&mut self, id: u32) {
        if let Some(current) = &mut self.current
            && (current.rehearsal == Some(id) || current.earlier.contains(&id))
        {
            current.find_click(FindingSlice::ClickCame);
        }
    }

    pub(super) fn handle_closed(&mut self, id: u32, how: Closing) {
        if let Some(current) = &mut self.current
            && current.rehearsal == Some(id)
            && !current.has_clicked()
        {
            current.find_click(doctor::unclicked(how));
        }
    }

    /// The daemon went, and its numbers with it.
    pub(super) fn handle_gone(&mut self) {
        self.earlier.clear();
        let Some(current) = &mut self.current else {
            return;
        };
        current.earlier.clear();
        if current.rehearsal.take().is_some() && !current.has_clicked() {
            current.find_click(FindingSlice::ClickLost);
        }
    }

    pub(super) fn shown(&self, known: impl FnOnce() -> Findings) -> Option<DoctorSlice> {
        let current = self.current.as_ref()?;
        Some(doctor::slice(&current.findings, &known()))
    }
}

impl Current {
    fn rehearsals(self) -> Vec<u32> {
        self.earlier.into_iter().chain(self.rehearsal).collect()
    }

    fn is_done(&self) -> bool {
        ASKED.iter().all(|step| self.findings.contains_key(step))
    }

    fn has_clicked(&self) -> bool {
        self.findings.get(&StepWord::Click) == Some(&FindingSlice::ClickCame)
    }

    fn find_click(&mut self, finding: FindingSlice) {
        self.findings.insert(StepWord::Click, finding);
    }
}

impl Controller {
    /// Asks everything at once. Nothing of it is waited for here.
    pub(super) fn examine(&mut self) {
        let Some(session) = &self.seat.session else {
            return;
        };
        let Some(number) = self.examining.begin() else {
            return;
        };
        let teller = Teller::new(number, self.requests.clone());
        let rehearsal = Toast::rehearsal(&self.words());
        tokio::spawn(notify(session.notifier.clone(), rehearsal, teller.clone()));
        let connection = &session.connection;
        let (client, server) = (connection.client(), connection.server.clone());
        tokio::spawn(visit(client, server, teller.clone()));
        let vault = self.vault.clone();
        tokio::task::spawn_blocking(move || probe(&vault, &teller));
    }

    pub(super) fn handle_examined(&mut self, news: Examined) {
        self.examining.hear(news);
    }

    pub(super) fn examination(&self, view: &View) -> Option<DoctorSlice> {
        let tray = (self.tray_shown.get(), self.tray_ever);
        self.examining
            .shown(|| doctor::known(tray.0, tray.1, view, &self.present()))
    }

    fn present(&self) -> Present {
        let account = self.seat.account();
        Present {
            now: now(),
            quiet_hours: account
                .map(|account| self.quiet_spans(&account))
                .unwrap_or_default(),
            nameless: self.settings.privacy,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A check whose rehearsal is on screen under this number.
    fn rehearsed(id: u32) -> (Examining, u64) {
        let mut examining = Examining::default();
        let number = examining.begin().expect("none is asking");
        hear(&mut examining, number, FindingSlice::RehearsalTaken { id });
        (examining, number)
    }

    fn hear(examining: &mut Examining, number: u64, finding: FindingSlice) {
        let is_rehearsal = matches!(finding, FindingSlice::RehearsalTaken { .. });
        let step = if is_rehearsal {
            StepWord::Rehearsal
        } else {
            StepWord::Click
        };
        examining.hear(Examined {
            number,
            step,
            finding,
        });
    }

    fn finish(examining: &mut Examining, number: u64) {
        for step in ASKED {
            examining.hear(Examined {
                number,
                step,
                finding: FindingSlice::ProxyNone,
            });
        }
    }

    fn click(examining: &Examining) -> Option<FindingSlice> {
        let current = examining.current.as_ref()?;
        current.findings.get(&StepWord::Click).cloned()
    }

    #[test]
    fn a_click_comes_back_whether_it_was_waited_for_or_not() {
        let (mut examining, number) = rehearsed(7);
        hear(&mut examining, number, FindingSlice::ClickAwaited);
        examining.handle_click(7);
        assert_eq!(click(&examining), Some(FindingSlice::ClickCame));

        let (mut examining, number) = rehearsed(7);
        examining.handle_click(7);
        hear(&mut examining, number, FindingSlice::ClickAwaited);
        assert_eq!(click(&examining), Some(FindingSlice::ClickCame));
    }

    #[test]
    fn the_closing_that_follows_a_click_takes_nothing_back() {
        let (mut examining, _) = rehearsed(7);
        examining.handle_click(7);
        examining.handle_closed(7, Closing::Dismissed);
        examining.handle_gone();
        assert_eq!(click(&examining), Some(FindingSlice::ClickCame));
    }

    #[test]
    fn a_rehearsal_that_goes_unclicked_says_how() {
        for (how, finding) in [
            (Closing::Dismissed, FindingSlice::ClickDismissed),
            (Closing::Expired, FindingSlice::ClickExpired),
            (Closing::Withdrawn, FindingSlice::ClickWithdrawn),
        ] {
            let (mut examining, number) = rehearsed(7);
            hear(&mut examining, number, FindingSlice::ClickAwaited);
            examining.handle_closed(7, how);
            assert_eq!(click(&examining), Some(finding));
        }
    }

    #[test]
    fn a_daemon_that_goes_takes_the_rehearsal_along() {
        let (mut examining, number) = rehearsed(7);
        hear(&mut examining, number, FindingSlice::ClickAwaited);
        examining.handle_gone();
        assert_eq!(click(&examining), Some(FindingSlice::ClickLost));
        // Another daemon begins its numbers anew.
        examining.handle_click(7);
        assert_eq!(click(&examining), Some(FindingSlice::ClickLost));
    }

    #[test]
    fn other_notifications_are_none_of_its_business() {
        let (mut examining, number) = rehearsed(7);
        hear(&mut examining, number, FindingSlice::ClickAwaited);
        examining.handle_click(8);
        examining.handle_closed(8, Closing::Dismissed);
        assert_eq!(click(&examining), Some(FindingSlice::ClickAwaited));
    }

    #[test]
    fn a_second_check_waits_for_the_first_and_takes_a_click_on_its_rehearsal_too() {
        let (mut examining, first) = rehearsed(7);
        assert_eq!(examining.begin(), None);
        finish(&mut examining, first);
        let second = examining.begin();
        assert_eq!((second, click(&examining)), (Some(first + 1), None));
        examining.handle_closed(7, Closing::Expired);
        hear(
            &mut examining,
            first + 1,
            FindingSlice::RehearsalTaken { id: 8 },
        );
        examining.handle_closed(7, Closing::Expired);
        assert_eq!(click(&examining), None);
        examining.handle_click(7);
        assert_eq!(click(&examining), Some(FindingSlice::ClickCame));
    }

    #[test]
    fn nothing_is_heard_after_its_end() {
        let (mut examining, first) = rehearsed(7);
        examining.close();
        hear(&mut examining, first, FindingSlice::ClickAwaited);
        examining.handle_click(7);
        assert_eq!(examining.shown(Findings::new), None);
        let second = examining.begin();
        hear(&mut examining, first, FindingSlice::ClickAwaited);
        assert_eq!((second, click(&examining)), (Some(first + 1), None));
    }
}
