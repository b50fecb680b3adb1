//! What the notification daemon really received, and clicks on it.
//!
//! Read from what `dunst -print` writes the moment it accepts a notification: complete and in
//! order, where dunst's history has only what was closed.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Serialize;

use super::windows::LEFT;
use super::{Desktop, LIMIT};
use crate::eventually;

/// One notification as the daemon received it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notification {
    /// When the daemon had it, RFC 3339 in UTC.
    pub time: String,
    /// The number the daemon returned to the sender. It starts again with the daemon.
    pub id: u32,
    pub app: String,
    /// By name, as it was sent.
    pub icon: String,
    /// The name of the sender's desktop file, by which a desktop finds its settings; empty without one.
    pub desktop_entry: String,
    pub summary: String,
    /// With markup, as it was sent.
    pub body: String,
    /// `LOW`, `NORMAL` or `CRITICAL`.
    pub urgency: String,
    /// The labels of the actions by their keys; `default` is a click on the notification.
    pub actions: BTreeMap<String, String>,
}

impl Desktop {
    /// Everything received since the start, oldest first.
    ///
    /// # Errors
    /// None so far: a daemon that is stopped has received nothing new.
    pub fn notifications(&self) -> Result<Vec<Notification>> {
        Ok(self
            .record
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone())
    }

    /// Clicks the newest notification that is shown, with the mouse: `dunstctl action` of dunst
    /// 1.9 reaches only the oldest.
    ///
    /// # Errors
    /// When none is shown, or the click does not close it.
    pub fn invoke_notification(&self) -> Result<()> {
        let before = self.count("history")?;
        for _ in 0..ATTEMPTS {
            self.click_newest()?;
            let closed = eventually("the clicked notification to close", ATTEMPT, || {
                Ok((self.count("history")? > before).then_some(()))
            });
            if closed.is_ok() {
                return Ok(());
            }
        }
        bail!("no notification closed in {ATTEMPTS} clicks")
    }

    fn click_newest(&self) -> Result<()> {
        // The daemon has it a moment before the screen does, and the window may grow after that.
        let mut before = None;
        let area = eventually("a notification on the screen", LIMIT, || {
            let Some(window) = self.notification_window()? else {
                return Ok(None);
            };
            let area = self.area(&window).ok();
            let is_still = area.is_some() && area == before;
            before = area;
            Ok(area.filter(|_| is_still))
        })?;
        let bottom = (area.y + area.height).min(self.size.1);
        self.click(area.x + area.width / 2, bottom.saturating_sub(12), LEFT)
    }

    /// Closes all that are shown.
    ///
    /// # Errors
    /// When one stays.
    pub fn close_notifications(&self) -> Result<()> {
        self.ask("dunstctl", &["close-all"])?;
        eventually("the notifications to close", LIMIT, || {
            Ok((self.count("displayed")? == 0).then_some(()))
        })
    }

    /// The window with all notifications, while there are any.
    pub(super) fn notification_window(&self) -> Result<Option<String>> {
        Ok(self.windows_of_class("^Dunst$")?.into_iter().next())
    }

    fn count(&self, which: &str) -> Result<u32> {
        let answer = self.ask("dunstctl", &["count", which])?;
        answer
            .trim()
            .parse()
            .with_context(|| format!("not a count: {answer:?}"))
    }
}

/// Shared with the thread that reads.
#[derive(Clone, Default)]
pub(super) struct Record(Arc<Mutex<Vec<Notification>>>);

impl Record {
    /// Reads until the daemon ends.
    pub(super) fn follow(&self, output: impl Read + Send + 'static) {
        let record = self.clone();
        thread::spawn(move || record.read(output));
    }

    fn read(&self, output: impl Read) {
        let mut pending = String::new();
        for line in BufReader::new(output).split(b'\n') {
            let Ok(line) = line else { return };
            pending.push_str(&String::from_utf8_lossy(&line));
            pending.push('\n');
            // A body may have such a line too; then the rest is missing and nothing is parsed.
            if line == b"}"
                && let Some(notification) = parse(&pending, &jiff::Timestamp::now().to_string())
            {
                self.0
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(notification);
                pending.clear();
            }
        }
    }
}

/// Goes from label to label, because nothing is escaped: a quote in a body is only a quote.
fn parse(block: &str, time: &str) -> Option<Notification> {
    let (_, rest) = block.split_once("{\n\tappname: '")?;
    let (app, rest) = rest.split_once("'\n\tsummary: '")?;
    let (summary, rest) = rest.split_once("'\n\tbody: '")?;
    let (body, rest) = rest.split_once("'\n\ticon: '")?;
    let (icon, rest) = rest.split_once("'\n")?;
    let (_, rest) = rest.split_once("\tdesktop_entry: '")?;
    let (desktop_entry, rest) = rest.split_once("'\n")?;
    let (_, rest) = rest.split_once("\turgency: ")?;
    let (urgency, rest) = rest.split_once('\n')?;
    // Past the formatted text, which repeats summary and body.
    let (_, rest) = rest.split_once("'\n\tfg: ")?;
    let (_, rest) = rest.split_once("\n\tid: ")?;
    let (id, rest) = rest.split_once('\n')?;
    let (_, rest) = rest.split_once("\tactions: {")?;
    let (actions, _) = rest.split_once("\tscript_count: ")?;
    Some(Notification {
        time: time.to_owned(),
        id: id.parse().ok()?,
        app: app.to_owned(),
        icon: icon.to_owned(),
        desktop_entry: desktop_entry.to_owned(),
        summary: summary.to_owned(),
        body: body.to_owned(),
        urgency: urgency.to_owned(),
        actions: actions.lines().filter_map(action).collect(),
    })
}

/// From `"key": "label"`.
fn action(line: &str) -> Option<(String, String)> {
    let inner = line.trim().strip_prefix('"')?.strip_suffix('"')?;
    let (key, label) = inner.split_once("\": \"")?;
    Some((key.to_owned(), label.to_owned()))
}

const ATTEMPTS: u32 = 4;
/// Longer than a notification takes to close; what is clicked once more meanwhile might be another.
const ATTEMPT: Duration = Duration::from_secs(15);

#[cfg(test)]
mod tests {
    use super::*;

    /// Written by dunst 1.9.0, one field shortened.
    const PRINTED: &str = "{
\tappname: 'TenantAtlas Monitor'
\tsummary: 'Operation #421 ended'
\tbody: 'It's \"done\"
}
&amp; well'
\ticon: 'dialog-warning'
\traw_icon set: false
\ticon_id: '(null)'
\tdesktop_entry: 'tenantatlas-monitor'
\tcategory: 
\ttimeout: 60000
\turgency: CRITICAL
\ttransient: 0
\tformatted: '<b>Operation #421 ended</b>
It's \"done\"
}
&amp; well'
\tfg: #ffffff
\tbg: #900000
\thighlight: #ff6666
\tframe: #ff0000
\tfullscreen: show
\tformat: <b>%s</b>\\n%b
\tprogress: -1
\tstack_tag: 
\tid: 2
\tactions: {
\t\t\"snooze\": \"Later\"
\t\t\"default\": \"Open operation\"
\t}
\tscript_count: 0
}
";

    fn expected() -> Notification {
        Notification {
            time: "then".to_owned(),
            id: 2,
            app: "TenantAtlas Monitor".to_owned(),
            icon: "dialog-warning".to_owned(),
            desktop_entry: "tenantatlas-monitor".to_owned(),
            summary: "Operation #421 ended".to_owned(),
            body: "It's \"done\"\n}\n&amp; well".to_owned(),
            urgency: "CRITICAL".to_owned(),
            actions: BTreeMap::from([
                ("default".to_owned(), "Open operation".to_owned()),
                ("snooze".to_owned(), "Later".to_owned()),
            ]),
        }
    }

    #[test]
    fn a_printed_notification_is_read_whole() {
        assert_eq!(parse(PRINTED, "then"), Some(expected()));
    }

    #[test]
    fn a_notification_without_actions_has_none() {
        let (start, end) = PRINTED
            .split_once("actions: {")
            .expect("the sample has actions");
        let (_, end) = end.split_once("\n\t}").expect("the sample's actions end");
        let printed = format!("{start}actions: {{}}{end}");
        let expected = Notification {
            actions: BTreeMap::new(),
            ..expected()
        };
        assert_eq!(parse(&printed, "then"), Some(expected));
    }

    #[test]
    fn a_brace_in_a_body_does_not_cut_the_record() {
        let record = Record::default();
        record.read([PRINTED, PRINTED].concat().as_bytes());
        let received = record.0.lock().expect("nobody panicked").clone();
        let bodies: Vec<_> = received.iter().map(|one| one.body.as_str()).collect();
        assert_eq!(bodies, [expected().body, expected().body]);
    }

    #[test]
    fn half_a_notification_is_not_read() {
        assert_eq!(parse(&PRINTED[..PRINTED.len() - 30], "then"), None);
    }
}
