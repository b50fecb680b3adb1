//! The networks that people have: a private authority, a reverse proxy with a path, and proxies that ask who comes. All of
//! them are the real programs, and the server is one that the app cannot reach without them.

use anyhow::{Context, Result};
use tenantatlas_simulator::Outcome;

use crate::keyring::{command_line, ran};
use crate::restart::{bodies, place};
use crate::signing_in::files_with;
use crate::world::{
    Authority, Conditions, Driven, ELSEWHERE, OLD, OVERVIEW, Station, World, has_ipv6, id,
};

#[test]
fn a_private_authority_is_named_in_words_until_it_is_trusted_and_a_path_and_ipv6_are_kept()
-> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let operation = world.run(world.atlas.running(OLD))?;
    let authority = Authority::new()?;
    let identity = authority.identity(&["localhost", "::1"])?;
    let nginx = world.nginx(&identity)?;
    let port = nginx.port();
    let server = format!("https://localhost:{port}/monitor/");

    let app = world.launch_to_sign_in()?;
    sign_in(&world, &app, &server)?;
    app.on("Sign in")?
        .reads(&id("signin-problem"), "the certificate", |words| {
            words.contains("certificate")
        })?;
    // Without a connection there is no request, and without a request no token.
    assert_eq!(nginx.log()?, "");
    assert_eq!(world.kept_token()?, None);
    drop(app);

    world.trust(&authority)?;
    let app = world.launch_to_sign_in()?;
    sign_in(&world, &app, &server)?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    app.click(&id(&format!("pin-{operation}")))?;
    world.tray_state(operation, "Running")?;
    world.wait_until_held()?;
    drop(app);
    nginx.logs("POST /monitor/api/v1/watch")?;

    if has_ipv6() {
        world.reach_at(&format!("https://[::1]:{port}/monitor/"))?;
    }
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    app.says(&id(&format!("status-{operation}")), "Running")?;
    if has_ipv6() {
        nginx.logs("::1 - ")?;
    }

    // Somebody else answers in the server's place.
    drop(nginx);
    let stranger = world.nginx_at(port, &Authority::new()?.identity(&["localhost", "::1"])?)?;
    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    app.click(&id("refresh"))?;
    not_connected_by(&app, "certificate")?;
    app.says(&id(&format!("status-{operation}")), "Running")?;
    assert_eq!(stranger.log()?, "");
    assert_eq!(bodies(&world, 0)?, Vec::<String>::new());

    drop(stranger);
    let _nginx = world.nginx_at(port, &identity)?;
    app.click(&id("refresh"))?;
    app.says(&id("health-line"), "Connected")?;
    assert_eq!(bodies(&world, 1)?, [place(operation)]);
    Ok(())
}

#[test]
fn a_proxy_that_refuses_is_no_end_and_no_sign_out_and_its_password_is_in_no_file() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let (nginx, server) = elsewhere(&world)?;
    let proxy = world.tinyproxy(USER, PASSWORD)?;
    let address = format!("http://127.0.0.1:{}", proxy.port());

    world.choose_proxy(&address, Some(USER))?;
    world.keep_proxy_password(&address, USER, PASSWORD)?;
    let app = world.launch(&[])?;
    world.tray_state(operation, "Running")?;
    world.wait_until_held()?;
    proxy.logs(&format!("CONNECT {server} "))?;
    drop(app);
    nginx.logs("POST /monitor/api/v1/watch")?;

    world.keep_proxy_password(&address, USER, "wrong-canary")?;
    let app = world.launch(&[])?;
    is_refused(&world, operation)?;
    drop(app);
    world.choose_proxy(&address, None)?;
    let app = world.launch(&[])?;
    is_refused(&world, operation)?;
    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    assert_eq!(bodies(&world, 0)?, Vec::<String>::new());
    drop(app);

    world.choose_proxy(&address, Some(USER))?;
    world.keep_proxy_password(&address, USER, PASSWORD)?;
    let _app = world.launch(&[])?;
    assert_eq!(bodies(&world, 1)?, [place(operation)]);
    world.tray_state(operation, "Failed")?;
    has_no_file_with_the_password(&world)
}

#[test]
fn a_proxy_and_an_authority_chosen_in_the_settings_lead_to_the_server_at_once() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let authority = Authority::new()?;
    let (nginx, server) = elsewhere_by(&world, &authority)?;
    let file = world.certificate_file(&authority)?;
    let proxy = world.tinyproxy(USER, PASSWORD)?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?;
    not_connected_by(&app, "unreachable")?;

    app.open_settings("network")?;
    app.click(&id("proxy-manual"))?;
    app.enter(
        &id("proxy-address"),
        &format!("http://127.0.0.1:{}", proxy.port()),
    )?;
    app.enter(&id("proxy-user"), USER)?;
    app.enter(&id("proxy-password"), PASSWORD)?;
    app.click(&id("proxy-save"))?;
    proxy.logs(&format!("CONNECT {server} "))?;
    not_connected_by(&app, "certificate")?;

    app.click(&id("ca-choose"))?;
    world
        .desktop
        .choose_file("Choose a file of certificates", &file)?;
    app.says(&id("ca-file"), "authority.pem")?;
    world.tray_state(operation, "Running")?;
    nginx.logs("POST /monitor/api/v1/watch")?;
    drop(app);
    has_no_file_with_the_password(&world)
}

#[test]
fn a_socks_proxy_resolves_names_and_asks_who_comes_and_a_chosen_one_is_before_the_environments()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let (_nginx, server) = elsewhere(&world)?;
    let environments = world.tinyproxy(USER, PASSWORD)?;
    let port = environments.port();
    let environment = format!("http://{USER}:{PASSWORD}@127.0.0.1:{port}");
    let environment = [("HTTPS_PROXY", environment.as_str())];

    // Nothing is chosen.
    let app = world.launch_behind(&environment)?;
    world.tray_state(operation, "Running")?;
    world.wait_until_held()?;
    drop(app);
    environments.logs(&format!("CONNECT {server} "))?;
    let carried = connections(&environments.log()?);

    let socks = world.dante()?;
    world.choose_proxy(&format!("socks5h://127.0.0.1:{}", socks.port()), None)?;
    let app = world.launch_behind(&environment)?;
    world.tray_state(operation, "Running")?;
    world.wait_until_held()?;
    drop(app);
    socks.logs("tcp/connect")?;

    let socks = world.dante_for(USER, PASSWORD)?;
    let address = format!("socks5://127.0.0.1:{}", socks.port());
    world.choose_proxy(&address, Some(USER))?;
    world.keep_proxy_password(&address, USER, "wrong-canary")?;
    let app = world.launch_behind(&environment)?;
    is_refused(&world, operation)?;
    drop(app);
    world.keep_proxy_password(&address, USER, PASSWORD)?;
    let _app = world.launch_behind(&environment)?;
    world.wait_until_held()?;
    socks.logs(&format!("username%{USER}@"))?;
    world.run(world.atlas.plant.complete(operation, Outcome::Succeeded))?;
    assert_eq!(bodies(&world, 1)?, [place(operation)]);

    assert_eq!(connections(&environments.log()?), carried);
    has_no_file_with_the_password(&world)
}

#[test]
fn a_socks_proxy_of_the_environment_is_followed_where_none_is_chosen() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let (nginx, _) = elsewhere(&world)?;
    let socks = world.dante()?;
    let address = format!("socks5h://127.0.0.1:{}", socks.port());
    let app = world.launch_behind(&[("ALL_PROXY", address.as_str())])?;
    world.tray_state(operation, "Running")?;
    world.wait_until_held()?;
    drop(app);
    socks.logs("tcp/connect")?;
    nginx.logs("POST /monitor/api/v1/watch")
}

#[test]
fn the_command_line_goes_the_apps_way_by_its_proxy_its_authority_and_a_path() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.run(world.atlas.running(OLD))?.to_string();
    let (nginx, server) = elsewhere(&world)?;
    let proxy = world.tinyproxy(USER, PASSWORD)?;
    let address = format!("http://127.0.0.1:{}", proxy.port());
    world.choose_proxy(&address, Some(USER))?;
    world.keep_proxy_password(&address, USER, PASSWORD)?;
    let show = || ran(command_line(&world, &["show", &operation])?, "", || Ok(()));

    let (code, said) = show()?;
    assert_eq!((code, said.as_str()), (Some(0), ""));
    proxy.logs(&format!("CONNECT {server} "))?;
    nginx.logs("POST /monitor/api/v1/watch")?;

    world.keep_proxy_password(&address, USER, "wrong-canary")?;
    let (code, said) = show()?;
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("proxy") && !said.contains("canary"), "{said}");
    has_no_file_with_the_password(&world)
}

#[test]
fn an_exception_of_the_environment_leads_app_and_command_line_past_its_proxy() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let authority = Authority::new()?;
    let nginx = world.nginx(&authority.identity(&[UNSPECIFIED])?)?;
    world.trust(&authority)?;
    world.reach_at(&format!("https://{UNSPECIFIED}:{}/monitor", nginx.port()))?;
    for (exceptions, expected) in [("", Some(3)), (ELSEWHERE, Some(3)), (UNSPECIFIED, Some(0))] {
        let mut list = command_line(&world, &["list"])?;
        list.env("HTTPS_PROXY", NOBODY);
        list.env("NO_PROXY", exceptions);
        let (code, said) = ran(list, "", || Ok(()))?;
        assert_eq!(code, expected, "{exceptions}: {said}");
    }
    nginx.logs("GET /monitor/api/v1/operations")?;

    let app = world.launch_behind(&[("HTTPS_PROXY", NOBODY), ("NO_PROXY", ELSEWHERE)])?;
    let line = world.tray_entry("Not connected: ")?;
    assert!(line.contains("proxy"), "{line}");
    drop(app);
    let _app = world.launch_behind(&[("HTTPS_PROXY", NOBODY), ("NO_PROXY", UNSPECIFIED)])?;
    world.tray_state(operation, "Running")?;
    nginx.logs("POST /monitor/api/v1/watch")
}

/// An nginx that the app trusts, and reaches through a proxy alone.
fn elsewhere(world: &World) -> Result<(Station, String)> {
    let authority = Authority::new()?;
    world.trust(&authority)?;
    elsewhere_by(world, &authority)
}

/// The same, whether the authority is trusted or not, by a name that the app cannot resolve; with that, the name and port.
fn elsewhere_by(world: &World, authority: &Authority) -> Result<(Station, String)> {
    let nginx = world.nginx(&authority.identity(&[ELSEWHERE])?)?;
    let server = format!("{ELSEWHERE}:{}", nginx.port());
    world.reach_at(&format!("https://{server}/monitor"))?;
    Ok((nginx, server))
}

/// The app says that it is the proxy, and everything else is as it was.
fn is_refused(world: &World, operation: i64) -> Result<()> {
    let line = world.tray_entry("Not connected: ")?;
    assert!(line.to_lowercase().contains("proxy"), "{line}");
    world.tray_state(operation, "Running")?;
    let entries = world.desktop.tray_menu()?;
    assert!(
        entries.iter().all(|entry| entry.label != "Sign in…"),
        "{entries:?}"
    );
    assert_eq!(bodies(world, 0)?, Vec::<String>::new());
    Ok(())
}

/// The overview says that it is something of this word.
fn not_connected_by(app: &Driven<'_>, word: &str) -> Result<()> {
    app.reads(&id("summary"), word, |words| {
        words.starts_with("Not connected: ") && words.contains(word)
    })?;
    Ok(())
}

fn sign_in(world: &World, app: &Driven<'_>, server: &str) -> Result<()> {
    app.enter(&id("signin-server"), server)?;
    app.enter(&id("signin-token"), &world.atlas.token.secret)?;
    app.click(&id("signin-submit"))
}

/// Neither below the data folder nor in a log, nor anywhere at home: the keyring's file is encrypted.
fn has_no_file_with_the_password(world: &World) -> Result<()> {
    let data = world.data();
    let folder = data.parent().context("the data folder lies in one")?;
    for folder in [folder, world.desktop.home()] {
        let found = files_with(folder, PASSWORD.as_bytes())?;
        assert_eq!(found, Vec::<String>::new());
    }
    Ok(())
}

/// How many an HTTP proxy made.
fn connections(log: &str) -> usize {
    log.matches("Established connection").count()
}

/// This computer, too, by an address that is not the one for talking to itself, and so is no reason to pass a proxy over.
const UNSPECIFIED: &str = "0.0.0.0";
/// Nobody carries anything there.
const NOBODY: &str = "http://127.0.0.1:9";
const USER: &str = "ann";
const PASSWORD: &str = "canary-of-the-proxy";
