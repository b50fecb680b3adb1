//! What can be asked for, and the help that says so.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};
use clap_complete::Shell;

/// Watch TenantAtlas operations and review packs, for scripts and for computers without a desktop
///
/// The token is the one of the account that is signed in here, in TenantAtlas Monitor or with `tenantatlas login`; or it
/// comes from a file that only its owner can read (--token-file), or from the environment (TENANTATLAS_TOKEN). It is
/// never an argument, as arguments can be read by everyone on this computer.
#[derive(Parser)]
#[command(name = "tenantatlas", version, after_long_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) access: Access,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Which server, and with whose token.
#[derive(Args)]
pub(crate) struct Access {
    /// The gateway's address; that of the account that is signed in, where absent
    #[arg(long, global = true, env = "TENANTATLAS_SERVER", value_name = "URL")]
    pub(crate) server: Option<String>,
    /// Take the token from this file, which only its owner may be able to read (mode 0600)
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
    /// The folder of settings and ledger, where it is not the usual one
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Read what an administrator set from this file, on a computer that has none of its own
    #[arg(long, global = true, hide = true, value_name = "FILE")]
    pub(crate) managed: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Watch operations and review packs until all of them have ended
    Watch(Watch),
    /// List operations: the active ones, unless another list is asked for
    List(List),
    /// Show one operation, or the latest review pack of an environment by its link
    Show {
        /// The operation's number, or a link to it
        #[arg(value_name = "ID|LINK")]
        target: String,
        /// As one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Sign this computer in: the token is typed or piped in, checked, and kept in the keyring alone
    Login,
    /// Sign this computer out: the token leaves the keyring
    Logout,
    /// List what is pinned in TenantAtlas Monitor on this computer, as last seen there
    Pins {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Make what packages need
    #[command(subcommand, hide = true)]
    Generate(Generate),
}

#[derive(Args)]
pub(crate) struct Watch {
    /// Numbers of operations, or links to them
    #[arg(required_unless_present = "pack", value_name = "ID|LINK")]
    pub(crate) targets: Vec<String>,
    /// Watch the latest review pack of this environment, too
    #[arg(long, value_name = "ENVIRONMENT-ID", value_parser = value_parser!(i64).range(1..))]
    pub(crate) pack: Vec<i64>,
    /// What of a review pack is waited for
    #[arg(long, default_value = "ended", hide_default_value = true)]
    pub(crate) until: Until,
    /// Exit with how it ended: 0 succeeded, 1 failed, blocked or cancelled, 2 partially succeeded, 3 cannot tell
    #[arg(long)]
    pub(crate) exit_status: bool,
    /// One JSON event a line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Until {
    /// Its end, whichever (the default)
    Ended,
    /// A pack that is ready: one that has expired, and none at all, are errors
    Ready,
}

#[derive(Args)]
pub(crate) struct List {
    /// What needs attention: ended otherwise than well, or likely stale
    #[arg(long, conflicts_with_all = ["ended", "search"])]
    pub(crate) attention: bool,
    /// What ended, the last first
    #[arg(long, conflicts_with = "search")]
    pub(crate) ended: bool,
    /// What has this number, or this text in its type, environment or workspace
    #[arg(long, value_name = "TEXT")]
    pub(crate) search: Option<String>,
    /// One JSON object a line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
pub(crate) enum Generate {
    /// Print the completions for a shell
    Completions { shell: Shell },
    /// Write the manual pages into a folder
    Man {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

const AFTER_HELP: &str = "\
Exit codes:
  0    done; with --exit-status: everything succeeded
  1    with --exit-status: something failed, was blocked or was cancelled
  2    with --exit-status: something partially succeeded, and nothing failed
  3    cannot tell: not signed in, not available, not permitted, an unknown outcome
  64   wrong usage
  130  interrupted (129 and 143: hung up, terminated)
  141  nobody reads the output any more
Of several targets, 1 counts before 3, and 3 before 2.

Environment:
  TENANTATLAS_TOKEN   the token, where --token-file names no other
  TENANTATLAS_SERVER  the gateway's address, where --server names no other
  TENANTATLAS_PROXY_PASSWORD
                      the password of the settings' proxy, where the keyring is not to be asked
  HTTPS_PROXY, ALL_PROXY, NO_PROXY
                      the proxy, where the settings of TenantAtlas Monitor choose no other";

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_has_no_contradictions() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn no_argument_takes_a_token() {
        let mut commands = vec![Arguments::command()];
        while let Some(command) = commands.pop() {
            let arguments = command
                .get_arguments()
                .map(|argument| argument.get_id().as_str());
            let named: Vec<_> = arguments.filter(|id| id.contains("token")).collect();
            assert!(named.iter().all(|id| *id == "token_file"), "{named:?}");
            commands.extend(command.get_subcommands().cloned());
        }
    }
}
