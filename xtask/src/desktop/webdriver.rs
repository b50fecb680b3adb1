//! WebKit's driver, which runs an application and works its windows.
//!
//! Speaks no WebDriver: the tests bring their own client.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use anyhow::{Result, bail};

use super::process::Pipe;
use super::{Desktop, LIMIT, Running};
use crate::{eventually, shell};

/// A running driver. Dropping it ends it and the application it started.
pub struct WebDriver {
    running: Running,
    port: u16,
}

impl Desktop {
    /// Starts a driver on a free port and waits until it answers.
    ///
    /// # Errors
    /// When it is not installed or does not answer within the limit.
    pub fn webdriver(&self) -> Result<WebDriver> {
        if !shell::is_installed(PROGRAM) {
            bail!("{PROGRAM} is missing: run `cargo xtask setup` to install it");
        }
        let port = free_port()?;
        let mut command = self.command(PROGRAM);
        command
            .arg(format!("--port={port}"))
            .arg("--host=127.0.0.1");
        // Inherited by the application: without it the window library refuses to be driven.
        command.env("TAURI_WEBVIEW_AUTOMATION", "true");
        let mut running = self.daemon(&format!("{PROGRAM}-{port}"), &mut command, Pipe::None)?;
        eventually("an answer of the WebDriver", LIMIT, || {
            running.check()?;
            Ok(is_ready(port).then_some(()))
        })?;
        Ok(WebDriver { running, port })
    }
}

impl WebDriver {
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The process group of the driver and of the application.
    #[must_use]
    pub fn running(&mut self) -> &mut Running {
        &mut self.running
    }
}

/// Free a moment ago; the driver cannot be given a socket.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

fn is_ready(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let Ok(mut stream) = TcpStream::connect_timeout(&address, MOMENT) else {
        return false;
    };
    let request = format!("GET /status HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    let mut answer = [0; "HTTP/1.1 200".len()];
    let asked = stream
        .set_read_timeout(Some(MOMENT))
        .and_then(|()| stream.write_all(request.as_bytes()))
        .and_then(|()| stream.read_exact(&mut answer));
    asked.is_ok() && answer.ends_with(b" 200")
}

const MOMENT: Duration = Duration::from_secs(1);
const PROGRAM: &str = "WebKitWebDriver";
