//! The one way to wait: ask until there is an answer, within a limit, and name what did not come.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// Asks `f` every 50 ms until it answers `Some`.
///
/// # Errors
/// Names `what` when `limit` has passed. An error of `f` ends the wait at once.
pub fn eventually<T>(
    what: &str,
    limit: Duration,
    mut f: impl FnMut() -> Result<Option<T>>,
) -> Result<T> {
    let deadline = Instant::now() + limit;
    loop {
        if let Some(value) = f()? {
            return Ok(value);
        }
        if Instant::now() >= deadline {
            bail!("waited {limit:?} in vain for: {what}");
        }
        thread::sleep(PAUSE);
    }
}

const PAUSE: Duration = Duration::from_millis(50);

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn the_first_answer_ends_the_wait() {
        let mut asked = 0;
        let answer = eventually("three", Duration::from_secs(5), || {
            asked += 1;
            Ok((asked == 3).then_some(asked))
        });
        assert_eq!(answer.ok(), Some(3));
    }

    #[test]
    fn a_wait_in_vain_names_what_did_not_come() {
        let error = eventually::<()>("the moon", Duration::ZERO, || Ok(None));
        assert_eq!(
            error.map_err(|error| error.to_string()),
            Err("waited 0ns in vain for: the moon".to_owned())
        );
    }

    #[test]
    fn an_error_is_not_waited_out() {
        let error = eventually::<()>("x", Duration::from_secs(60), || Err(anyhow!("broken")));
        assert_eq!(
            error.map_err(|error| error.to_string()),
            Err("broken".to_owned())
        );
    }
}
