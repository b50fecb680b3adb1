//! `cargo run -p monitor-sim -- --seeds N [--from S] [--fresh]`: plays the stories of N seeds, and says how often each
//! fault struck and each claim was checked. A story that breaks a claim is printed as short as it can be made.

mod seeds;

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use monitor_sim::plan::story;
use monitor_sim::shrink::shrink;
use monitor_sim::tally::Tally;
use seeds::{Broken, play_all};

struct Arguments {
    seeds: u64,
    from: u64,
}

fn main() -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let arguments = match parse(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(why) => {
            writeln!(out, "{why}\nUsage: --seeds N [--from S | --fresh]")?;
            return Ok(ExitCode::FAILURE);
        }
    };
    // A broken claim is told once, in the end, and not by the panic that it is.
    std::panic::set_hook(Box::new(|_| {}));
    let Arguments { seeds, from } = arguments;
    writeln!(out, "seeds {from} to {}", from + seeds.saturating_sub(1))?;
    let start = Instant::now();
    let tally = match play_all(&(from..from + seeds)) {
        Ok(tally) => tally,
        Err(broken) => {
            report(&mut out, &broken)?;
            return Ok(ExitCode::FAILURE);
        }
    };
    count(&mut out, &tally, start)?;
    let missing = tally.missing();
    // Few seeds do not come across everything.
    if seeds >= ENOUGH && !missing.is_empty() {
        writeln!(out, "never: {}", missing.join(", "))?;
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn parse(mut words: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let (mut seeds, mut from) = (None, 1);
    while let Some(word) = words.next() {
        let mut number = || {
            let next = words.next().and_then(|number| number.parse().ok());
            next.ok_or_else(|| format!("{word} needs a number"))
        };
        match word.as_str() {
            "--seeds" => seeds = Some(number()?),
            "--from" => from = number()?,
            "--fresh" => from = fresh(),
            _ => return Err(format!("{word} is unknown")),
        }
    }
    let seeds = seeds.ok_or("How many seeds?")?;
    Ok(Arguments { seeds, from })
}

/// A seed that was not played before.
fn fresh() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(1, |since| since.as_secs().saturating_mul(1_000))
}

fn count(out: &mut impl Write, tally: &Tally, start: Instant) -> io::Result<()> {
    let (wall, simulated) = (start.elapsed().as_secs_f64(), tally.simulated.as_secs_f64());
    for (title, counts) in [("struck", tally.faults()), ("checked", tally.checks())] {
        writeln!(out, "{title}:")?;
        for (name, times) in counts {
            writeln!(out, "  {name:<22}{times:>12}")?;
        }
    }
    writeln!(
        out,
        "{} seeds, {:.0} hours with {} requests and {} notices in {wall:.1} s: {:.0} times as fast as time",
        tally.seeds,
        simulated / 3_600.0,
        tally.requests,
        tally.told,
        simulated / wall,
    )
}

fn report(out: &mut impl Write, Broken { seed, why }: &Broken) -> io::Result<()> {
    let whole = story(*seed);
    let steps = whole.len();
    writeln!(out, "seed {seed} breaks {why}")?;
    let (short, broken) = shrink(*seed, whole, why);
    writeln!(out, "{} of its {steps} steps break {broken}", short.len())?;
    for (at, step) in short {
        writeln!(out, "{:>12.3} s  {step:?}", at.as_secs_f64())?;
    }
    writeln!(
        out,
        "repeat with: cargo xtask simulate --seeds 1 --from {seed}"
    )
}

/// From so many seeds on, what never happened is a failure.
const ENOUGH: u64 = 100;
