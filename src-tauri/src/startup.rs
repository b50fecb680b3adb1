//! Start at login. On Linux that is a file in the desktop's autostart folder, written here: the crate behind Tauri's
//! plugin neither quotes `Exec` nor minds `XDG_CONFIG_HOME`. Whether it is on is what the file says, as the desktop's
//! own settings may change it too; no setting of ours remembers it. Elsewhere nothing can be switched.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use monitor_setup::make_private_folder;
use tempfile::NamedTempFile;

/// Whether this app starts at login.
pub(crate) struct Startup {
    /// None where it cannot be switched.
    entry: Option<Entry>,
    /// As the file said when it was last looked at.
    on: bool,
}

impl Startup {
    /// `config` is the folder that `XDG_CONFIG_HOME` stands for. At login the app is told the data folder it has now.
    pub(crate) fn find(config: Option<&Path>, data: Option<&Path>) -> Self {
        let entry = config
            .filter(|_| cfg!(target_os = "linux"))
            .and_then(|config| Entry::new(config, &program()?, data));
        let mut startup = Self { entry, on: false };
        startup.look();
        startup
    }

    /// None where it cannot be switched.
    pub(crate) fn on(&self) -> Option<bool> {
        self.entry.as_ref().map(|_| self.on)
    }

    /// Looks at the file; answers whether it says something else than before.
    pub(crate) fn look(&mut self) -> bool {
        let before = self.on;
        self.on = self.entry.as_ref().is_some_and(Entry::is_on);
        self.on != before
    }

    /// Switches it. What starts another program under our file's name is replaced, and never removed.
    pub(crate) fn set(&mut self, on: bool, name: &str) -> Result<()> {
        let Some(entry) = &self.entry else {
            return Ok(());
        };
        let done = match (on, entry.is_on()) {
            (true, false) => entry.write(name),
            (false, true) => entry.remove(),
            (true, true) | (false, false) => Ok(()),
        };
        self.look();
        done
    }
}

/// What to start. An AppImage's own path is a mount that goes with it. Its variables are inherited by whatever it starts:
/// they are ours only where we run from its mount.
fn program() -> Option<PathBuf> {
    let own = std::env::current_exe().ok()?;
    let mount = std::env::var_os("APPDIR").and_then(|mount| fs::canonicalize(mount).ok());
    let image = std::env::var_os("APPIMAGE").filter(|image| !image.is_empty());
    let is_ours = mount.is_some_and(|mount| own.starts_with(mount));
    image.filter(|_| is_ours).map(PathBuf::from).or(Some(own))
}

/// The file, and what it has to start.
struct Entry {
    file: PathBuf,
    program: String,
    data: Option<String>,
}

impl Entry {
    /// None where a path cannot be written into a file that is UTF-8.
    fn new(config: &Path, program: &Path, data: Option<&Path>) -> Option<Self> {
        let data = match data {
            // At login the current folder is another one.
            Some(data) => Some(std::path::absolute(data).ok()?.to_str()?.to_owned()),
            None => None,
        };
        Some(Self {
            file: config.join("autostart/tenantatlas-monitor.desktop"),
            program: program.to_str()?.to_owned(),
            data,
        })
    }

    fn is_on(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|text| self.is_started_by(&text))
    }

    fn is_started_by(&self, text: &str) -> bool {
        if value(text, "Hidden") == Some("true")
            || value(text, "X-GNOME-Autostart-enabled") == Some("false")
        {
            return false;
        }
        let words = value(text, "Exec").map(words_of).unwrap_or_default();
        let is_led = words.iter().map(String::as_str).take(3).eq(LEADER);
        let words = words.get(3..).filter(|_| is_led).unwrap_or(&words);
        let data = words.iter().skip_while(|word| *word != DATA).nth(1);
        words.first() == Some(&self.program) && data == self.data.as_ref()
    }

    /// Writes a new file, and puts it in the old one's place when it is on disk.
    fn write(&self, name: &str) -> Result<()> {
        let folder = self
            .file
            .parent()
            .context("Failed to name the autostart folder")?;
        make_private_folder(folder).context("Failed to make the autostart folder")?;
        let mut fresh =
            NamedTempFile::new_in(folder).context("Failed to create the new autostart file")?;
        fresh
            .write_all(self.text(name).as_bytes())
            .context("Failed to write the autostart file")?;
        fresh
            .as_file()
            .sync_all()
            .context("Failed to sync the autostart file")?;
        fresh
            .persist(&self.file)
            .context("Failed to put the autostart file in place")?;
        Ok(())
    }

    fn remove(&self) -> Result<()> {
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(error).context("Failed to remove the autostart file")
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    fn text(&self, name: &str) -> String {
        let name = escaped(name);
        let exec = self.exec();
        format!(
            "[Desktop Entry]\n\
             Type=Application\n\
             Name={name}\n\
             Exec={exec}\n\
             Terminal=false\n\
             StartupNotify=false\n\
             X-GNOME-Autostart-enabled=true\n"
        )
    }

    fn exec(&self) -> String {
        let mut program = quoted(&self.program);
        if self.program.contains('%') {
            program = format!("{} {program}", LEADER.map(quoted).join(" "));
        }
        match &self.data {
            Some(data) => format!("{program} --autostart {DATA} {}", quoted(data)),
            None => format!("{program} --autostart"),
        }
    }
}

const DATA: &str = "--data";

/// Before a program with a percent sign in its path: GLib, which starts programs for most desktops, looks for the first
/// word before it has undone the doubling, and finds nothing there.
const LEADER: [&str; 3] = ["/bin/sh", "-c", r#"exec "$0" "$@""#];

/// An argument as `Exec` takes it by the Desktop Entry Specification: quoted, percent signs doubled, and on top of that
/// escaped like any other string.
fn quoted(argument: &str) -> String {
    let mut quoted = String::from('"');
    for letter in argument.chars() {
        if matches!(letter, '"' | '$' | '\\' | '`') {
            quoted.push('\\');
        }
        quoted.push(letter);
        if letter == '%' {
            quoted.push('%');
        }
    }
    quoted.push('"');
    escaped(&quoted)
}

fn escaped(value: &str) -> String {
    value
        .replace('\\', r"\\")
        .replace('\n', r"\n")
        .replace('\r', r"\r")
        .replace('\t', r"\t")
}

/// What a key of the entry's own group says.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let mut group = text
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != "[Desktop Entry]")
        .skip(1)
        .take_while(|line| !line.starts_with('['));
    group.find_map(|line| {
        let (name, value) = line.split_once('=')?;
        (name.trim_end() == key).then(|| value.trim_start())
    })
}

/// The program of an `Exec` and its arguments, without the codes that stand for files.
fn words_of(exec: &str) -> Vec<String> {
    let exec = unescaped(exec);
    let (mut words, mut word, mut in_quotes) = (Vec::new(), None::<String>, false);
    let mut letters = exec.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                in_quotes = !in_quotes;
                word.get_or_insert_default();
            }
            '\\' if in_quotes => word.get_or_insert_default().extend(letters.next()),
            '%' => {
                let percent = letters.next().filter(|code| *code == '%');
                if let Some(percent) = percent {
                    word.get_or_insert_default().push(percent);
                }
            }
            letter if letter.is_ascii_whitespace() && !in_quotes => words.extend(word.take()),
            letter => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

fn unescaped(value: &str) -> String {
    let mut plain = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('s') => plain.push(' '),
            Some('t') => plain.push('\t'),
            Some('\\') | None => plain.push('\\'),
            // No escape of the specification's: perhaps one of the quotes, written once.
            Some(other) => plain.extend(['\\', other]),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    #[cfg(target_os = "linux")]
    use std::process::Command;
    #[cfg(target_os = "linux")]
    use std::time::Duration;

    use super::*;

    const NAME: &str = "TenantAtlas Monitor";
    const PLAIN: &str = "/usr/bin/tenantatlas-monitor";
    /// Paths with everything that means something in the file, in quotes or to a shell.
    const HARD: [&str; 8] = [
        PLAIN,
        "/opt/Tenant Atlas/monitor",
        r#"/opt/"new"/monitor"#,
        "/opt/$HOME/`id`/monitor",
        r"/opt/back\slash\\/monitor",
        "/opt/100%/%f/monitor",
        "/opt/line\nand\ttab\r/monitor",
        r"/opt/Büro #1; ~&|*?<>()'/s\n",
    ];

    fn entry(config: &Path, program: &str, data: Option<&str>) -> Entry {
        Entry::new(config, Path::new(program), data.map(Path::new)).expect("the paths are UTF-8")
    }

    fn startup(entry: Entry) -> Startup {
        let mut startup = Startup {
            entry: Some(entry),
            on: false,
        };
        startup.look();
        startup
    }

    #[test]
    fn a_path_is_quoted_doubled_and_escaped_as_the_specification_says() {
        for (path, exec) in [
            (PLAIN, r#""/usr/bin/tenantatlas-monitor""#),
            ("/a b", r#""/a b""#),
            (r#"/a"b"#, r#""/a\\"b""#),
            ("/a$b`c", r#""/a\\$b\\`c""#),
            (r"/a\b", r#""/a\\\\b""#),
            ("/a%b", r#""/a%%b""#),
        ] {
            assert_eq!(quoted(path), exec, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_file_starts_the_app_to_the_tray() {
        let text = entry(Path::new("/config"), PLAIN, Some("/data/a b")).text(NAME);
        assert_eq!(
            text,
            "[Desktop Entry]\n\
             Type=Application\n\
             Name=TenantAtlas Monitor\n\
             Exec=\"/usr/bin/tenantatlas-monitor\" --autostart --data \"/data/a b\"\n\
             Terminal=false\n\
             StartupNotify=false\n\
             X-GNOME-Autostart-enabled=true\n"
        );
    }

    #[test]
    fn what_is_switched_on_is_found_again_whatever_the_path() -> Result<()> {
        for program in HARD {
            for data in [None, Some("/data/50 % $x")] {
                let config = tempfile::tempdir()?;
                let config = config.path().join("not yet made");
                let mut ours = startup(entry(&config, program, data));
                assert_eq!(ours.on(), Some(false));

                ours.set(true, NAME)?;
                assert_eq!(ours.on(), Some(true), "{program}");
                assert_eq!(startup(entry(&config, program, data)).on(), Some(true));
                let files: Vec<_> = fs::read_dir(config.join("autostart"))?
                    .map(|file| Ok(file?.file_name()))
                    .collect::<Result<_>>()?;
                assert_eq!(files, ["tenantatlas-monitor.desktop"]);

                ours.set(false, NAME)?;
                assert_eq!(ours.on(), Some(false));
                assert_eq!(fs::read_dir(config.join("autostart"))?.count(), 0);
            }
        }
        Ok(())
    }

    /// As GLib reads the file, and not we.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_desktop_starts_the_program_with_its_arguments_whatever_the_path() -> Result<()> {
        for path in HARD {
            let folder = tempfile::tempdir()?;
            let program = folder.path().join(path.trim_start_matches('/'));
            write_recorder(&program)?;
            let program = program.to_str().context("a path in UTF-8")?;
            let data = format!("/data/50 % $x{path}");
            let entry = entry(folder.path(), program, Some(&data));
            entry.write(NAME)?;

            let heard = folder.path().join("heard");
            let mut gio = Command::new("gio");
            gio.arg("launch").arg(&entry.file).env("HEARD", &heard);
            assert!(gio.status()?.success(), "{path}");
            let words = xtask::eventually(path, Duration::from_secs(60), || {
                Ok(fs::read_to_string(&heard).ok())
            })?;
            let words: Vec<_> = words.split_terminator('\0').collect();
            assert_eq!(words, [program, "--autostart", DATA, &data]);
        }
        Ok(())
    }

    /// A program that writes its words to the file `HEARD`. Another one writes it: whoever is started by another thread of
    /// this process meanwhile would have it open too, and what is open for writing cannot be started.
    #[cfg(target_os = "linux")]
    fn write_recorder(program: &Path) -> Result<()> {
        let folder = program.parent().context("a program lies in a folder")?;
        fs::create_dir_all(folder)?;
        let mut shell = Command::new("sh");
        shell.args(["-c", r#"printf %s "$1" >"$0" && chmod +x "$0""#]);
        let written = shell.arg(program).arg(RECORDER).status()?;
        assert!(written.success());
        Ok(())
    }

    #[cfg(target_os = "linux")]
    const RECORDER: &str = r#"#!/bin/sh
for word in "$0" "$@"; do
    printf '%s\0' "$word"
done >"$HEARD.part"
mv "$HEARD.part" "$HEARD"
"#;

    #[test]
    fn a_file_that_starts_something_else_reads_as_off_and_is_only_ever_replaced() -> Result<()> {
        let config = tempfile::tempdir()?;
        let other = entry(config.path(), "/opt/old/monitor", None);
        other.write(NAME)?;
        let mut ours = startup(entry(config.path(), PLAIN, None));
        assert_eq!(ours.on(), Some(false));

        ours.set(false, NAME)?;
        assert!(other.is_on());

        ours.set(true, NAME)?;
        assert_eq!((ours.on(), other.is_on()), (Some(true), false));
        let elsewhere = entry(config.path(), PLAIN, Some("/data"));
        assert!(!elsewhere.is_on());
        Ok(())
    }

    #[test]
    fn what_the_desktop_switched_is_seen_at_the_next_look() -> Result<()> {
        for line in ["Hidden=true", "X-GNOME-Autostart-enabled = false"] {
            let config = tempfile::tempdir()?;
            let mut ours = startup(entry(config.path(), PLAIN, None));
            ours.set(true, NAME)?;
            let file = config.path().join("autostart/tenantatlas-monitor.desktop");
            let text = fs::read_to_string(&file)?;
            let enabled = "X-GNOME-Autostart-enabled=true";
            assert!(text.contains(enabled));
            fs::write(&file, text.replace(enabled, line))?;

            assert!(ours.look());
            assert_eq!(ours.on(), Some(false), "{line}");
            ours.set(true, NAME)?;
            assert_eq!((ours.on(), ours.look()), (Some(true), false));
        }
        Ok(())
    }

    #[test]
    fn only_the_entrys_own_group_counts_and_an_unquoted_exec_is_understood() {
        let ours = entry(Path::new("/config"), PLAIN, None);
        let own = "# ours\n[Desktop Entry]\nExec = /usr/bin/tenantatlas-monitor --show %U\n";
        assert!(ours.is_started_by(own));
        assert!(ours.is_started_by(&format!("{own}[Desktop Action x]\nHidden=true\n")));
        assert!(!ours.is_started_by("[Desktop Action x]\nExec=/usr/bin/tenantatlas-monitor\n"));
        assert!(!ours.is_started_by(""));
    }

    #[test]
    fn without_a_folder_for_it_there_is_no_switch() {
        assert_eq!(Startup::find(None, None).on(), None);
    }
}
