//! What a page may do, tried from inside the page, as a page that was taken over would.

use anyhow::Result;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::pinned::alone_in_its_window;
use crate::world::{Conditions, Driven, OLD, World};

#[test]
fn a_pinned_window_may_ask_about_its_own_operation_and_load_nothing_from_elsewhere() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let other = world.run(world.atlas.running(OLD))?;
    let app = alone_in_its_window(&world, operation)?;

    assert_eq!(invoke(&app, "refresh_operation", json!({}))?, "done");
    for (command, arguments) in forbidden(other) {
        let answer = invoke(&app, command, arguments)?;
        assert_eq!(
            answer,
            format!("refused: Command {command} not allowed by ACL")
        );
    }
    assert_eq!(world.desktop.notifications()?, []);
    assert_eq!(world.desktop.windows()?.len(), 1);

    let outside = format!("{}/api/v1/health", world.atlas.address);
    let blocked = app.answer(BREAK_OUT, vec![json!(outside)])?;
    assert_eq!(
        blocked,
        json!([
            "connect-src",
            "img-src",
            "script-src-elem",
            "style-src-elem"
        ])
    );
    let requests = world.requests_since(Timestamp::UNIX_EPOCH)?;
    assert!(
        requests.iter().all(|entry| entry.lane.is_some()),
        "the page reached the network: {requests:?}"
    );
    Ok(())
}

/// What other windows may do, and what no window may. `other` is not the window's own operation.
fn forbidden(other: i64) -> [(&'static str, Value); 11] {
    [
        ("inspect", json!({ "on": true })),
        ("pin", json!({ "operation": other })),
        ("open_operation", json!({ "operation": other })),
        ("search", json!({ "text": "policy" })),
        ("set_while_hidden", json!({ "mode": "suspend_completely" })),
        (
            "sign_in",
            json!({ "server": "https://example.com", "token": "none" }),
        ),
        ("sign_out", json!({})),
        (
            "plugin:event|emit",
            json!({ "event": "view-revision", "payload": null }),
        ),
        (
            "plugin:notification|notify",
            json!({ "options": { "title": "false alarm" } }),
        ),
        (
            "plugin:opener|open_url",
            json!({ "url": "https://example.com" }),
        ),
        (
            "plugin:window|set_title",
            json!({ "label": "main", "value": "false name" }),
        ),
    ]
}

fn invoke(app: &Driven<'_>, command: &str, arguments: Value) -> Result<String> {
    let answer = app.answer(INVOKE, vec![json!(command), arguments])?;
    Ok(answer.as_str().unwrap_or_default().to_owned())
}

const INVOKE: &str = "window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])\
    .then(() => done('done'), (error) => done(`refused: ${error.message ?? error}`));";

/// Four ways out of a page; answers which directive of the policy stopped each.
const BREAK_OUT: &str = "
    const outside = arguments[0];
    const stopped = new Set();
    document.addEventListener('securitypolicyviolation', (event) => {
        stopped.add(event.effectiveDirective);
        if (stopped.size === 4) done([...stopped].sort());
    });
    const script = document.createElement('script');
    script.textContent = 'window.escaped = true;';
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = outside;
    document.head.append(script, style);
    new Image().src = outside;
    fetch(outside, { mode: 'no-cors' }).catch(() => undefined);
";
