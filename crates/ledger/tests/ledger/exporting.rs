//! The history as a file for other programs.

use monitor_core::ports::{Delivery, Store};
use monitor_core::{Ended, EnvironmentId};
use monitor_ledger::Format;

use crate::world::{Place, at, ended};

#[test]
fn an_export_has_every_entry_and_no_formula() {
    let place = Place::new();
    let mut ledger = place.ledger();
    let hostile = Ended {
        reason: Some("=cmd|' /C calc'!A0, \"now\"".into()),
        environment: EnvironmentId::new(5).map(|id| (id, "Contoso, Ltd.".into())),
        ..ended(421)
    };
    ledger.remember(&[hostile], at(1_000)).unwrap();
    ledger
        .mark_told(&[ended(421)], Delivery::Shown(7), at(2_000))
        .unwrap();

    let csv = place.exported(Format::Csv);
    let lines: Vec<_> = csv.split("\r\n").collect();
    assert_eq!(lines.len(), 3, "{csv}");
    assert!(lines[0].starts_with("kind,id,ending,"), "{csv}");
    assert_eq!(
        lines[1],
        "operation,421,failed,false,policy.sync,,1,Woodgrove,5,\"Contoso, Ltd.\",\
         \"'=cmd|' /C calc'!A0, \"\"now\"\"\",1970-01-01T00:00:00.099Z,1970-01-01T00:00:01Z,,,,1970-01-01T00:00:02Z,,\
         shown,7,,"
    );

    let json: serde_json::Value = serde_json::from_str(&place.exported(Format::Json)).unwrap();
    assert_eq!(json[0]["reason"], "=cmd|' /C calc'!A0, \"now\"");
    assert_eq!(json[0]["shown_at"], "1970-01-01T00:00:02Z");
    assert_eq!(json[0]["opened_at"], serde_json::Value::Null);
    assert_eq!(json.as_array().map(Vec::len), Some(1));
}

#[test]
fn an_empty_history_is_an_empty_file_of_its_format() {
    let place = Place::new();
    drop(place.ledger());
    assert_eq!(place.exported(Format::Csv).lines().count(), 1);
    let json: serde_json::Value = serde_json::from_str(&place.exported(Format::Json)).unwrap();
    assert_eq!(json, serde_json::json!([]));
}
