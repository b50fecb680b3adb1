//! Takes the pictures, and works the pages for them.
//!
//! A press is one of assistive technology: no pointer comes into a window, where what it lies on would look different
//! and a tooltip would come up.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::{Options, eventually};

use crate::world::{Driven, LIMIT, World, id};

pub(crate) struct Camera<'a> {
    pub(crate) app: Driven<'a>,
    world: &'a World,
    folder: PathBuf,
}

impl<'a> Camera<'a> {
    /// Signs in with the token, and works in the overview from here on.
    pub(crate) fn open(world: &'a World, folder: PathBuf, token: &str) -> Result<Self> {
        let app = world.launch_to_sign_in()?;
        app.sign_in_to_overview(token)?
            .says(&id("health-line"), "Connected")?;
        let camera = Self { app, world, folder };
        camera.park_pointer()?;
        Ok(camera)
    }

    /// The window alone, once nothing lies over it or has the focus by chance.
    pub(crate) fn window(&self, title: &str, name: &str) -> Result<()> {
        self.world.desktop.close_notifications()?;
        self.world.desktop.restore(title)?;
        eventually("a window without the pointer", LIMIT, || {
            self.park_pointer()?;
            self.is(AT_REST, Vec::new())
        })?;
        self.is(PAINTED, Vec::new())?;
        self.keep(name, |file| {
            self.world.desktop.screenshot_window(title, file)
        })
    }

    pub(crate) fn tray_menu(&self, name: &str) -> Result<()> {
        self.keep(name, |file| self.world.desktop.screenshot_tray_menu(file))
    }

    pub(crate) fn notification(&self, name: &str) -> Result<()> {
        self.keep(name, |file| {
            self.world.desktop.screenshot_notifications(file)
        })
    }

    pub(crate) fn press(&self, testid: &str) -> Result<()> {
        self.act(PRESS, testid)
    }

    /// Chooses from an open list, which listens to no press.
    pub(crate) fn release_on(&self, testid: &str) -> Result<()> {
        self.act(RELEASE, testid)
    }

    /// Chooses in the settings how the windows look or what they speak, and sees it on the page.
    pub(crate) fn look(&self, choice: &str, feature: &str, wanted: &str) -> Result<()> {
        self.press("settings-open")?;
        self.press("settings-tab-look")?;
        self.press(choice)?;
        eventually(&format!("{feature} {wanted}"), LIMIT, || {
            self.is(LOOKS, vec![json!(feature), json!(wanted)])
        })?;
        self.press("settings-close")?;
        self.app.lacks(&id("settings-close"))
    }

    /// Has the palette pin an operation or open its window.
    pub(crate) fn take_from_palette(&self, what: &str, operation: i64) -> Result<()> {
        self.press("palette-open")?;
        self.app
            .enter(&id("palette-input"), &format!("#{operation}"))?;
        self.press(&format!("palette-{what}-{operation}"))?;
        self.app.lacks(&id("palette"))
    }

    /// The first operation in need of attention that failed.
    pub(crate) fn first_failed(&self) -> Result<i64> {
        eventually("a failed operation", LIMIT, || {
            Ok(self.app.answer(FIRST_FAILED, Vec::new())?.as_i64())
        })
    }

    /// Makes an operation's window, the current one, just high enough for all it has to say.
    pub(crate) fn fit(&self, title: &str) -> Result<()> {
        let window = self.world.desktop.window(title)?;
        eventually("all of a page in its window", LIMIT, || {
            let missing = self.app.answer(MISSING, Vec::new())?;
            let (width, height, missing): (u64, u64, u64) = serde_json::from_value(missing)?;
            if missing == 0 {
                return Ok(Some(()));
            }
            let size = format!("0,-1,-1,{width},{}", height + missing);
            self.run("wmctrl", &["-i", "-r", &window.id, "-e", &size])?;
            Ok(None)
        })
    }

    /// Waits for the part, then does it.
    fn act(&self, script: &str, testid: &str) -> Result<()> {
        eventually(testid, LIMIT, || self.is(script, vec![json!(id(testid))]))
    }

    fn is(&self, script: &str, arguments: Vec<Value>) -> Result<Option<()>> {
        let answer = self.app.answer(script, arguments)?;
        Ok((answer == json!(true)).then_some(()))
    }

    /// Into the corner that no window reaches.
    fn park_pointer(&self) -> Result<()> {
        let (width, height) = Options::default().size;
        let (x, y) = ((width - 1).to_string(), (height - 1).to_string());
        self.run("xdotool", &["mousemove", &x, &y])
    }

    /// Without the dates that the tool writes into it.
    fn keep(&self, name: &str, take: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        let file = self.folder.join(format!("{name}.png"));
        take(&file)?;
        let file = file.to_str().context("the file's name is not UTF-8")?;
        let exclude = "png:exclude-chunks=date,time";
        self.run("mogrify", &["-strip", "-define", exclude, file])
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<()> {
        let mut command = self.world.desktop.command(program);
        let status = command
            .args(arguments)
            .status()
            .with_context(|| format!("Failed to start {program}"))?;
        ensure!(status.success(), "{program} ended with {status}");
        Ok(())
    }
}

/// The page is right before it is painted: the second frame from now on comes after the first was shown.
const PAINTED: &str = "requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
/// Nothing is under the pointer; a ring is drawn only where a dialog holds the focus.
const AT_REST: &str = "
    const held = document.querySelector('[aria-modal=\"true\"], [data-testid=\"palette\"]');
    if (held === null) document.activeElement?.blur();
    done(document.querySelector('body :hover') === null);
";

const PRESS: &str = "
    const part = document.querySelector(arguments[0]);
    part?.click();
    done(part !== null);
";

const RELEASE: &str = "
    const part = document.querySelector(arguments[0]);
    part?.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, cancelable: true }));
    done(part !== null);
";

const LOOKS: &str = "
    const { dataset, lang } = document.documentElement;
    done({ theme: dataset.theme, lang }[arguments[0]] === arguments[1]);
";

const FIRST_FAILED: &str = "
    const rows = [...document.querySelectorAll('[data-testid=\"section-attention\"] [data-row]')];
    const badge = (row) => row.querySelector('[data-testid^=\"outcome-\"]')?.textContent.trim();
    const failed = rows.find((row) => badge(row) === 'Failed');
    done(failed === undefined ? null : Number(failed.getAttribute('data-row')));
";

/// The page's width and height, and the pixels that have to be scrolled to.
const MISSING: &str = "
    const main = document.querySelector('main');
    done([innerWidth, innerHeight, main.scrollHeight - main.clientHeight]);
";
