//! The files of one desktop: a fresh home, and the settings of the bus, the panel and dunst.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempDir;

use super::keyring::SECRETS;

pub(super) struct Session {
    // Short, because the bus's socket lies in it and its path is limited to 108 bytes.
    folder: TempDir,
    home: PathBuf,
    bus_settings: PathBuf,
    dunst_settings: PathBuf,
}

impl Session {
    pub(super) fn create() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("desktop-").tempdir()?;
        let at = |name: &str| folder.path().join(name);
        let session = Self {
            home: at("home"),
            bus_settings: at("bus.conf"),
            dunst_settings: at("dunstrc"),
            folder,
        };
        session
            .write()
            .context("Failed to write the desktop's settings")?;
        Ok(session)
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn home(&self) -> &Path {
        &self.home
    }

    pub(super) fn bus_settings(&self) -> &Path {
        &self.bus_settings
    }

    /// Writes what the bus is to let through; it has to be told to read it again.
    pub(super) fn refuse(&self, refused: Refused) -> Result<()> {
        let services = self.folder.path().join("services");
        let text = bus(&self.runtime_folder(), &services, refused);
        fs::write(&self.bus_settings, text).context("Failed to write the bus's settings")
    }

    pub(super) fn dunst_settings(&self) -> &Path {
        &self.dunst_settings
    }

    pub(super) fn log(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.log"))
    }

    /// Everything but the display and the bus, which are known once they run.
    pub(super) fn environment(&self) -> BTreeMap<String, String> {
        let home = |name: &str| self.home.join(name).display().to_string();
        let mut environment = BTreeMap::from([
            ("GDK_BACKEND", "x11".to_owned()),
            ("HOME", self.home.display().to_string()),
            ("LANG", "C.UTF-8".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("XDG_CACHE_HOME", home(".cache")),
            ("XDG_CONFIG_HOME", home(".config")),
            ("XDG_CURRENT_DESKTOP", "XFCE".to_owned()),
            ("XDG_DATA_HOME", home(".local/share")),
            (
                "XDG_RUNTIME_DIR",
                self.runtime_folder().display().to_string(),
            ),
            ("XDG_SESSION_TYPE", "x11".to_owned()),
            ("XDG_STATE_HOME", home(".local/state")),
        ]);
        // Cargo and rustup look for themselves below the home, which is another one here.
        for (name, folder) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
            let real = std::env::home_dir().map(|real| real.join(folder));
            if let Some(real) =
                real.filter(|real| real.is_dir() && std::env::var_os(name).is_none())
            {
                environment.insert(name, real.display().to_string());
            }
        }
        environment
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn runtime_folder(&self) -> PathBuf {
        self.folder.path().join("run")
    }

    fn write(&self) -> Result<()> {
        let panel = self.home.join(".config/xfce4/xfconf/xfce-perchannel-xml");
        let services = self.folder.path().join("services");
        for folder in [&panel, &services, &self.runtime_folder()] {
            fs::create_dir_all(folder)?;
        }
        fs::set_permissions(self.runtime_folder(), fs::Permissions::from_mode(0o700))?;
        fs::write(panel.join("xfce4-panel.xml"), PANEL)?;
        fs::write(&self.dunst_settings, DUNST)?;
        self.refuse(Refused::Nothing)?;
        for service in ACTIVATABLE {
            let system = Path::new("/usr/share/dbus-1/services").join(service);
            if system.exists() {
                fs::copy(system, services.join(service))?;
            }
        }
        Ok(())
    }
}

/// What the bus carries to nobody.
#[derive(Clone, Copy)]
pub(super) enum Refused {
    Nothing,
    /// Whatever is said to the keyring.
    ToKeyring,
}

/// The last rule that fits decides.
fn bus(runtime: &Path, services: &Path, refused: Refused) -> String {
    let rule = match refused {
        Refused::Nothing => String::new(),
        Refused::ToKeyring => format!(r#"<deny send_destination="{SECRETS}"/>"#),
    };
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    {rule}
  </policy>
</busconfig>
"#,
        runtime.display(),
        services.display()
    )
}

/// What the bus may start by itself: settings stores, and the question for a locked keyring.
const ACTIVATABLE: [&str; 4] = [
    "ca.desrt.dconf.service",
    "org.gnome.keyring.PrivatePrompter.service",
    "org.gnome.keyring.SystemPrompter.service",
    "org.xfce.Xfconf.service",
];

/// Variables of the starter's own desktop that must not reach this one.
pub(super) const FOREIGN: [&str; 17] = [
    "DBUS_SESSION_BUS_ADDRESS",
    "DBUS_STARTER_ADDRESS",
    "DBUS_STARTER_BUS_TYPE",
    "DESKTOP_SESSION",
    "DISPLAY",
    "GNOME_KEYRING_CONTROL",
    "GTK_MODULES",
    "GTK_THEME",
    "LANGUAGE",
    "LC_ALL",
    "LC_MESSAGES",
    "SESSION_MANAGER",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_SESSION_DESKTOP",
    "XDG_SESSION_ID",
    "XDG_VTNR",
];

/// One panel along the top, the tray at its right end, no question at the first start.
const PANEL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="icon-size" type="uint" value="22"/>
      <property name="size" type="uint" value="32"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist">
      <property name="show-handle" type="bool" value="false"/>
    </property>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
      <property name="single-row" type="bool" value="true"/>
    </property>
  </property>
</channel>
"#;

/// Newest at the bottom right, each kept until somebody clicks it, none merged with another.
const DUNST: &str = r##"[global]
    monitor = 0
    width = 380
    height = 200
    origin = bottom-right
    offset = 16x16
    notification_limit = 20
    sort = no
    stack_duplicates = false
    history_length = 500
    idle_threshold = 0
    show_age_threshold = -1
    markup = full
    format = "<b>%s</b>\n%b"
    font = Sans 10
    frame_width = 1
    icon_position = left
    mouse_left_click = do_action, close_current

[urgency_low]
    background = "#1f2a37"
    foreground = "#d1d5db"
    frame_color = "#4b5563"
    timeout = 0

[urgency_normal]
    background = "#1f2a37"
    foreground = "#f3f4f6"
    frame_color = "#6b7280"
    timeout = 0

[urgency_critical]
    background = "#4c1d1d"
    foreground = "#fef2f2"
    frame_color = "#ef4444"
    timeout = 0
"##;
