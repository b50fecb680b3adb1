//! The contract as OpenAPI 3.1, generated from the types of `monitor-wire` and the handlers' own descriptions.

use monitor_wire::{LANE_HEADER, Problem};
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::endpoints::{health, me, operation, operations, review_pack, watch};

/// Pretty JSON with a newline at its end, as committed in `docs/openapi.json`.
pub fn openapi() -> String {
    let json = Contract::openapi().to_pretty_json();
    let mut text = json.expect("the contract is plain data with string keys");
    text.push('\n');
    text
}

#[derive(OpenApi)]
#[openapi(
    info(title = "TenantAtlas Monitor gateway", version = "1"),
    paths(
        health::health,
        me::me,
        operations::operations,
        operation::operation,
        review_pack::review_pack,
        watch::watch,
    ),
    components(schemas(Problem)),
    modifiers(&Access)
)]
struct Contract;

struct Access;

impl Modify for Access {
    fn modify(&self, document: &mut Document) {
        document.info.description = Some(format!(
            "Read-only. A client may name the lane a request serves in the header {LANE_HEADER}; it changes no answer."
        ));
        document.info.contact = None;
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    }
}
