//! What the kernel says of a process: its memory and its processor time. Linux only.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde::Serialize;

#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Memory {
    /// All that is in memory for it (RSS).
    pub(crate) resident_kib: u64,
    /// With its share of what others have in memory too (PSS).
    pub(crate) proportional_kib: u64,
}

pub(crate) fn memory(process: u32) -> Result<Memory> {
    let whole = field(&format!("/proc/{process}/status"), "VmRSS:")?;
    let share = field(&format!("/proc/{process}/smaps_rollup"), "Pss:")?;
    Ok(Memory {
        resident_kib: whole,
        proportional_kib: share,
    })
}

/// Processor time of all its threads since it began.
pub(crate) fn worked(process: u32) -> Result<Duration> {
    let file = format!("/proc/{process}/stat");
    let text = fs::read_to_string(&file).with_context(|| format!("Failed to read {file}"))?;
    let ticks = ticks(&text).with_context(|| format!("{file} has another shape"))?;
    let a_second = rustix::param::clock_ticks_per_second();
    Ok(Duration::from_millis(ticks * 1000 / a_second.max(1)))
}

/// Lets this process, and those it starts, open as many files as it may. Answers how many that are.
pub(crate) fn open_more_files() -> Result<u64> {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        ..limit
    };
    setrlimit(Resource::Nofile, raised).context("Failed to raise the limit of open files")?;
    Ok(limit.maximum.unwrap_or(u64::MAX))
}

/// In user and in kernel mode: the 14th and 15th field. The second, a name in parentheses, may hold spaces.
fn ticks(stat: &str) -> Option<u64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(next()? + next()?)
}

/// A field in kB of a file of lines.
fn field(file: &str, name: &str) -> Result<u64> {
    let text = fs::read_to_string(file).with_context(|| format!("Failed to read {file}"))?;
    let mut lines = text.lines();
    let value = lines.find_map(|line| line.strip_prefix(name)?.split_whitespace().next());
    let value = value.with_context(|| format!("{file} has no {name}"))?;
    Ok(value.parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_is_found_behind_any_name() {
        let stat = "42 (a (b) c) S 1 42 42 0 -1 4194304 100 0 0 0 17 5 0 0 20 0 3 0 100 1000 10";

        assert_eq!(ticks(stat), Some(22));
    }

    #[test]
    fn this_process_uses_memory() -> Result<()> {
        let Memory {
            resident_kib,
            proportional_kib,
        } = memory(std::process::id())?;

        assert!(resident_kib >= proportional_kib && proportional_kib > 0);
        Ok(())
    }
}
