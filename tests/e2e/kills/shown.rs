//! What the notification daemon received in each start of the app, beside what the ledger says of it.
//!
//! The two are divided at the same instant: once the app is gone, a notification of the test's own comes last of all that
//! was sent, since the bus and the daemon keep their order.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use xtask::{Notification, eventually};
use zbus::zvariant::Value;

use crate::world::{LIMIT, Telling, World};

/// The daemon's log, read start by start.
pub(super) struct Shown<'a> {
    world: &'a World,
    /// So much of it belongs to starts that are over.
    read: usize,
}

/// What a start of the app begins with.
#[derive(Debug)]
pub(super) struct Start {
    /// As the ledger writes times.
    pub(super) at: i64,
    /// What the ledger says of the ends of earlier starts, by operation.
    pub(super) left: BTreeMap<i64, Telling>,
}

/// What a start of the app did.
#[derive(Debug)]
pub(super) struct Told {
    start: Start,
    until: i64,
    /// What the ledger says when it is over.
    ledger: BTreeMap<i64, Telling>,
    toasts: Vec<Notification>,
}

impl<'a> Shown<'a> {
    pub(super) const fn of(world: &'a World) -> Self {
        Self { world, read: 0 }
    }

    /// What this start did until now; nobody tells anything any more.
    pub(super) fn since(&mut self, start: Start) -> Result<Told> {
        let until = Timestamp::now().as_millisecond();
        let line = self.draw_a_line()?;
        let log = eventually("the line in the daemon's log", LIMIT, || {
            let log = self.world.notifications(0)?;
            let is_there = log.iter().any(|one| is_line(one) && one.id == line);
            Ok(is_there.then_some(log))
        })?;
        let news = log[self.read..].iter().filter(|one| !is_line(one));
        let toasts = news.cloned().collect();
        self.read = log.len();
        Ok(Told {
            start,
            until,
            ledger: self.world.tellings()?,
            toasts,
        })
    }

    /// Answers the number that the daemon gave it.
    fn draw_a_line(&self) -> Result<u32> {
        let address = self.world.desktop.bus_address();
        let (actions, hints) = (Vec::<&str>::new(), HashMap::<&str, Value<'_>>::new());
        let line = (
            LINE,
            0_u32,
            "",
            "A start is over",
            "",
            actions,
            hints,
            1_i32,
        );
        self.world.run(async {
            let connection = zbus::connection::Builder::address(address)?.build().await?;
            let answer = connection
                .call_method(Some(DAEMON), PATH, Some(DAEMON), "Notify", &line)
                .await?;
            Ok(answer.body().deserialize()?)
        })
    }
}

impl Told {
    /// `names` has the environment of every operation that has ended.
    pub(super) fn agree(&self, names: &BTreeMap<i64, String>) -> Result<()> {
        for operation in self.start.left.keys() {
            ensure!(
                self.ledger.contains_key(operation),
                "the ledger has lost the end of {operation}"
            );
        }
        for (operation, telling) in &self.ledger {
            let name = names.get(operation).context("it has not ended")?;
            self.was_shown(*operation, telling, name)?;
            self.is_told_once(*operation, name)?;
        }
        self.tell_nothing_else(names)?;
        self.repeat_at_most_once(names)
    }

    /// What the ledger calls told is in the daemon's log: under that number, and in the start that it was told in.
    fn was_shown(&self, operation: i64, telling: &Telling, name: &str) -> Result<()> {
        if let Some(before) = self.told_before(operation) {
            ensure!(
                telling == before,
                "the end of {operation} was told as {before:?}, and then as {telling:?}"
            );
            return Ok(());
        }
        let Some(told_at) = telling.told_at else {
            return Ok(());
        };
        let is_the_one = |toast: &&Notification| {
            Some(toast.id) == telling.daemon_id && toast.body.contains(name)
        };
        ensure!(
            telling.delivery.as_deref() == Some("shown")
                && (self.start.at..=self.until).contains(&told_at)
                && self.toasts.iter().filter(is_the_one).count() == 1,
            "the daemon knows nothing of the end of {operation}: {telling:?}"
        );
        Ok(())
    }

    /// At most, and never again once the ledger has it as told. Of what it has as sent, the notification says so.
    fn is_told_once(&self, operation: i64, name: &str) -> Result<()> {
        let naming: Vec<_> = self.naming(name).collect();
        ensure!(
            naming.len() <= 1,
            "the end of {operation} was told twice in one start"
        );
        let Some(toast) = naming.first() else {
            return Ok(());
        };
        ensure!(
            self.told_before(operation).is_none(),
            "the end of {operation} was told although it had been"
        );
        ensure!(
            is_marked(toast) || !self.may_have_been_shown(operation),
            "the end of {operation} was told once more as if for the first time"
        );
        Ok(())
    }

    /// Each tells of an end that the ledger had before.
    fn tell_nothing_else(&self, names: &BTreeMap<i64, String>) -> Result<()> {
        for toast in &self.toasts {
            let told: Vec<_> = told_by(toast, names).collect();
            ensure!(!told.is_empty(), "told although nothing ended: {toast:?}");
            for operation in told {
                ensure!(
                    self.ledger.contains_key(&operation),
                    "the end of {operation} was told before it was stored"
                );
            }
        }
        Ok(())
    }

    /// What was left by earlier starts is in one digest, and that alone is marked: for what may have been shown.
    fn repeat_at_most_once(&self, names: &BTreeMap<i64, String>) -> Result<()> {
        let is_digest = |toast: &&Notification| {
            is_marked(toast)
                || told_by(toast, names).any(|operation| self.start.left.contains_key(&operation))
        };
        let digests: Vec<_> = self.toasts.iter().filter(is_digest).collect();
        ensure!(digests.len() <= 1, "several digests: {digests:?}");
        for digest in digests.into_iter().filter(|digest| is_marked(digest)) {
            ensure!(
                told_by(digest, names).any(|operation| self.may_have_been_shown(operation)),
                "marked, although nothing of it was pending when the app was killed: {digest:?}"
            );
        }
        Ok(())
    }

    fn naming<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Notification> {
        let toasts = self.toasts.iter();
        toasts.filter(move |toast| toast.body.contains(name))
    }

    fn told_before(&self, operation: i64) -> Option<&Telling> {
        let before = self.start.left.get(&operation);
        before.filter(|telling| telling.told_at.is_some())
    }

    /// It was pending when the app was killed, and not only kept for the next notification.
    fn may_have_been_shown(&self, operation: i64) -> bool {
        let before = self.start.left.get(&operation);
        before.is_some_and(|telling| telling.told_at.is_none() && !telling.only_waited)
    }
}

fn told_by(toast: &Notification, names: &BTreeMap<i64, String>) -> impl Iterator<Item = i64> {
    let told = names.iter().filter(|(_, name)| toast.body.contains(*name));
    told.map(|(operation, _)| *operation)
}

fn is_marked(toast: &Notification) -> bool {
    toast.body.ends_with("May already have been shown")
}

fn is_line(notification: &Notification) -> bool {
    notification.app == LINE
}

/// Who draws the lines.
const LINE: &str = "kills";
const DAEMON: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
