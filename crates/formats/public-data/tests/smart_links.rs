//! The SMART Scheduling Links readers on invented lines.

use lindley_public_data::smart_links::{Kind, Reader, Resource, SlotStatus, read_manifest};
use lindley_public_data::{FileError, Row, RowError};
use lindley_time::Instant;

fn read(text: &str, kind: Kind) -> Vec<Result<Row<Resource>, RowError>> {
    Reader::new(text.as_bytes(), kind).collect()
}

fn slot(change: impl Fn(&mut serde_json::Value)) -> Result<Row<Resource>, RowError> {
    let mut value = serde_json::json!({
        "resourceType": "Slot", "id": "s1", "status": "free", "schedule": {"reference": "Schedule/c1"},
        "start": "2026-03-01T09:00:00-05:00", "end": "2026-03-01T09:30:00-05:00",
        "extension": [{"url": "http://hl7.org/fhir/uv/smart-scheduling-links/StructureDefinition/slot-capacity", "valueInteger": 4},
                      {"url": "http://fhir-registry.smarthealthit.org/StructureDefinition/booking-deep-link", "valueUrl": "https://book.example/1"},
                      {"url": "http://fhir-registry.smarthealthit.org/StructureDefinition/booking-phone", "valueString": "555-0100"},
                      {"url": "https://example.org/unheard-of", "valueBoolean": true}],
        "unheardOf": [1, 2]
    });
    change(&mut value);
    read(&value.to_string(), Kind::Slot).remove(0)
}

#[test]
fn a_location_has_its_name_city_and_state() {
    let text = r#"{"resourceType":"Location","id":"L.1","name":"Pier 9","address":{"city":"Elm","state":"MA","line":["1 Quay"]}}
{"resourceType":"Location","id":"L2"}"#;
    let rows = read(text, Kind::Location);
    let Resource::Location(first) = &rows[0].as_ref().expect("good").value else { panic!("a location") };
    assert_eq!(
        (first.name.as_str(), first.state.as_deref(), first.city.as_deref()),
        ("Pier 9", Some("MA"), Some("Elm"))
    );
    let Resource::Location(second) = &rows[1].as_ref().expect("good").value else { panic!("a location") };
    assert_eq!((second.name.as_str(), &second.state), ("L2", &None));
}

#[test]
fn a_schedule_keeps_its_locations_among_other_actors() {
    let text = r#"{"resourceType":"Schedule","id":"c1","actor":[{"reference":"Practitioner/9"},{"reference":"https://feed.example/fhir/Location/7"}],"serviceType":[{"coding":[{"code":"57","display":"Immunization"}]}],"extension":[{"url":"http://fhir-registry.smarthealthit.org/StructureDefinition/vaccine-product","valueCoding":{"code":"207","display":"Some vaccine"}},{"url":"http://fhir-registry.smarthealthit.org/StructureDefinition/vaccine-dose","valueInteger":2}]}"#;
    let rows = read(text, Kind::Schedule);
    let Resource::Schedule(schedule) = &rows[0].as_ref().expect("good").value else { panic!("a schedule") };
    assert_eq!(schedule.locations, ["7"]);
    assert_eq!(schedule.service_types[0][0].display.as_deref(), Some("Immunization"));
    assert_eq!((schedule.vaccine_product.as_deref(), schedule.vaccine_dose), (Some("Some vaccine"), Some(2)));
}

#[test]
fn a_slot_is_read_under_both_extension_bases() {
    let row = slot(|_| {}).expect("a good slot");
    let Resource::Slot(slot) = row.value else { panic!("a slot") };
    assert_eq!((slot.capacity, slot.status, slot.schedule.as_str()), (4, SlotStatus::Free, "c1"));
    assert_eq!(slot.span.start(), Instant::parse("2026-03-01T14:00:00Z").expect("a moment"));
    assert_eq!(slot.deep_link.as_deref(), Some("https://book.example/1"));
    assert_eq!(slot.phone.as_deref(), Some("555-0100"));
}

#[test]
fn a_slot_without_capacity_takes_one() {
    let row = slot(|value| value["extension"] = serde_json::json!([])).expect("a good slot");
    assert!(matches!(row.value, Resource::Slot(slot) if slot.capacity == 1));
}

#[test]
fn every_kind_of_busy_is_busy() {
    for word in ["busy", "busy-tentative", "busy-unavailable"] {
        let row = slot(|value| value["status"] = word.into()).expect("a good slot");
        assert!(matches!(row.value, Resource::Slot(slot) if slot.status == SlotStatus::Busy));
    }
}

#[test]
fn each_bad_slot_names_its_field() {
    type Change = fn(&mut serde_json::Value);
    let cases: [(Change, &str); 9] = [
        (|value| value["resourceType"] = "Schedule".into(), "resourceType"),
        (|value| value["id"] = "no spaces".into(), "id"),
        (|value| value["schedule"] = serde_json::json!({"reference": "Location/1"}), "schedule"),
        (|value| value["status"] = "entered-in-error".into(), "status"),
        (|value| value["start"] = "2026-03-01T09:00:00".into(), "start"),
        (|value| value["end"] = value["start"].clone(), "end"),
        (|value| value["extension"][0]["valueInteger"] = 0.into(), "slot-capacity"),
        (|value| value["extension"] = 7.into(), "line"),
        (|value| value["modifierExtension"] = serde_json::json!([]), "modifierExtension"),
    ];
    for (change, field) in cases {
        assert_eq!(slot(change).expect_err("a refusal").field, field);
    }
}

#[test]
fn a_line_that_is_not_json_does_not_end_the_reading() {
    let good = r#"{"resourceType":"Location","id":"L1"}"#;
    let rows = read(&format!("[]\n{{nonsense\n\n{good}\n{}", &good[..20]), Kind::Location);
    let lines: Vec<(u64, bool)> = rows
        .iter()
        .map(|row| row.as_ref().map_or_else(|error| (error.line, false), |row| (row.line, true)))
        .collect();
    assert_eq!(lines, [(1, false), (2, false), (4, true), (5, false)]);
    assert!(rows[3].as_ref().expect_err("cut off").problem.contains("ends too early"));
}

#[test]
fn a_schedule_without_a_place_is_refused() {
    let rows = read(r#"{"resourceType":"Schedule","id":"c1","actor":[{"display":"x"}]}"#, Kind::Schedule);
    assert_eq!(rows[0].as_ref().expect_err("a refusal").field, "actor");
}

#[test]
fn a_manifest_lists_known_files_and_names_other_types() {
    let text = br#"{"transactionTime":"x","output":[{"type":"Slot","url":"https://f.example/slots.ndjson","extension":{"state":["MA"]}},{"type":"Practitioner","url":"p"}],"error":[]}"#;
    let manifest = read_manifest(text).expect("a manifest");
    assert_eq!(manifest.files.len(), 1);
    assert_eq!(
        (manifest.files[0].kind, manifest.files[0].url.as_str()),
        (Kind::Slot, "https://f.example/slots.ndjson")
    );
    assert_eq!(manifest.other_types, ["Practitioner"]);
    assert!(matches!(read_manifest(b" \n"), Err(FileError::Empty)));
    assert!(matches!(read_manifest(b"{}"), Err(FileError::Manifest { .. })));
    assert!(matches!(read_manifest(br#"{"output":[]}"#), Err(FileError::Manifest { .. })));
}
