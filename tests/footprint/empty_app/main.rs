//! An app of the same toolkit that does nothing: an icon in the tray, and as many windows of one word as its argument
//! says. What the footprint of the monitor is compared with, and in no release.

use ksni::{Tray, TrayMethods};
use tauri::{App, Builder, RunEvent, WebviewUrl, WebviewWindowBuilder};

fn main() -> tauri::Result<()> {
    let windows = std::env::args().nth(1);
    let windows: u32 = windows
        .and_then(|number| number.parse().ok())
        .unwrap_or_default();
    let app = Builder::default()
        .setup(move |app| {
            tauri::async_runtime::spawn(show_icon());
            for number in 1..=windows {
                open(app, number)?;
            }
            Ok(())
        })
        .build(tauri::generate_context!(
            "tests/footprint/empty_app/tauri.conf.json"
        ))?;
    app.run(|_, event| {
        if let RunEvent::ExitRequested {
            code: None, api, ..
        } = event
        {
            api.prevent_exit();
        }
    });
    Ok(())
}

/// As large as the window of an operation.
fn open(app: &App, number: u32) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, format!("empty-{number}"), WebviewUrl::default())
        .title(format!("Empty {number}"))
        .inner_size(340.0, 420.0)
        .build()?;
    Ok(())
}

struct Icon;

impl Tray for Icon {
    fn id(&self) -> String {
        "empty-app".into()
    }

    fn icon_name(&self) -> String {
        "image-missing".into()
    }
}

/// Where there is no tray, there is no icon; the icon goes with its handle.
async fn show_icon() {
    if let Ok(_icon) = Icon.spawn().await {
        std::future::pending::<()>().await;
    }
}
