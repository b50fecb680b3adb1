//! The tray with several accounts: the pins of the one that is shown, a line for each of the others, and the icon of
//! whichever is worst.

use std::sync::Arc;

use monitor_core::{AccountId, View};

use super::icon::Icon;
use super::menu::{self, Act, Entry};
use super::tray::{self, Look};
use crate::words::{Arg, Words};

/// An account beside the one that is shown.
pub(crate) struct Beside {
    pub(crate) account: AccountId,
    /// Its server, and what else tells it from the others.
    pub(crate) name: String,
    pub(crate) view: Option<Arc<View>>,
}

impl Look {
    /// `name` is that of the account whose pins the menu has.
    pub(crate) fn among(view: Option<&View>, name: &str, others: &[Beside], words: &Words) -> Self {
        let mut look = Self::of(view, words);
        let first = line(name, view, words);
        let others: Vec<_> = others
            .iter()
            .map(|other| (other, line(&other.name, other.view.as_deref(), words)))
            .collect();
        let lines = others.iter().map(|(_, line)| line.as_str());
        let summary: Vec<_> = std::iter::once(first.as_str()).chain(lines).collect();
        let views = others.iter().filter_map(|(other, _)| other.view.as_deref());
        let views: Vec<_> = view.into_iter().chain(views).collect();
        look.icon = Icon::among(views.iter().copied());
        let skew = views.iter().find_map(|view| view.clock_off);
        look.tooltip = tray::tooltip(summary.join(" · "), look.icon.paused, skew, words);
        if let Some(top) = look.menu.entries.first_mut() {
            *top = Entry::Item {
                label: first.clone(),
                act: None,
            };
        }
        let lines = others.iter().map(|(other, line)| Entry::Item {
            label: line.clone(),
            act: Some(Act::SwitchTo(other.account.clone())),
        });
        let lines: Vec<_> = lines.collect();
        let entries = &mut look.menu.entries;
        let separator = entries.iter().position(|entry| *entry == Entry::Separator);
        let place = separator.unwrap_or(entries.len());
        entries.splice(place..place, lines);
        look
    }
}

fn line(name: &str, view: Option<&View>, words: &Words) -> String {
    let summary = menu::summary(view, words);
    let said = [
        ("account", Arg::Text(name)),
        ("summary", Arg::Text(&summary)),
    ];
    words.say_with("account-summary", &said)
}

#[cfg(test)]
mod tests {
    use monitor_core::account::Health;
    use monitor_core::view::{Summary, Worst};

    use super::*;
    use crate::shell::icon::{Count, Face};
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
        }
    }

    fn among(shown: &View, others: &[Beside]) -> Look {
        Look::among(
            Some(shown),
            "a.example.com",
            others,
            &Words::of(Language::En),
        )
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
