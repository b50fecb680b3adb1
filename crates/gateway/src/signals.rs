//! What the system asks of a running gateway: to stop, to stop at once, to read its certificate anew.

use tenantatlas_gateway::Gateway;

/// Returns when asked to stop.
pub(crate) async fn asked_to_stop() {
    asked(1).await;
}

/// Returns when asked to stop for the second time.
pub(crate) async fn asked_to_stop_at_once() {
    asked(2).await;
}

#[cfg(unix)]
async fn asked(times: usize) {
    use tokio::signal::unix::{SignalKind, signal};

    // Where a handler cannot be set, the signal keeps its default and ends the process by itself.
    let (Ok(mut interrupt), Ok(mut terminate)) = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
    ) else {
        return std::future::pending().await;
    };
    for _ in 0..times {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
async fn asked(times: usize) {
    for _ in 0..times {
        // An error means that there is nothing to wait for, so the server stops.
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// Reads the certificate anew whenever asked to (SIGHUP). Never returns.
#[cfg(unix)]
pub(crate) async fn reload_when_asked(gateway: &Gateway) {
    use tokio::signal::unix::{SignalKind, signal};

    let Ok(mut hang_up) = signal(SignalKind::hangup()) else {
        return std::future::pending().await;
    };
    while hang_up.recv().await.is_some() {
        match gateway.reload_certificate() {
            Ok(()) => tracing::info!("the certificate was read anew"),
            Err(error) => tracing::error!("the certificate stays as it was: {error:#}"),
        }
    }
    std::future::pending::<()>().await;
}

#[cfg(not(unix))]
pub(crate) async fn reload_when_asked(_gateway: &Gateway) {
    std::future::pending().await
}
