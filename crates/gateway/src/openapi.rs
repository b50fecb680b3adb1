//! The contract as OpenAPI 3.1, generated from the types of `monitor-wire` and the handlers' own descriptions.

use monitor_wire::{LANE_HEADER, Problem};
use utoipa::openapi::schema::AdditionalProperties;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Components, OpenApi as Document, RefOr, Schema};
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
        close_target(components);
    }
}

/// What the types cannot say: a watched target takes no field but its own. The `allOf` of a flattened type lets any in.
fn close_target(components: &mut Components) {
    let schemas = &mut components.schemas;
    let Some(RefOr::T(Schema::AllOf(parts))) = schemas.get("WatchTarget").cloned() else {
        return;
    };
    let Some(RefOr::T(Schema::OneOf(mut target))) = schemas.get("Target").cloned() else {
        return;
    };
    for kind in &mut target.items {
        let RefOr::T(Schema::Object(kind)) = kind else {
            continue;
        };
        for part in &parts.items {
            if let RefOr::T(Schema::Object(own)) = part {
                kind.properties.extend(own.properties.clone());
            }
        }
        kind.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    }
    let target = RefOr::T(Schema::OneOf(target));
    schemas.insert("WatchTarget".to_owned(), target);
}
