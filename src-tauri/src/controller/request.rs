//! Everything that can be asked of the app, and the way to ask it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use monitor_core::monitor::Input;
use monitor_core::ports::Delivery;
use monitor_core::{AccountId, Alert, EnvironmentId, OperationId, Reach, Skew, Target, View};
use monitor_vault::Secret;
use tauri::ipc::Channel;
use tokio::sync::mpsc;

use super::checking::{CheckNews, Chosen};
use super::diagnosing::Diagnose;
use super::examining::Examined;
use super::keeping::Heard;
use super::networking::NetworkRequest;
use super::relating::OfPack;
use super::remembering::{Exported, Wanted};
use super::signing_in::Checked;
use crate::args::Start;
use crate::demo::Demo;
use crate::shell::menu::Act;
use crate::shell::notify::{Button, Closing};
use crate::slice::{
    Appearance, ExportFormat, LanguageChoice, Pause, QuietHours, RulesSlice, Slice, Warning,
    WhileHidden,
};

/// Everything that can be asked of the app.
pub(crate) enum Request {
    /// Chosen in the tray or on a notification.
    Act(Act),
    /// What became of alerts that a session sent together.
    AlertsSent {
        session: u64,
        alerts: Vec<Alert>,
        delivery: Delivery,
    },
    /// Asks the keyring once more for the kept token.
    AskKeyring,
    /// Asks for a file, to be compared with the environment's latest pack.
    CheckPack {
        environment: EnvironmentId,
        /// Of the window that asks.
        label: String,
    },
    /// What came of a check of a typed token.
    Checked {
        number: u64,
        checked: Checked,
    },
    /// A session found this computer's clock off for longer than the grace.
    ClockOff {
        session: u64,
        skew: Skew,
    },
    CloseDoctor,
    CloseHistory,
    ClosePackCheck,
    /// Windows whose pages kept ending were left alone for a while.
    CrashesOver,
    /// What came of preparing the demo.
    DemoBegun(Result<Demo>),
    Diagnose(Diagnose),
    /// What shows windows could not be loaded.
    EngineMissing {
        why: String,
    },
    /// Begins the notification check, or begins it again.
    Examine,
    Examined(Examined),
    /// Asks for a file, and writes the history to it.
    ExportHistory(ExportFormat),
    FileChosen(Chosen),
    FileRead(CheckNews),
    /// What came of writing the history to a file.
    HistoryExported(Exported),
    HistoryFileChosen(Wanted),
    /// Words from a window about the operation it shows or the overview.
    Input(Input),
    /// Windows may lie elsewhere than what is kept of them.
    KeepPlaces,
    /// Asks the keyring once more to take the token that is in memory.
    KeepToken,
    KeepTokenInMemory,
    Keyring(Heard),
    LookAround,
    MoreHistory,
    /// Of the way to the server.
    Network(NetworkRequest),
    /// Words from the window of an operation.
    OfOperation {
        account: AccountId,
        id: OperationId,
        asked: Asked,
    },
    OpenOperation(OperationId),
    OpenPage(Target),
    /// For one of the accounts, or for one that is added.
    OpenSignIn {
        account: Option<String>,
    },
    Page {
        label: String,
        modal: bool,
        hidden: bool,
    },
    /// The web process of a window ended, and its page with it.
    PageCrashed {
        label: String,
    },
    Pause(Pause),
    /// Of the week to come.
    RenewQuietHours,
    /// Another start of the app handed over to this one.
    SecondStart(Start),
    SetAppearance(Appearance),
    SetAutostart(bool),
    SetHiddenMode(WhileHidden),
    SetLanguage(LanguageChoice),
    SetPrivacy(bool),
    SetQuietHours(Vec<QuietHours>),
    SetQuietSeconds(u64),
    SetRules(RulesSlice),
    SetSingleKeys(bool),
    /// From the newest on; of this number alone where there is one.
    ShowHistory(Option<i64>),
    SignIn {
        server: String,
        token: Secret,
    },
    SignOut,
    /// Of an account that is not shown.
    SignOutOf {
        account: String,
    },
    /// Ends of it are kept back for a time.
    Snooze {
        reach: Reach,
        pause: Pause,
    },
    /// Whether a session's ledger keeps what it is given.
    StoreHealth {
        session: u64,
        warning: Option<Warning>,
    },
    Subscribed {
        label: String,
        channel: Channel<Slice>,
    },
    /// Another account is shown from then on.
    SwitchAccount {
        account: String,
    },
    ToastClicked {
        id: u32,
        button: Button,
    },
    ToastClosed {
        id: u32,
        how: Closing,
    },
    ToastHealth(bool),
    ToastShown {
        session: u64,
        id: u32,
        act: Act,
        /// The one target that it tells of.
        about: Option<Target>,
        /// Of what it tells the ends.
        ends: Vec<Target>,
    },
    /// By it the desktop lets a window come to the front, for the click that follows.
    ToastToken {
        id: u32,
        token: String,
    },
    /// The notification daemon went, and its numbers with it.
    ToastsGone,
    /// At login the tray had its time to come.
    TrayAwaited,
    TrayHost(bool),
    /// Unpins, and closes the window of an operation.
    Unpin(Target),
    /// A session's view changed. The number names the session, so that the last words of an old one are not heard.
    View {
        session: u64,
        view: Arc<View>,
    },
    WindowChanged {
        label: String,
    },
    WindowDestroyed {
        label: String,
    },
}

/// What the window of an operation asks. It is its account's business.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Asked {
    Details,
    Mute(bool),
    /// Of the latest review pack of its environment.
    OfPack(OfPack),
    OpenPage,
    Refresh,
    StayOnTop(bool),
    /// Unpins, and closes the window.
    Unpin,
}

/// The way to the controller. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Requests(mpsc::UnboundedSender<Request>);

impl Requests {
    pub(crate) fn channel() -> (Self, mpsc::UnboundedReceiver<Request>) {
        let (sender, inbox) = mpsc::unbounded_channel();
        (Self(sender), inbox)
    }

    pub(crate) fn send(&self, request: Request) {
        if self.0.send(request).is_err() {
            tracing::debug!("a request after the end of the app");
        }
    }
}

/// Whether some tray host shows the icon; read by window events, which cannot wait for the controller. Taken to be so
/// until the tray says otherwise.
#[derive(Clone)]
pub(crate) struct TrayShown(Arc<AtomicBool>);

impl Default for TrayShown {
    fn default() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }
}

impl TrayShown {
    pub(crate) fn get(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn set(&self, shown: bool) {
        self.0.store(shown, Ordering::Relaxed);
    }
}

/// An environment as a window names it.
pub(crate) fn pack_target(environment: i64) -> Option<Target> {
    EnvironmentId::new(environment).map(Target::ReviewPack)
}

/// An operation as a window names it.
pub(crate) fn operation_target(operation: i64) -> Option<Target> {
    OperationId::new(operation).map(Target::Operation)
}
