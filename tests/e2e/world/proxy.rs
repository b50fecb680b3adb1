//! A proxy as companies have them: it carries every request, and cuts those whose answer does not begin in time.
//!
//! It reads no HTTP: an answer has begun with the first byte back after a request.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep_until};

/// Stands between the app and `gateway` for as long as the runtime lives; answers where it listens.
pub(super) async fn start(gateway: SocketAddr, patience: Duration) -> Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0))
        .await
        .context("Failed to listen as a proxy")?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            tokio::spawn(async move {
                // However it ends, both connections are closed, and either end knows what to make of that.
                let _ = carry(client, gateway, patience).await;
            });
        }
    });
    Ok(address)
}

/// Carries bytes both ways until one end closes, or the answer to a request does not begin.
async fn carry(mut client: TcpStream, gateway: SocketAddr, patience: Duration) -> io::Result<()> {
    let mut server = TcpStream::connect(gateway).await?;
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    let (mut request, mut answer) = (vec![0; BUFFER], vec![0; BUFFER]);
    // Until when the answer to what was asked may begin; `None` where nothing is waited for.
    let mut begins_by: Option<Instant> = None;
    loop {
        tokio::select! {
            read = from_client.read(&mut request) => {
                let read = read?;
                if read == 0 {
                    return Ok(());
                }
                begins_by.get_or_insert_with(|| Instant::now() + patience);
                to_server.write_all(&request[..read]).await?;
            }
            read = from_server.read(&mut answer) => {
                let read = read?;
                if read == 0 {
                    return Ok(());
                }
                begins_by = None;
                to_client.write_all(&answer[..read]).await?;
            }
            () = over(begins_by) => return Ok(()),
        }
    }
}

async fn over(begins_by: Option<Instant>) {
    match begins_by {
        Some(moment) => sleep_until(moment).await,
        None => std::future::pending().await,
    }
}

const BUFFER: usize = 16 * 1024;
