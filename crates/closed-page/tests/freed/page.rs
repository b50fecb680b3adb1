use std::time::Duration;

use anyhow::{Context, Result};
use gtk::glib::{self, MainContext};
use gtk::prelude::{Cast, ContainerExt, GtkWindowExt, ObjectExt, WidgetExt};
use gtk::{TextView, Window, WindowType};
use webkit2gtk::{UserContentManager, UserContentManagerExt, WebView, WebViewExt};
use xtask::{Desktop, Options, eventually};

pub(crate) fn is_freed_once_its_window_was_closed() -> Result<()> {
    let desktop = Desktop::start(Options::default())?;
    glib::setenv("DISPLAY", desktop.display(), true)?;
    gtk::init()?;

    let channel = UserContentManager::new();
    let page = WebView::with_user_content_manager(&channel);
    let held = page.clone();
    channel.connect_script_message_received(None, move |_, _| held.reload());
    channel.register_script_message_handler("ipc");
    monitor_closed_page::free_when_destroyed(&page);

    let window = Window::new(WindowType::Toplevel);
    window.add(&page);
    window.show_all();
    page.load_html("<p>Operation #421</p>", None);
    turn("the page to be loaded", || !page.is_loading())?;

    let field = text_field(&page).context("the engine has no text field any more")?;
    let freed = (page.downgrade(), channel.downgrade(), field.downgrade());
    window.close();
    drop((page, channel, field, window));
    turn("page, channel and text field to be freed", || {
        let (page, channel, field) = &freed;
        page.upgrade().is_none() && channel.upgrade().is_none() && field.upgrade().is_none()
    })
}

fn text_field(page: &WebView) -> Option<TextView> {
    let mut found = None;
    page.forall(|child| found = found.take().or_else(|| child.clone().downcast().ok()));
    found
}

/// Lets GTK do what is to be done until something is so.
fn turn(what: &str, is_so: impl Fn() -> bool) -> Result<()> {
    let context = MainContext::default();
    eventually(what, Duration::from_secs(20), || {
        while context.iteration(false) {}
        Ok(is_so().then_some(()))
    })
}
