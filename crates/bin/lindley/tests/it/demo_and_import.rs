//! The demo is filled once; an import beside the running server adds a clinic that the server shows and sells.

use std::path::PathBuf;
use std::time::{Duration, Instant as Stopwatch};

use lindley_time::{Instant, Zone};
use serde_json::{Value, json};

use crate::stage::{Caller, Server, lindley, midnight, text};

/// How long the server may take to hear what the import did.
const NEWS: Duration = Duration::from_secs(10);

#[test]
fn demo_is_filled_once_and_import_beside_it_adds_a_clinic() {
    let directory = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", directory.path().join("store").display());
    let server = Server::start_with(&store, &["--demo"]);
    let mut clerk = Caller::sign_in(server.address, "clerk", "demo-clerk-1");
    let filled = head(&mut clerk);
    the_board_answers(&mut clerk);
    assert!(server.stop().success());

    let server = Server::start_with(&store, &["--demo"]);
    let mut clerk = Caller::sign_in(server.address, "clerk", "demo-clerk-1");
    assert_eq!(head(&mut clerk), filled, "a demo that is there is left alone");
    let Some(data) = hangu() else { return };
    let sites = sites(&mut clerk);
    let import = || lindley(&["import", "hangu", "--data", &data, "--store", &store]).said();
    let first = import();
    assert!(first.contains("\n381 sessions, 6,637 visits added\n"), "{first}");
    let second = import();
    assert!(second.contains("\n0 added; 381 sessions, 6,637 visits already there\n"), "{second}");

    let site = new_site(&mut clerk, &sites);
    let physician = only_physician(&mut clerk, &site);
    a_past_day_is_shown(&mut clerk, &site, &physician);
    a_coming_visit_is_sold(&mut clerk, &site);
    let verified = lindley(&["audit", "verify", "--store", &store]).said();
    assert!(verified.contains("nothing altered"), "{verified}");
}

/// The published file, or none where it is not at hand.
fn hangu() -> Option<String> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let file = std::env::var_os("LINDLEY_DATA").map_or_else(beside, PathBuf::from).join("hangu/Data.csv");
    if !file.is_file() {
        println!("skipped: no data in {}", file.display());
        return None;
    }
    Some(file.display().to_string())
}

fn head(caller: &mut Caller) -> u64 {
    caller.get("/v1/organisation")["head"].as_u64().unwrap()
}

fn items(page: &Value) -> &Vec<Value> {
    page["items"].as_array().unwrap()
}

fn sites(caller: &mut Caller) -> Vec<String> {
    items(&caller.get("/v1/sites?limit=500")).iter().map(|site| text(&site["id"])).collect()
}

/// The demo's board of the coming week: resources, and appointments on them.
fn the_board_answers(clerk: &mut Caller) {
    let sites = sites(clerk);
    assert_eq!(sites.len(), 3);
    for site in sites {
        let day = Zone::utc().date_of(midnight(0));
        let board = clerk.get(&format!("/v1/board?site={site}&date={day}&days=7"));
        assert!(!board["resources"].as_array().unwrap().is_empty(), "{site} has resources");
        assert!(!board["appointments"].as_array().unwrap().is_empty(), "{site} has appointments");
    }
}

/// The site that the import added, as soon as the running server has heard the whole import.
fn new_site(clerk: &mut Caller, before: &[String]) -> String {
    let begun = Stopwatch::now();
    loop {
        let found = sites(clerk).into_iter().find(|site| !before.contains(site));
        let ready = found.filter(|site| !openings(clerk, site).is_empty());
        if let Some(site) = ready {
            return site;
        }
        assert!(begun.elapsed() < NEWS, "the server has not heard of the import");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn only_physician(clerk: &mut Caller, site: &str) -> String {
    let people = clerk.get(&format!("/v1/resources?site={site}&kind=practitioner"));
    assert_eq!(items(&people).len(), 1, "{people}");
    text(&items(&people)[0]["id"])
}

/// A day of the imported history stands on the board, and the board says that its date was chosen.
fn a_past_day_is_shown(clerk: &mut Caller, site: &str, physician: &str) {
    let some = clerk.get(&format!("/v1/appointments?resource={physician}&limit=1"));
    let start = Instant::parse(&text(&items(&some)[0]["start"])).unwrap();
    let day = Zone::parse("Asia/Shanghai").unwrap().date_of(start);
    let board = clerk.get(&format!("/v1/board?site={site}&date={day}"));
    assert!(!board["appointments"].as_array().unwrap().is_empty(), "{day} has visits");
    assert!(!board["notices"].as_array().unwrap().is_empty(), "{day} was chosen by the import");
}

/// The next openings of the imported clinic; none as long as the server knows no visit type there.
fn openings(clerk: &mut Caller, site: &str) -> Vec<(String, String)> {
    let types = clerk.get("/v1/visit-types?limit=500");
    let here =
        |kind: &&Value| kind["sites"].as_array().is_some_and(|sites| sites.iter().any(|one| one == site));
    let Some(kind) = items(&types).iter().find(here).map(|kind| text(&kind["id"])) else { return Vec::new() };
    let (from, until) = (midnight(1).to_string(), midnight(40).to_string());
    let search = json!({ "visit_type": kind, "site": site, "from": from, "until": until });
    let found = clerk.send("POST", "/v1/openings/search", None, Some(&search)).unwrap().good();
    items(&found).iter().map(|opening| (kind.clone(), text(&opening["start"]))).collect()
}

fn a_coming_visit_is_sold(clerk: &mut Caller, site: &str) {
    let (kind, start) = openings(clerk, site).swap_remove(0);
    let request =
        |patient: &str| json!({ "patient": patient, "visit_type": kind, "site": site, "start": start });
    let booked = clerk.post("/v1/appointments", "first", &request("p-new-1")).unwrap().good();
    let found = clerk.get(&format!("/v1/appointments/{}", text(&booked["id"])));
    assert_eq!((&found["status"], &found["start"]), (&json!("booked"), &json!(start)));
    let late = clerk.post("/v1/appointments", "second", &request("p-new-2")).unwrap();
    assert_eq!((late.status, late.code()), (409, "slot-taken"));
}
