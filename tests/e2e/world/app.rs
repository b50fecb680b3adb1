//! The app with its windows in the hands of a WebDriver.
//!
//! Reads pages by script, so that minimised windows can be read too; clicks and types as a user would. One session has
//! one current window: [`Driven::on`] chooses it.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Error, Result, bail};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use xtask::{WebDriver, eventually};

use super::{LIMIT, World, binary};

/// The app, driven. Dropping it ends the app.
pub(crate) struct Driven<'a> {
    pub(super) world: &'a World,
    client: Client,
    driver: WebDriver,
}

impl World {
    /// Starts the app so that its pages can be driven. It must open a window by itself: a session begins with one.
    pub(crate) fn launch_driven(&self, args: &[&str]) -> Result<Driven<'_>> {
        self.launch_driven_by(&binary(), args)
    }

    /// The same by a program that becomes the app.
    pub(crate) fn launch_driven_by(&self, program: &Path, args: &[&str]) -> Result<Driven<'_>> {
        self.wait_until_none_is_held()?;
        let mut driver = self.desktop.webdriver()?;
        let data = self.data().display().to_string();
        let mut all = vec!["--data", &data];
        all.extend(args);
        let mut capabilities = Capabilities::new();
        let app = json!({ "binary": program, "args": all });
        capabilities.insert("webkitgtk:browserOptions".to_owned(), app);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let url = driver.url();
        let connected =
            self.run(async { Ok(tokio::time::timeout(START, builder.connect(&url)).await?) })?;
        let client = connected.with_context(|| {
            format!("No session; the driver said:\n{}", driver.running().said())
        })?;
        Ok(Driven {
            world: self,
            client,
            driver,
        })
    }
}

impl Driven<'_> {
    /// Waits for the window whose page has a title that begins so, and works in it from here on.
    pub(crate) fn on(&self, title: &str) -> Result<&Self> {
        let what = format!("a page {title:?}");
        eventually(&what, LIMIT, || {
            for handle in self.ask(self.client.windows())? {
                // It may have been closed in between.
                if self.ask(self.client.switch_to_window(handle)).is_err() {
                    continue;
                }
                if self.titled().is_ok_and(|name| name.starts_with(title)) {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })?;
        Ok(self)
    }

    /// The page's title; none before its window was told what it shows, since all begin with the same.
    fn titled(&self) -> Result<String> {
        let title = self.ask(self.client.execute(TITLE, vec![]))?;
        Ok(title.as_str().unwrap_or_default().to_owned())
    }

    /// The words of the first element of that selector, with single spaces; `None` where there is none.
    pub(crate) fn text(&self, selector: &str) -> Result<Option<String>> {
        let words = self.ask(self.client.execute(TEXT, vec![json!(selector)]))?;
        Ok(words.as_str().map(str::to_owned))
    }

    /// Waits until the element is there and its words are right.
    pub(crate) fn reads(
        &self,
        selector: &str,
        what: &str,
        is_right: impl Fn(&str) -> bool,
    ) -> Result<String> {
        let mut last = None;
        let read = eventually(what, LIMIT, || {
            last = self.text(selector)?;
            Ok(last.clone().filter(|words| is_right(words)))
        });
        read.with_context(|| format!("{selector} reads {last:?}"))
    }

    /// Waits until the element has exactly these words.
    pub(crate) fn says(&self, selector: &str, words: &str) -> Result<()> {
        self.reads(selector, words, |read| read == words)?;
        Ok(())
    }

    /// Waits until there is no such element.
    pub(crate) fn lacks(&self, selector: &str) -> Result<()> {
        eventually(&format!("the end of {selector}"), LIMIT, || {
            Ok(self.text(selector)?.is_none().then_some(()))
        })
    }

    /// A page that goes with the click cannot answer any more that it was clicked.
    pub(crate) fn click(&self, selector: &str) -> Result<()> {
        let element = self.find(selector)?;
        let window = self.ask(self.client.window())?;
        let Err(error) = self.ask(element.click()) else {
            return Ok(());
        };
        let is_gone = || Ok((!self.ask(self.client.windows())?.contains(&window)).then_some(()));
        eventually("the clicked page to go", ANSWER, is_gone)
            .map_err(|_| error.context(format!("Failed to click {selector}")))
    }

    /// Opens the settings from the overview, on one of their tabs.
    pub(crate) fn open_settings(&self, tab: &str) -> Result<()> {
        self.click(&id("settings-open"))?;
        self.open_tab(tab)
    }

    /// Goes to another tab of the open settings.
    pub(crate) fn open_tab(&self, tab: &str) -> Result<()> {
        self.click(&id(&format!("settings-tab-{tab}")))
    }

    /// Replaces what is in a field. Keys go to what has the focus, which a page that fills in may give to another: then
    /// it is typed once more.
    pub(crate) fn enter(&self, selector: &str, text: &str) -> Result<()> {
        eventually(&format!("what is typed into {selector}"), LIMIT, || {
            let field = self.find(selector)?;
            let typed = self.ask(async {
                field.clear().await?;
                field.send_keys(text).await
            });
            match typed {
                Ok(()) => {}
                Err(error) if is_of_no_element(&error) => return Ok(None),
                Err(error) => return Err(error),
            }
            let content = self.ask(self.client.execute(CONTENT, vec![json!(selector)]))?;
            Ok((content == *text).then_some(()))
        })
    }

    /// What a function body answers, run in the page with `done` as its way to answer.
    pub(crate) fn answer(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        let script = format!("const done = arguments[arguments.length - 1];\n{script}");
        self.ask(self.client.execute_async(&script, args))
    }

    /// What an expression is in the page.
    pub(crate) fn value(&self, expression: &str) -> Result<Value> {
        self.answer(&format!("done({expression} ?? null);"), Vec::new())
    }

    /// Waits until the expression is that in the page.
    pub(crate) fn becomes(&self, expression: &str, wanted: &Value) -> Result<()> {
        eventually(&format!("{expression} to be {wanted}"), LIMIT, || {
            Ok((self.value(expression)? == *wanted).then_some(()))
        })
    }

    /// Waits until the element is there and lies still: what a page fills in above it moves it, and a click would miss.
    fn find(&self, selector: &str) -> Result<Element> {
        let mut before = Value::Null;
        eventually(selector, LIMIT, || {
            let place = self.ask(self.client.execute(PLACE, vec![json!(selector)]))?;
            if place.is_null() || place != before {
                before = place;
                return Ok(None);
            }
            match self.ask(self.client.find(Locator::Css(selector))) {
                Ok(element) => Ok(Some(element)),
                Err(error) if is_of_no_element(&error) => Ok(None),
                Err(error) => Err(error),
            }
        })
    }

    /// No command may take for ever, whatever became of the app.
    fn ask<T>(&self, command: impl Future<Output = Result<T, CmdError>>) -> Result<T> {
        self.world.run(async {
            match tokio::time::timeout(ANSWER, command).await {
                Ok(answer) => Ok(answer?),
                Err(_) => bail!("the WebDriver did not answer within {ANSWER:?}"),
            }
        })
    }
}

impl Drop for Driven<'_> {
    /// The app goes with the session. What it said is shown where the test failed.
    fn drop(&mut self) {
        println!("-- the driven app said:\n{}", self.driver.running().said());
        let _ = self.ask(self.client.clone().close());
    }
}

/// There is no such element, or the page has put another one in its place.
fn is_of_no_element(error: &Error) -> bool {
    error
        .downcast_ref::<CmdError>()
        .is_some_and(|answer| answer.is_no_such_element() || answer.is_stale_element_reference())
}

/// The selector of a part of a page by its test id.
pub(crate) fn id(testid: &str) -> String {
    format!("[data-testid=\"{testid}\"]")
}

/// The expression of whether a box or a button of a group is checked.
pub(crate) fn checked(testid: &str) -> String {
    format!("document.querySelector('{}')?.checked", id(testid))
}

const TEXT: &str = "const found = document.querySelector(arguments[0]);\
    return found === null ? null : found.textContent.replace(/\\s+/g, ' ').trim();";
/// Where the first element of that selector lies.
const PLACE: &str = "const found = document.querySelector(arguments[0]);\
    if (found === null) return null;\
    const { x, y, width, height } = found.getBoundingClientRect();\
    return [x, y, width, height];";
/// What is in the field of that selector.
const CONTENT: &str = "return document.querySelector(arguments[0])?.value ?? null;";
const TITLE: &str =
    "return performance.getEntriesByName('first-slice').length > 0 ? document.title : '';";
/// Until the app has opened its first window.
const START: Duration = Duration::from_secs(120);
const ANSWER: Duration = Duration::from_secs(30);
