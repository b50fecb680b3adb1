//! The accounts as the tray tells of them: the pins of the one that is shown, a line for each of the others and for what is
//! wrong with it, and the icon of whichever is worst.

use std::sync::Arc;

use jiff::ZonedDateTime;
use monitor_core::{AccountId, Skew, View};

use super::menu::{self, Act, Entry};
use crate::slice::Warning;
use crate::words::{Arg, Words};

/// The accounts that the tray tells of.
#[derive(Clone, Copy)]
pub(crate) struct Accounts<'a> {
    /// Of the one whose pins the menu has.
    pub(crate) view: Option<&'a View>,
    /// None where it is the only one.
    pub(crate) name: Option<&'a str>,
    pub(crate) others: &'a [Beside],
}

/// An account beside the one that is shown.
pub(crate) struct Beside {
    pub(crate) account: AccountId,
    /// Its server, and what else tells it from the others.
    pub(crate) name: String,
    pub(crate) view: Option<Arc<View>>,
    /// Of its token and of its pins.
    pub(crate) warnings: Vec<Warning>,
}

impl<'a> Accounts<'a> {
    pub(crate) const fn alone(view: Option<&'a View>) -> Self {
        Self {
            view,
            name: None,
            others: &[],
        }
    }

    /// What is known of each.
    pub(super) fn views(self) -> impl Iterator<Item = &'a View> {
        let others = self.others.iter();
        let others = others.filter_map(|other| other.view.as_deref());
        self.view.into_iter().chain(others)
    }

    /// By how much this computer's clock is off, as the first account finds that does.
    pub(super) fn clock_off(self) -> Option<Skew> {
        self.views().find_map(|view| view.clock_off)
    }

    /// How the account is whose pins the menu has.
    pub(super) fn first_line(self, words: &Words) -> String {
        match self.name {
            Some(name) => line(name, self.view, words),
            None => menu::summary(self.view, words),
        }
    }

    /// How each is, the shown one first.
    pub(super) fn summary(self, words: &Words) -> String {
        let others = self.others.iter();
        let others = others.map(|other| other.line(words));
        let lines: Vec<_> = std::iter::once(self.first_line(words))
            .chain(others)
            .collect();
        lines.join(" · ")
    }

    /// A tooltip, and below it a line for each of the others that something is wrong with.
    pub(super) fn warned(self, tooltip: String, words: &Words) -> String {
        let lines = self.others.iter().filter_map(|other| other.warned(words));
        lines.fold(tooltip, |tooltip, line| {
            let said = [
                ("summary", Arg::Text(&tooltip)),
                ("warning", Arg::Text(&line)),
            ];
            words.say_with("tooltip-with-warning", &said)
        })
    }
}

impl Beside {
    /// How it is and what is wrong with it, and the way to it.
    pub(super) fn entries(
        &self,
        words: &Words,
        now: &ZonedDateTime,
    ) -> impl Iterator<Item = Entry> {
        let blindness = menu::blindness(self.view.as_deref(), words, now);
        let blindness = blindness.map(|said| of_account(&self.name, &said.join(" "), words));
        let lines = [Some(self.line(words)), blindness, self.warned(words)];
        let lines = lines.into_iter().flatten();
        lines.map(move |label| Entry::Item {
            label,
            act: Some(Act::SwitchTo(self.account.clone())),
        })
    }

    fn line(&self, words: &Words) -> String {
        line(&self.name, self.view.as_deref(), words)
    }

    /// What is wrong with it, in one line; none where nothing is.
    fn warned(&self, words: &Words) -> Option<String> {
        let ids = self.warnings.iter().map(|warning| message_id(*warning));
        let said: Vec<_> = ids.map(|id| words.say(id)).collect();
        (!said.is_empty()).then(|| of_account(&self.name, &said.join(" "), words))
    }
}

fn line(name: &str, view: Option<&View>, words: &Words) -> String {
    of_account(name, &menu::summary(view, words), words)
}

fn of_account(name: &str, said: &str, words: &Words) -> String {
    let said = [("account", Arg::Text(name)), ("summary", Arg::Text(said))];
    words.say_with("account-summary", &said)
}

const fn message_id(warning: Warning) -> &'static str {
    match warning {
        Warning::CaFileUnusable => "warning-ca-file-unusable",
        Warning::KeyringUnavailable => "warning-keyring-unavailable",
        Warning::LedgerDamaged => "warning-ledger-damaged",
        Warning::LedgerNewer => "warning-ledger-newer",
        Warning::LedgerUnavailable => "warning-ledger-unavailable",
        Warning::LinkElsewhere => "warning-link-elsewhere",
        Warning::LinkUnreadable => "warning-link-unreadable",
        Warning::ManagedUnreadable => "warning-managed-unreadable",
        Warning::NotificationsUnavailable => "warning-notifications-unavailable",
        Warning::ProxyUnusable => "warning-proxy-unusable",
        Warning::SettingsOutOfReach => "warning-settings-out-of-reach",
        Warning::SettingsReplaced => "warning-settings-replaced",
        Warning::SettingsUnsaved => "warning-settings-unsaved",
        Warning::TrayUnavailable => "warning-tray-unavailable",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::time::Duration;

    use monitor_core::Fault;
    use monitor_core::account::Health;
    use monitor_core::view::{Summary, Worst};

    use super::*;
    use crate::shell::clock;
    use crate::shell::icon::{Count, Face};
    use crate::shell::tray::Look;
    use crate::slice::Language;

    fn view(worst: Worst, watched: usize, attention: usize) -> Arc<View> {
        let summary = Summary {
            worst,
            watched,
            attention,
        };
        Arc::new(menu::tests::view(Vec::new(), summary, Health::Ok))
    }

    fn beside(account: &str, name: &str, view: Option<Arc<View>>) -> Beside {
        Beside {
            account: AccountId::parse(account).expect("plain"),
            name: name.to_owned(),
            view,
            warnings: Vec::new(),
        }
    }

    fn among(shown: &View, others: &[Beside]) -> Look {
        let accounts = Accounts {
            view: Some(shown),
            name: Some("a.example.com"),
            others,
        };
        Look::of(accounts, &Words::of(Language::En))
    }

    #[test]
    fn each_account_has_its_line_in_tooltip_and_menu_and_the_others_lead_to_themselves() {
        let others = [
            beside("b2", "b.example.com", Some(view(Worst::Attention, 0, 1))),
            beside("c3", "c.example.com", None),
        ];
        let look = among(&view(Worst::Active, 2, 0), &others);
        let words = Words::of(Language::En);
        let summary = |view: Option<&View>| menu::summary(view, &words);
        let lines = [
            format!(
                "a.example.com: {}",
                summary(Some(&view(Worst::Active, 2, 0)))
            ),
            format!(
                "b.example.com: {}",
                summary(Some(&view(Worst::Attention, 0, 1)))
            ),
            format!("c.example.com: {}", summary(None)),
        ];
        assert_eq!(look.tooltip, lines.join(" · "));
        let item = |line: &String, act| Entry::Item {
            label: line.clone(),
            act,
        };
        let to = |other: &Beside| Some(Act::SwitchTo(other.account.clone()));
        let [first, second, third] = &lines;
        let expected = [
            item(first, None),
            item(second, to(&others[0])),
            item(third, to(&others[1])),
            Entry::Separator,
        ];
        assert_eq!(look.menu.entries[..4], expected);
    }

    #[test]
    fn what_is_wrong_with_an_account_beside_the_shown_one_is_a_line_of_tooltip_and_menu() {
        let calm = view(Worst::Idle, 0, 0);
        let others = [
            Beside {
                warnings: vec![Warning::KeyringUnavailable, Warning::LedgerDamaged],
                ..beside("b2", "b.example.com", Some(Arc::clone(&calm)))
            },
            beside("c3", "c.example.com", Some(Arc::clone(&calm))),
            Beside {
                warnings: vec![Warning::LedgerNewer],
                ..beside("d4", "d.example.com", None)
            },
        ];
        let look = among(&calm, &others);
        let said = [
            "b.example.com: The token is kept for this session only. The file of your pins is damaged.",
            "d.example.com: Your pins were saved by a newer version of the monitor.",
        ];
        let below: Vec<_> = look.tooltip.lines().skip(1).collect();
        assert_eq!(below, said);
        let lines = look.menu.entries.iter().filter_map(|entry| match entry {
            Entry::Item {
                label,
                act: Some(Act::SwitchTo(account)),
            } => Some((account.as_str(), label.as_str())),
            Entry::Item { .. } | Entry::Separator | Entry::Submenu { .. } => None,
        });
        let expected = [
            ("b2", "b.example.com: Nothing watched"),
            ("b2", said[0]),
            ("c3", "c.example.com: Nothing watched"),
            ("d4", "d.example.com: Not signed in"),
            ("d4", said[1]),
        ];
        assert_eq!(lines.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_account_whose_server_does_not_answer_says_as_of_when_it_is_known_and_what_to_do() {
        let calm = view(Worst::Idle, 0, 0);
        let mut blind = View::clone(&calm);
        blind.health = Health::Blind(Fault::Unreached);
        let others = [beside("b2", "b.example.com", Some(Arc::new(blind)))];
        let look = among(&calm, &others);
        let expected = Entry::Item {
            label: "b.example.com: No answer since the start. The monitor keeps trying. Check the network or VPN.".into(),
            act: Some(Act::SwitchTo(others[0].account.clone())),
        };
        assert_eq!(look.menu.entries[2], expected);
    }

    #[test]
    fn every_warning_has_words_of_its_own_in_every_language() {
        let all = [
            Warning::CaFileUnusable,
            Warning::KeyringUnavailable,
            Warning::LedgerDamaged,
            Warning::LedgerNewer,
            Warning::LedgerUnavailable,
            Warning::LinkElsewhere,
            Warning::LinkUnreadable,
            Warning::ManagedUnreadable,
            Warning::NotificationsUnavailable,
            Warning::ProxyUnusable,
            Warning::TrayUnavailable,
        ];
        for language in [Language::De, Language::En] {
            let words = Words::of(language);
            let said = all.map(message_id).map(|id| (id, words.say(id)));
            assert!(said.iter().all(|(id, text)| text != id), "{said:?}");
            let once: BTreeSet<_> = said.iter().map(|(_, text)| text).collect();
            assert_eq!(once.len(), all.len(), "{said:?}");
        }
    }

    #[test]
    fn a_clock_that_is_off_is_said_once_whichever_account_finds_it() {
        let skew = Skew {
            ahead: true,
            by: Duration::from_secs(300),
        };
        let off = || {
            Arc::new(View {
                clock_off: Some(skew),
                ..View::clone(&view(Worst::Idle, 0, 0))
            })
        };
        let others = [
            beside("b2", "b.example.com", Some(off())),
            beside("c3", "c.example.com", Some(off())),
        ];
        let look = among(&view(Worst::Idle, 0, 0), &others);
        let said = clock::off(skew, &Words::of(Language::En));
        assert_eq!(look.tooltip.matches(&said).count(), 1, "{}", look.tooltip);
        let line = Entry::Item {
            label: said,
            act: None,
        };
        let lines = look.menu.entries.iter().filter(|entry| **entry == line);
        assert_eq!(lines.count(), 1, "{:?}", look.menu);
    }

    #[test]
    fn the_icon_is_that_of_whichever_account_is_worst() {
        for (shown, other, face, count) in [
            ((Worst::Idle, 0), (Worst::Attention, 1), Face::Attention, 0),
            ((Worst::Attention, 1), (Worst::Blind, 1), Face::Attention, 0),
            ((Worst::Blind, 0), (Worst::Active, 2), Face::Blind, 0),
            ((Worst::Active, 1), (Worst::Active, 3), Face::Active, 4),
            ((Worst::Active, 2), (Worst::Idle, 0), Face::Active, 2),
        ] {
            let other = view(other.0, other.1, 0);
            let look = among(
                &view(shown.0, shown.1, 0),
                &[beside("b2", "b.example.com", Some(other))],
            );
            let found = (look.icon.face, look.icon.count);
            assert_eq!(found, (face, Count::of(count)), "{shown:?}");
        }
    }
}
