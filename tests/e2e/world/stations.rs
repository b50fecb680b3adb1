//! What other people's networks have between the app and the gateway, as Debian ships it: a reverse proxy, and proxies.
//!
//! Each is started on a free port of this computer with a throw-away folder, and ended with its value. The name
//! [`ELSEWHERE`] is this computer's too, but the proxies alone know that: to the app it is a server that only they reach.

use std::fs;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener, TcpStream};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use xtask::{Running, eventually};

use super::authority::Identity;
use super::{LIMIT, World};

/// One of them. Dropping it ends it.
pub(crate) struct Station {
    // Before the folder it writes into.
    _running: Running,
    folder: TempDir,
    port: u16,
}

/// What a station needs before it is started.
struct Site {
    folder: TempDir,
    port: u16,
}

impl World {
    /// A reverse proxy with TLS before the gateway, which is below the path `/monitor/` there.
    pub(crate) fn nginx(&self, identity: &Identity) -> Result<Station> {
        self.nginx_at(free_port()?, identity)
    }

    /// The same, on the port of one that has ended.
    pub(crate) fn nginx_at(&self, port: u16, identity: &Identity) -> Result<Station> {
        let site = Site::at(port)?;
        site.write("certificate.pem", &identity.certificate)?;
        site.write("key.pem", &identity.key)?;
        let listens = if has_ipv6() {
            format!("listen 127.0.0.1:{port} ssl; listen [::1]:{port} ssl;")
        } else {
            format!("listen 127.0.0.1:{port} ssl;")
        };
        let settings = NGINX
            .replace("LISTENS", &listens)
            .replace("GATEWAY", &self.atlas.address);
        site.write("nginx.conf", &settings)?;
        let mut command = self.desktop.command("/usr/sbin/nginx");
        command
            .arg("-p")
            .arg(site.folder.path())
            .args(["-c", "nginx.conf", "-e", "stderr"]);
        self.start_station("nginx", site, &mut command)
    }

    /// An HTTP proxy that carries for this user alone.
    pub(crate) fn tinyproxy(&self, user: &str, password: &str) -> Result<Station> {
        let site = Site::new()?;
        let settings = format!(
            "Port {}\nListen 127.0.0.1\nTimeout 600\nLogFile \"{}\"\nLogLevel Connect\nBasicAuth {user} {password}\n",
            site.port,
            site.path(LOG)
        );
        site.write("tinyproxy.conf", &settings)?;
        let mut command = self.proxy("tinyproxy", &site)?;
        command.args(["-d", "-c", &site.path("tinyproxy.conf")]);
        self.start_station("tinyproxy", site, &mut command)
    }

    /// A SOCKS5 proxy that carries for everybody.
    pub(crate) fn dante(&self) -> Result<Station> {
        self.dante_at(Site::new()?, "none", &[])
    }

    /// One that carries for this user alone. It asks the system who its users are, and is given others in their place.
    pub(crate) fn dante_for(&self, user: &str, password: &str) -> Result<Station> {
        let site = Site::new()?;
        let hash = self.hashed(password)?;
        site.write("passwd", &format!("{user}:x:65534:65534::/:/bin/false\n"))?;
        site.write("group", &format!("{user}:x:65534:\n"))?;
        site.write("shadow", &format!("{user}:{hash}:19000:0:99999:7:::\n"))?;
        self.dante_at(site, "username", &["PASSWD", "GROUP", "SHADOW"])
    }

    /// By this method, with these of the system's lists from its own folder.
    fn dante_at(&self, site: Site, method: &str, lists: &[&str]) -> Result<Station> {
        let settings = DANTE
            .replace("LOG", &site.path(LOG))
            .replace("METHOD", method)
            .replace("PORT", &site.port.to_string());
        site.write("danted.conf", &settings)?;
        let mut command = self.proxy("/usr/sbin/danted", &site)?;
        for list in lists {
            let file = site.path(&list.to_lowercase());
            command.env(format!("NSS_WRAPPER_{list}"), file);
        }
        command.args(["-f", &site.path("danted.conf")]);
        command.args(["-p", &site.path("danted.pid")]);
        self.start_station("danted", site, &mut command)
    }

    /// As the system keeps a password.
    fn hashed(&self, password: &str) -> Result<String> {
        let mut perl = self.desktop.command("perl");
        let hashed = perl.args(["-e", "print crypt($ARGV[0], q($6$monitor$))", password]);
        let hashed = hashed.output().context("Failed to start perl")?;
        ensure!(hashed.status.success(), "the password was not hashed");
        Ok(String::from_utf8(hashed.stdout)?)
    }

    /// A program that knows one name more than this computer.
    fn proxy(&self, program: &str, site: &Site) -> Result<Command> {
        site.write("hosts", &format!("127.0.0.1 {ELSEWHERE}\n"))?;
        let mut command = self.desktop.command(program);
        command
            .env("LD_PRELOAD", "libnss_wrapper.so")
            .env("NSS_WRAPPER_HOSTS", site.path("hosts"));
        Ok(command)
    }

    /// Waits until it listens; what it prints goes to a file of its folder.
    fn start_station(&self, name: &str, site: Site, command: &mut Command) -> Result<Station> {
        let Site { folder, port } = site;
        let started = self
            .desktop
            .launch(name, command, &folder.path().join(SAID));
        let mut running = started
            .with_context(|| format!("{name} is missing: run `cargo xtask setup` to install it"))?;
        eventually(&format!("{name} to listen"), LIMIT, || {
            running.check()?;
            let connected = TcpStream::connect((Ipv4Addr::LOCALHOST, port));
            Ok(connected.is_ok().then_some(()))
        })?;
        Ok(Station {
            _running: running,
            folder,
            port,
        })
    }
}

impl Station {
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// What it says of those that it carried for; of nginx, the requests that were answered.
    pub(crate) fn log(&self) -> Result<String> {
        let log = fs::read(self.folder.path().join(LOG)).context("Failed to read a log")?;
        Ok(String::from_utf8_lossy(&log).into_owned())
    }

    /// Waits until its log has these words.
    pub(crate) fn logs(&self, words: &str) -> Result<()> {
        eventually(&format!("{words:?} in a log"), LIMIT, || {
            Ok(self.log()?.contains(words).then_some(()))
        })
    }
}

impl Site {
    fn new() -> Result<Self> {
        Self::at(free_port()?)
    }

    fn at(port: u16) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        Ok(Self { folder, port })
    }

    fn path(&self, file: &str) -> String {
        self.folder.path().join(file).display().to_string()
    }

    fn write(&self, file: &str, text: &str) -> Result<()> {
        fs::write(self.folder.path().join(file), text)
            .with_context(|| format!("Failed to write {file}"))
    }
}

/// Whether this computer has the loopback address of IPv6.
pub(crate) fn has_ipv6() -> bool {
    TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok()
}

/// Free a moment ago; these programs cannot be given a socket.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

/// This computer, by a name that only the proxies can resolve; `test` is nobody's (RFC 6761).
pub(crate) const ELSEWHERE: &str = "atlas.test";
const LOG: &str = "log";
const SAID: &str = "said";
/// As the guide has it, below a path. One process, as there is one client, with nothing outside of its folder.
const NGINX: &str = "daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {}
http {
    access_log log;
    client_body_temp_path body;
    fastcgi_temp_path fastcgi;
    proxy_temp_path proxy;
    scgi_temp_path scgi;
    uwsgi_temp_path uwsgi;
    server {
        LISTENS
        ssl_certificate certificate.pem;
        ssl_certificate_key key.pem;
        location / { return 404; }
        location /monitor/ {
            proxy_pass GATEWAY/;
            proxy_http_version 1.1;
            proxy_set_header Connection \"\";
            proxy_set_header Forwarded \"\";
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_read_timeout 70s;
            proxy_buffering off;
        }
    }
}
";
const DANTE: &str = "logoutput: LOG
internal: 127.0.0.1 port = PORT
external: 127.0.0.1
clientmethod: none
socksmethod: METHOD
client pass { from: 127.0.0.0/8 to: 127.0.0.0/8 }
socks pass { from: 127.0.0.0/8 to: 0.0.0.0/0 log: connect }
";
