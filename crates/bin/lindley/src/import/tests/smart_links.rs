//! The SMART Scheduling Links import on an invented feed.

use lindley_domain::{BlockScope, ResourceId};

use super::{Place, added, headline, refused_lines};

const LOCATIONS: &str = r#"{"resourceType":"Location","id":"a","name":"Pier clinic","address":{"state":"MA"}}
{"resourceType":"Location","id":"b","name":"Hill clinic","address":{"city":"Elm"}}
"#;
const SCHEDULES: &str = r#"{"resourceType":"Schedule","id":"s1","actor":[{"reference":"Location/a"}],"serviceType":[{"coding":[{"code":"57","display":"Immunization"}]}]}
{"resourceType":"Schedule","id":"s2","actor":[{"reference":"Location/b"},{"reference":"Location/a"}],"serviceType":[{"coding":[{"code":"57","display":"Immunization"}]}]}
{"resourceType":"Schedule","id":"s3","actor":[{"reference":"Location/c"}]}
"#;

fn slot(id: &str, schedule: &str, status: &str, hours: (u8, u8), capacity: u16) -> String {
    let (from, until) = hours;
    let extension = format!(
        r#"{{"url":"http://fhir-registry.smarthealthit.org/StructureDefinition/slot-capacity","valueInteger":{capacity}}}"#
    );
    format!(
        r#"{{"resourceType":"Slot","id":"{id}","schedule":{{"reference":"Schedule/{schedule}"}},"status":"{status}","start":"2021-03-01T{from:02}:00:00Z","end":"2021-03-01T{until:02}:00:00Z","extension":[{extension}]}}"#
    )
}

fn slots() -> String {
    [
        slot("1", "s1", "free", (14, 18), 20),
        slot("2", "s1", "free", (18, 20), 30),
        slot("3", "s1", "busy", (20, 21), 1),
        slot("4", "s1", "busy", (14, 15), 9),
        slot("5", "s1", "free", (15, 16), 5),
        slot("6", "nowhere", "free", (15, 16), 5),
        slot("7", "s2", "free", (14, 18), 2),
    ]
    .join("\n")
}

/// A feed in a folder, with a manifest if asked for.
fn feed(place: &Place, manifest: bool) -> std::path::PathBuf {
    place.file("locations.ndjson", LOCATIONS);
    place.file("schedules.ndjson", SCHEDULES);
    place.file("slots.ndjson", &slots());
    if manifest {
        let listed = |kind: &str, name: &str| {
            format!(r#"{{"type":"{kind}","url":"https://f.example/{name}.ndjson"}}"#)
        };
        let files =
            [listed("Location", "locations"), listed("Schedule", "schedules"), listed("Slot", "slots")];
        place.file("$bulk-publish", &format!(r#"{{"output":[{}]}}"#, files.join(",")));
    }
    place.folder.path().to_owned()
}

#[test]
fn a_folder_becomes_sites_resources_sessions_and_blocks() {
    let place = Place::new();
    let report =
        place.import("smart-links", &feed(&place, false), &["--zone", "America/Denver"]).expect("a feed");
    assert_eq!(
        headline(&report),
        "2 sites, 3 resources, 4 sessions, 1 blocks added; 4 refused",
        "a schedule at two places has a resource and sessions at both"
    );
    let mut lines = refused_lines(&report);
    lines.sort_unstable();
    assert_eq!(
        lines,
        [3, 4, 5, 6],
        "a schedule without place, busy over free, overlapping free, no schedule"
    );
    place.read(|state| {
        assert_eq!(state.catalogue().resources[&ResourceId(1)].capacity_units, 30);
        assert_eq!(state.blocks().values().next().expect("one").scope, BlockScope::Resource(ResourceId(1)));
        assert_eq!(state.catalogue().visit_types.len(), 1);
    });
    let again =
        place.import("smart-links", place.folder.path(), &["--zone", "America/Denver"]).expect("a feed");
    assert_eq!(added(&again), 0);
}

#[test]
fn a_manifest_is_followed_beside_itself_and_another_publisher_is_another_feed() {
    let place = Place::new();
    let folder = feed(&place, true);
    let first = place.import("smart-links", &folder.join("$bulk-publish"), &[]).expect("a feed");
    assert!(headline(&first).starts_with("1 sites"), "Hill clinic has no state and there is no --zone");
    assert!(first.refused.iter().any(|refused| refused.advice.contains("--zone")));
    let other = place.import("smart-links", &folder, &["--publisher", "other"]).expect("a feed");
    assert_eq!(added(&first), added(&other));
}

#[test]
fn single_files_find_what_earlier_ones_brought() {
    let place = Place::new();
    let folder = feed(&place, false);
    for (name, expected) in [
        ("locations.ndjson", "1 sites added; 1 refused"),
        ("schedules.ndjson", "2 resources added; 2 refused"),
    ] {
        let report = place.import("smart-links", &folder.join(name), &[]).expect("a file");
        assert_eq!(headline(&report), expected);
    }
    let report = place.import("smart-links", &folder.join("slots.ndjson"), &[]).expect("a file");
    assert!(headline(&report).starts_with("3 sessions, 1 blocks added"), "{}", headline(&report));
}

#[test]
fn what_is_not_a_feed_is_refused() {
    let place = Place::new();
    let empty = place.import("smart-links", place.folder.path(), &[]).expect_err("nothing in it");
    assert!(format!("{empty:#}").contains("has neither $bulk-publish nor"));
    let other =
        place.import("smart-links", &place.file("x.json", "{\"a\":1}"), &[]).expect_err("no manifest");
    assert!(format!("{other:#}").contains("not a bulk-publish manifest"));
    let listed = r#"{"output":[{"type":"Slot","url":"https://f.example/gone.ndjson"}]}"#;
    let gone = place.import("smart-links", &place.file("m.json", listed), &[]).expect_err("not beside it");
    assert!(format!("{gone:#}").contains("gone.ndjson, which is not beside it"));
}
