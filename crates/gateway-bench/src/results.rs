//! The figures, as a table for people. As JSON they are what the measurements return.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use crate::books::Spent;
use crate::goals::{
    IDLE_PROCESSOR, LATEST_NEWS, MEMORY_EACH, NEWS, RATIO, SLOWEST_PAGE, STATEMENTS, UNHEARD,
};
use crate::held::{Held, Moving, Span};
use crate::lists::List;
use crate::machine::{Database, Machine};
use crate::rates::{Figures, Rate};
use crate::size::Size;
use crate::spread::Spread;
use crate::unseen::Unseen;

#[derive(Debug, Serialize)]
pub(crate) struct Results {
    pub(crate) machine: Machine,
    pub(crate) database: Database,
    pub(crate) size: Size,
    /// All of it, the writing of the rows included.
    pub(crate) seconds: u64,
    pub(crate) held: Vec<Held>,
    pub(crate) rates: Vec<Rate>,
    pub(crate) unseen: Vec<Unseen>,
    pub(crate) lists: Vec<List>,
}

impl Display for Results {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            machine,
            database,
            held,
            rates,
            unseen,
            lists,
            ..
        } = self;
        writeln!(
            f,
            "\n{} cores of {}, Linux {}, load {} before",
            machine.cores, machine.processor, machine.kernel, machine.load_before
        )?;
        writeln!(f, "{database}")?;
        for held in held {
            writeln!(f, "{held}")?;
        }
        writeln!(f, "Cheap questions, 64 connections\n{RATES_HEAD}")?;
        for rate in rates {
            writeln!(f, "{rate}")?;
        }
        writeln!(f, "\nThe three kinds of 404, one connection\n{UNSEEN_HEAD}")?;
        for unseen in unseen {
            writeln!(f, "{unseen}")?;
        }
        for indexes in [false, true] {
            let with = if indexes { "with" } else { "without" };
            writeln!(f, "\nPages of 50, {with} schema/indexes.sql\n{LISTS_HEAD}")?;
            for list in lists.iter().filter(|list| list.indexes == indexes) {
                writeln!(f, "{list}")?;
            }
        }
        Ok(())
    }
}

impl Display for Database {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            postgres,
            shared_buffers,
            fsync,
            synchronous_commit,
            operations,
            review_packs,
            operations_mib,
            operations_indexes_mib,
        } = self;
        writeln!(
            f,
            "PostgreSQL {postgres}, shared_buffers {shared_buffers}, fsync {fsync}, \
             synchronous_commit {synchronous_commit}"
        )?;
        writeln!(
            f,
            "{operations} operations ({operations_mib} MiB, their indexes \
             {operations_indexes_mib} MiB), {review_packs} review packs"
        )
    }
}

impl Display for Held {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let with = if self.indexes { "with" } else { "without" };
        writeln!(
            f,
            "{} held watches, {with} schema/indexes.sql",
            self.watches
        )?;
        writeln!(
            f,
            "  memory           {:.1} KiB each [{}] (resident {} KiB fresh, {} before, {} with them)",
            self.kib_each,
            MEMORY_EACH.of(self.kib_each),
            self.memory_fresh.resident_kib,
            self.memory_before.resident_kib,
            self.memory_with.resident_kib
        )?;
        let idle = IDLE_PROCESSOR.of(self.still.processor_percent);
        writeln!(f, "  nothing changes  [processor {idle}]")?;
        write!(f, "    {}", self.still)?;
        if let Some(moving) = &self.moving {
            write!(f, "{moving}")?;
        }
        if let Some(fault) = &self.first_fault {
            writeln!(f, "  {} FAULTS, the first: {fault}", self.faults)?;
        }
        Ok(())
    }
}

impl Display for Moving {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            span,
            changes_per_second,
            delay,
            unheard,
        } = self;
        write!(f, "  {changes_per_second:.0} changes/s\n    {span}")?;
        writeln!(
            f,
            "  commit to answer median {:.0} ms [{}], 99% {:.0} ms [{}], worst {:.0} ms ({} answers, {unheard} never heard [{}])",
            delay.median_ms,
            NEWS.of(delay.median_ms),
            delay.p99_ms,
            LATEST_NEWS.of(delay.p99_ms),
            delay.max_ms,
            delay.samples,
            UNHEARD.of(*unheard as f64)
        )
    }
}

impl Display for Span {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:.2} statements/s [{}], processor {:.1} % of a core, {:.0} answers/s",
            self.statements_per_second,
            STATEMENTS.of(self.statements_per_second),
            self.processor_percent,
            self.answers_per_second
        )?;
        for spent in &self.statements {
            writeln!(f, "    {spent}")?;
        }
        Ok(())
    }
}

impl Display for Spent {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:<20} {:>6.2}/s {:>9.2} ms each {:>9.0} rows each",
            self.statement, self.per_second, self.milliseconds_each, self.rows_each
        )
    }
}

const RATES_HEAD: &str =
    "                                            requests/s  server µs  median ms   99% ms";

impl Display for Rate {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {:<40}", self.question)?;
        writeln!(f, "    {:<40}{}", "bare axum handler", self.bare)?;
        writeln!(f, "    {:<40}{}", "gateway", self.gateway)?;
        writeln!(
            f,
            "    {:<40}{:>10.3} [{}]",
            "ratio",
            self.ratio,
            RATIO.of(self.ratio)
        )?;
        writeln!(
            f,
            "    {:<40}{:>10.2}",
            "statements/s at the database", self.statements_per_second
        )?;
        for spent in &self.statements {
            writeln!(f, "      {spent}")?;
        }
        Ok(())
    }
}

impl Display for Figures {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:>10.0} {:>10.1} {:>10.2} {:>8.2}",
            self.per_second, self.processor_us_each, self.median_ms, self.p99_ms
        )
    }
}

const UNSEEN_HEAD: &str = "                                            median ms   99% ms  samples";

impl Display for Unseen {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Spread {
            samples,
            median_ms,
            p99_ms,
            ..
        } = self.time;
        write!(
            f,
            "    {:<40}{median_ms:>9.2} {p99_ms:>8.2} {samples:>8}",
            self.kind
        )
    }
}

const LISTS_HEAD: &str = "                                           total    alone 50%/99% ms  8 at once 50%/99% ms  whole table  failed  alone, 99%";

impl Display for List {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let who = if self.narrow_user { "narrow: " } else { "" };
        let name = format!("{who}{}", self.filter);
        let total = self
            .total
            .map_or_else(String::new, |total| total.to_string());
        let whole = match &self.plans {
            Some(plans) if plans.reads_whole_table => "READ",
            Some(_) => "no",
            None => "unknown",
        };
        write!(
            f,
            "  {name:<38}{total:>8}{:>9.1} /{:>9.1}{:>11.1} /{:>9.1}{whole:>13}{:>8}",
            self.alone.median_ms,
            self.alone.p99_ms,
            self.together.median_ms,
            self.together.p99_ms,
            self.failures
        )?;
        if self.indexes {
            write!(f, "  {}", SLOWEST_PAGE.of(self.alone.p99_ms))?;
        }
        Ok(())
    }
}
