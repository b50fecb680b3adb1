//! Frees the memory of a WebKitGTK page whose window was closed. Of every page some 100 KB, and a shared piece of memory with
//! its file descriptor, would stay for as long as the app runs: wry 0.57 has the page's channel to the app hold the page,
//! which holds the channel, and WebKitGTK 2.50 forgets the text field that tells it what a key means while the page is still
//! its parent.
#![cfg(target_os = "linux")]

use gtk::TextView;
use gtk::prelude::{Cast, ContainerExt, ObjectExt, WidgetExt};
use webkit2gtk::{WebView, WebViewExt};

/// Has a page leave nothing behind once it is destroyed. Whoever holds it then may still do.
pub fn free_when_destroyed(page: &WebView) {
    let fields = text_fields(page);
    page.connect_destroy(move |page| {
        let kept = fields.iter().filter(|field| field.parent().is_some());
        kept.for_each(|field| field.unparent());
        free_channel(page);
    });
}

/// The one for keys is no child in GTK's eyes: of all that it counts, the page has none.
fn text_fields(page: &WebView) -> Vec<TextView> {
    let mut fields = Vec::new();
    page.forall(|child| fields.extend(child.downcast_ref::<TextView>().cloned()));
    fields
}

/// Whatever listens to it goes, with what that holds.
#[expect(
    unsafe_code,
    reason = "nothing uses the channel after its page: what is disposed of keeps its memory while somebody holds it"
)]
fn free_channel(page: &WebView) {
    if let Some(channel) = page.user_content_manager() {
        unsafe { channel.run_dispose() };
    }
}
