//! Ways to the server as people have them: proxies that ask who comes, lead nowhere or carry on; authorities of a company's
//! own; addresses of IPv6; a server below a path. Every proxy here answers what its test says, on loopback.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod self_signed;

use std::net::SocketAddr;

use axum::Router;
use axum::http::header;
use axum::routing::get;
use monitor_client::{
    Certificates, Client, Credentials, Network, Proxy, ProxyAddress, Route, Server, Way,
};
use monitor_core::{Distrust, Fault};
use rcgen::{CertificateParams, date_time_ymd};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

const ASKS_WHO: Fault = Fault::Proxy {
    authentication: true,
};
const UNKNOWN: Fault = Fault::Untrusted(Distrust::Authority);
const IN_TROUBLE: Fault = Fault::Proxy {
    authentication: false,
};

#[tokio::test]
async fn a_proxy_that_wants_to_know_who_asks_says_nothing_of_the_token() {
    let (address, heard) = http_proxy("407 Proxy Authentication Required").await;
    assert_eq!(fault(&through("http", address, None)).await, ASKS_WHO);
    let heard = heard.await.unwrap();
    assert!(
        heard.starts_with("CONNECT atlas.example.com:443 HTTP/1.1\r\n"),
        "{heard}"
    );
    assert!(!heard.contains("canary"), "{heard}");
}

#[tokio::test]
async fn user_and_password_reach_the_proxy_as_they_were_typed() {
    let (address, heard) = http_proxy("407 Proxy Authentication Required").await;
    let typed = Credentials::new("ann", "100% c@nary:/");
    let network = through("http", address, Some(typed));
    assert_eq!(fault(&network).await, ASKS_WHO);
    let heard = heard.await.unwrap().to_lowercase();
    let expected = "proxy-authorization: basic YW5uOjEwMCUgY0BuYXJ5Oi8=\r\n".to_lowercase();
    assert!(heard.contains(&expected), "{heard}");
}

#[tokio::test]
async fn a_proxy_that_leads_nowhere_is_told_from_a_server_that_is_away() {
    let (address, _) = http_proxy("502 Bad Gateway").await;
    assert_eq!(fault(&through("http", address, None)).await, IN_TROUBLE);

    let nobody = unused().await;
    for scheme in ["http", "https", "socks5"] {
        let found = fault(&through(scheme, nobody, None)).await;
        assert_eq!(found, IN_TROUBLE, "{scheme}");
    }
}

#[tokio::test]
async fn a_socks_proxy_resolves_the_servers_name() {
    for scheme in ["socks5", "socks5h"] {
        let (address, heard) = socks_proxy(&[&[5, 0], &REFUSED]).await;
        assert_eq!(fault(&through(scheme, address, None)).await, IN_TROUBLE);
        let asked = heard.await.unwrap().pop().unwrap();
        let mut expected = vec![5, 1, 0, 3, 17];
        expected.extend(b"atlas.example.com");
        expected.extend(443_u16.to_be_bytes());
        assert_eq!(asked, expected, "{scheme}");
    }
}

#[tokio::test]
async fn through_a_proxy_a_server_named_by_an_address_of_ipv6_is_led_to_and_not_reached() {
    // The proxy does its part. Then reqwest takes the address, brackets and all, for the certificate's name, and gives up.
    // Once this fails, it no longer does: the README says so, too.
    let server = "https://[2001:db8::7]";
    let (address, heard) = http_proxy("200 Connection established").await;
    let visit = client(server, &through("http", address, None))
        .visit()
        .await;
    assert_eq!(visit.answer.err(), Some(IN_TROUBLE));
    let heard = heard.await.unwrap();
    assert!(
        heard.starts_with("CONNECT [2001:db8::7]:443 HTTP/1.1\r\n"),
        "{heard}"
    );

    let (address, heard) = socks_proxy(&[&[5, 0], &CONNECTED]).await;
    let network = through("socks5", address, None);
    let visit = client(server, &network).visit().await;
    assert_eq!(visit.answer.err(), Some(IN_TROUBLE));
    let mut expected = vec![5, 1, 0, 4, 0x20, 1, 0x0d, 0xb8];
    expected.extend([0; 11]);
    expected.push(7);
    expected.extend(443_u16.to_be_bytes());
    assert_eq!(heard.await.unwrap().pop(), Some(expected));
}

#[tokio::test]
async fn a_socks_proxy_is_told_who_asks() {
    let (address, _) = socks_proxy(&[&[5, 0xff]]).await;
    assert_eq!(fault(&through("socks5", address, None)).await, ASKS_WHO);

    let (address, heard) = socks_proxy(&[&[5, 2], &[1, 1]]).await;
    let network = through("socks5", address, Some(Credentials::new("ann", "c@n%ry")));
    assert_eq!(fault(&network).await, ASKS_WHO);
    let expected = [vec![5, 1, 2], b"\x01\x03ann\x06c@n%ry".to_vec()];
    assert_eq!(heard.await.unwrap(), expected);
}

#[tokio::test]
async fn the_chosen_proxy_is_named_and_a_server_on_this_computer_passes_it_over() {
    let proxy = unused().await;
    let network = through("http", proxy, Some(Credentials::new("ann", "canary")));
    assert_eq!(
        client("https://atlas.example.com", &network).route(),
        Route::Proxy(proxy.to_string())
    );
    let none = Network {
        proxy: Proxy::Direct,
        ..Network::default()
    };
    let direct = client("https://atlas.example.com", &none);
    assert_eq!(direct.route(), Route::Direct);

    let address = serve("127.0.0.1:0", "/api/v1/me").await.unwrap();
    let local = client(&format!("http://{address}"), &network);
    assert_eq!(local.route(), Route::Local);
    assert_eq!(local.visit().await.way, Way::Answered);
}

#[tokio::test]
async fn an_authority_of_the_users_own_is_trusted_and_no_other() {
    let (address, pem) = serve_encrypted("127.0.0.1").await;
    let server = format!("https://{address}");
    let trusting = |pem: &str| Network {
        certificates: Certificates::parse(pem.as_bytes()).unwrap(),
        ..Network::default()
    };
    let visit = client(&server, &trusting(&pem)).visit().await;
    assert!(visit.answer.is_ok(), "{visit:?}");

    let (_, other) = serve_encrypted("127.0.0.1").await;
    for network in [Network::default(), trusting(&other)] {
        let visit = client(&server, &network).visit().await;
        assert_eq!(visit.answer.err(), Some(UNKNOWN));
    }
    // Among others in one file.
    let visit = client(&server, &trusting(&format!("{other}\n{pem}")));
    assert_eq!(visit.visit().await.way, Way::Answered);
}

#[tokio::test]
async fn a_proxy_whose_certificate_is_not_trusted_is_untrusted_too() {
    let (address, _) = serve_encrypted("127.0.0.1").await;
    let network = through("https", address, None);
    assert_eq!(fault(&network).await, UNKNOWN);
}

#[tokio::test]
async fn a_certificate_whose_time_is_over_or_has_not_begun_or_of_another_name_is_told_from_an_unknown_authority()
 {
    let mut expired = certificate("127.0.0.1");
    expired.not_before = date_time_ymd(2001, 1, 1);
    expired.not_after = date_time_ymd(2002, 1, 1);
    let mut early = certificate("127.0.0.1");
    early.not_before = date_time_ymd(2200, 1, 1);
    for (certificate, why) in [
        (expired, Distrust::Expired),
        (early, Distrust::NotYetValid),
        (certificate("atlas.example.com"), Distrust::Name),
    ] {
        let (address, pem) = serve_with(self_signed::acceptor_of(&certificate)).await;
        // Its authority is known: it is not the reason.
        let network = Network {
            certificates: Certificates::parse(pem.as_bytes()).unwrap(),
            ..Network::default()
        };
        let visit = client(&format!("https://{address}"), &network)
            .visit()
            .await;
        assert_eq!(visit.answer.err(), Some(Fault::Untrusted(why)));
        assert_eq!(visit.way, Way::Untrusted(why));
    }
}

#[tokio::test]
async fn a_question_is_answered_through_a_proxy_that_is_itself_reached_over_tls() {
    let (server, servers) = serve_encrypted("atlas.example.com").await;
    let (proxy, proxys, heard) = encrypted_proxy(server).await;
    let credentials = Credentials::new("ann", "c@nary:/");
    let network = Network {
        certificates: Certificates::parse(format!("{servers}\n{proxys}").as_bytes()).unwrap(),
        ..through("https", proxy, Some(credentials))
    };
    let asking = client("https://atlas.example.com", &network);
    let visit = asking.visit().await;
    assert_eq!(visit.way, Way::Answered);
    assert!(visit.answer.is_ok(), "{visit:?}");
    drop(asking);
    let heard = heard.await.unwrap();
    assert!(
        heard.starts_with("CONNECT atlas.example.com:443 HTTP/1.1\r\n"),
        "{heard}"
    );
    let expected = "proxy-authorization: basic YW5uOmNAbmFyeTov\r\n".to_lowercase();
    assert!(heard.to_lowercase().contains(&expected), "{heard}");
}

#[tokio::test]
async fn a_server_below_a_path_is_asked_there() {
    let address = serve("127.0.0.1:0", "/tenant/atlas/api/v1/me")
        .await
        .unwrap();
    for typed in ["tenant/atlas", "tenant/atlas/", "tenant/atlas/api/v1"] {
        let client = client(&format!("http://{address}/{typed}"), &Network::default());
        assert!(client.visit().await.answer.is_ok(), "{typed}");
    }
}

#[tokio::test]
async fn a_server_is_reached_over_ipv6() {
    // Some computers have none, not even on loopback.
    let Ok(address) = serve("[::1]:0", "/api/v1/me").await else {
        return;
    };
    let client = client(&format!("http://{address}"), &Network::default());
    assert!(client.visit().await.answer.is_ok());
}

fn certificate(name: &str) -> CertificateParams {
    CertificateParams::new([name.to_owned()]).unwrap()
}

fn through(scheme: &str, proxy: SocketAddr, credentials: Option<Credentials>) -> Network {
    Network {
        proxy: Proxy::Manual {
            address: ProxyAddress::parse(&format!("{scheme}://{proxy}")).unwrap(),
            credentials,
        },
        ..Network::default()
    }
}

fn client(server: &str, network: &Network) -> Client {
    Client::new(Server::parse(server).unwrap(), "canary", network).unwrap()
}

/// Of a question to a server that no test reaches.
async fn fault(network: &Network) -> Fault {
    let client = client("https://atlas.example.com", network);
    client.visit().await.answer.unwrap_err()
}

async fn unused() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap()
}

/// Answers one request with this status; and what that request said.
async fn http_proxy(status: &'static str) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let heard = head(&mut stream).await;
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
        stream.write_all(answer.as_bytes()).await.unwrap();
        heard
    });
    (address, heard)
}

/// Answers each message with the next of these; and what the messages were.
async fn socks_proxy(answers: &'static [&'static [u8]]) -> (SocketAddr, JoinHandle<Vec<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut heard = Vec::new();
        for answer in answers {
            let mut message = vec![0; 512];
            let length = stream.read(&mut message).await.unwrap();
            message.truncate(length);
            heard.push(message);
            stream.write_all(answer).await.unwrap();
        }
        heard
    });
    (address, heard)
}

async fn head(stream: &mut (impl AsyncReadExt + Unpin)) -> String {
    let mut heard = String::new();
    while !heard.contains("\r\n\r\n") {
        let mut piece = [0; 512];
        let length = stream.read(&mut piece).await.unwrap();
        assert!(length > 0, "cut after {heard:?}");
        heard.push_str(&String::from_utf8_lossy(&piece[..length]));
    }
    heard
}

async fn serve(place: &str, path: &str) -> std::io::Result<SocketAddr> {
    let json = [(header::CONTENT_TYPE, "application/json")];
    let router = Router::new().route(path, get((json, ME)));
    let listener = TcpListener::bind(place).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// Answers whoever trusts its fresh self-signed certificate for this name, which comes back in PEM form.
async fn serve_encrypted(name: &str) -> (SocketAddr, String) {
    serve_with(self_signed::acceptor(name)).await
}

async fn serve_with((acceptor, certificate): (TlsAcceptor, String)) -> (SocketAddr, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer_encrypted(acceptor.clone(), stream));
        }
    });
    (address, certificate)
}

/// Behind a fresh certificate of its own, carries one connection to this server, wherever it was to go; and what was asked
/// of it.
async fn encrypted_proxy(server: SocketAddr) -> (SocketAddr, String, JoinHandle<String>) {
    let (acceptor, certificate) = self_signed::acceptor("127.0.0.1");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let heard = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = acceptor.accept(stream).await.unwrap();
        let heard = head(&mut stream).await;
        let mut server = TcpStream::connect(server).await.unwrap();
        let carries = b"HTTP/1.1 200 Connection established\r\n\r\n";
        stream.write_all(carries).await.unwrap();
        stream.flush().await.unwrap();
        // Either side may go without taking leave.
        drop(copy_bidirectional(&mut stream, &mut server).await);
        heard
    });
    (address, certificate, heard)
}

async fn answer_encrypted(acceptor: TlsAcceptor, stream: TcpStream) {
    // Who does not trust the certificate goes as soon as it is seen.
    let Ok(mut stream) = acceptor.accept(stream).await else {
        return;
    };
    head(&mut stream).await;
    let length = ME.len();
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
         connection: close\r\n\r\n{ME}"
    );
    stream.write_all(answer.as_bytes()).await.unwrap();
    drop(stream.shutdown().await);
}

/// A SOCKS proxy's word that it reached the server.
const CONNECTED: [u8; 10] = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0];
/// A SOCKS proxy's word that the server refused the connection.
const REFUSED: [u8; 10] = [5, 5, 0, 1, 0, 0, 0, 0, 0, 0];

const ME: &str = r#"{"server_time":"2026-03-08T11:11:26Z","user":{"id":7,"name":"Demo Operator"},
"workspaces":[],"environments":[],"limits":{"max_targets":200,"max_wait_seconds":50}}"#;
