//! What the kernel says of an app: of all processes of its group, as the engine has some of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// In MiB.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Memory {
    /// With its share of what other processes have in memory too (PSS).
    pub(crate) proportional: f64,
    /// What no other process has.
    pub(crate) private: f64,
}

/// Of all processes together.
pub(crate) fn memory(group: u32) -> Result<Memory> {
    let mut sum = Memory::default();
    for memory in memory_of_each(group)?.values() {
        sum.proportional += memory.proportional;
        sum.private += memory.private;
    }
    Ok(sum)
}

/// By name and number of the process.
pub(crate) fn memory_of_each(group: u32) -> Result<BTreeMap<String, Memory>> {
    let mut each = BTreeMap::new();
    for folder in processes(group)? {
        // A process that just ended has no memory.
        let (Some(program), Some(rollup)) = (read(&folder, "comm"), read(&folder, "smaps_rollup"))
        else {
            continue;
        };
        let memory = Memory {
            proportional: mebibytes(&rollup, "Pss:")?,
            private: mebibytes(&rollup, "Private_Clean:")? + mebibytes(&rollup, "Private_Dirty:")?,
        };
        each.insert(format!("{} {}", program.trim(), name(&folder)), memory);
    }
    Ok(each)
}

/// What a group has done since its processes began.
#[derive(Debug, Default)]
pub(crate) struct Work {
    /// Hundredths of a second of processor time, by process.
    ticks: BTreeMap<String, u64>,
    /// How often it began to wait, by thread: as often as it was woken.
    waits: BTreeMap<String, u64>,
}

pub(crate) fn work(group: u32) -> Result<Work> {
    let mut work = Work::default();
    for process in processes(group)? {
        if let Some(ticks) = read(&process, "stat").as_deref().and_then(ticks) {
            work.ticks.insert(name(&process), ticks);
        }
        for thread in folders(&process.join("task")).unwrap_or_default() {
            if let Some(waits) = read(&thread, "status").as_deref().and_then(waits) {
                work.waits.insert(name(&thread), waits);
            }
        }
    }
    Ok(work)
}

impl Work {
    /// Seconds of processor time, and how often a thread was woken, since an earlier look.
    pub(crate) fn since(&self, before: &Self) -> (f64, f64) {
        let ticks = grown(&self.ticks, &before.ticks);
        (ticks / TICKS_A_SECOND, grown(&self.waits, &before.waits))
    }
}

/// Of all that is there now; what was not there before began with nothing.
fn grown(now: &BTreeMap<String, u64>, before: &BTreeMap<String, u64>) -> f64 {
    let each = now.iter().map(|(name, count)| {
        let earlier = before.get(name).copied().unwrap_or_default();
        count.saturating_sub(earlier)
    });
    each.sum::<u64>() as f64
}

fn processes(group: u32) -> Result<Vec<PathBuf>> {
    let mut all = folders(Path::new("/proc"))?;
    all.retain(|folder| read(folder, "stat").as_deref().and_then(group_of) == Some(group));
    Ok(all)
}

fn folders(parent: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(parent)?.filter_map(Result::ok);
    Ok(entries.map(|entry| entry.path()).collect())
}

fn read(folder: &Path, file: &str) -> Option<String> {
    fs::read_to_string(folder.join(file)).ok()
}

/// The number that the kernel names a process or a thread by.
fn name(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// After the name in brackets: state, parent, group.
fn group_of(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(2)?.parse().ok()
}

/// In user and in kernel mode: the 14th and 15th field. The second, a name in brackets, may hold spaces.
fn ticks(stat: &str) -> Option<u64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(next()? + next()?)
}

fn waits(status: &str) -> Option<u64> {
    let mut lines = status.lines();
    let count = lines.find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
    count.trim().parse().ok()
}

fn mebibytes(rollup: &str, field: &str) -> Result<f64> {
    let mut lines = rollup.lines();
    let kib = lines
        .find_map(|line| line.strip_prefix(field))
        .with_context(|| format!("no {field}"))?;
    Ok(kib.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
}

/// What Linux counts processor time in for programs, on every architecture that the app is built for.
const TICKS_A_SECOND: f64 = 100.0;
