//! Stopping in order: one signal that every part of the node waits for.

use tokio::sync::watch;

/// A flag that turns true at the first Ctrl-C or SIGTERM.
pub fn signal() -> watch::Receiver<bool> {
    let (sender, receiver) = watch::channel(false);
    tokio::spawn(async move {
        wait_for_signal().await;
        sender.send_replace(true);
    });
    receiver
}

/// Ends when the flag is up, or when nobody can raise it any more.
pub async fn asked(mut flag: watch::Receiver<bool>) {
    while !*flag.borrow_and_update() {
        if flag.changed().await.is_err() {
            return;
        }
    }
}

#[cfg(unix)]
async fn wait_for_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        }
        // Without a handler for SIGTERM the process still ends on it, and the data survives that.
        Err(error) => tracing::warn!(%error, "SIGTERM will end the node at once"),
    }
}

#[cfg(not(unix))]
async fn wait_for_signal() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "Ctrl-C will end the node at once");
    }
}
