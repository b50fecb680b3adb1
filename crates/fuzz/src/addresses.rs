//! The gateway's address, as a user types it, an administrator sets it, or a link names it.

use monitor_client::Server;

use crate::text;

/// An address that is taken is taken as the same one again, names nobody, and sends no token unencrypted.
pub(crate) fn server_address(input: &[u8]) {
    let typed = text(input);
    let Ok(server) = Server::parse(&typed) else {
        return;
    };
    let address = server.as_str();
    assert_eq!(Server::parse(address).as_ref(), Ok(&server), "{typed:?}");
    let plain = ["http://127.", "http://[::1]", "http://localhost"];
    let is_local = plain.iter().any(|start| address.starts_with(start));
    assert!(server.is_encrypted() || is_local, "{address}");
    assert!(!address.contains(['?', '#']), "{address}");
    let place = address.split('/').nth(2).unwrap_or_default();
    assert!(!place.contains('@'), "{address}");
    assert!(place.contains(&server.host()), "{address}");
}
