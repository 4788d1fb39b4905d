//! A server that is killed in the middle of its work loses nothing that it has acknowledged.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant as Stopwatch};

use serde_json::Value;

use crate::stage::{Caller, Clinic, Server, Size, lindley, text, token};

const CALLERS: usize = 16;
/// So many bookings are acknowledged before each kill, at least.
const BOOKED_BEFORE: usize = 150;
/// How often the server is killed on one store.
const KILLS: usize = 3;
const PATIENCE: Duration = Duration::from_secs(30);
/// Every caller has a physician, every round a day: enough for any machine.
const BUSY: Size = Size { physicians: 16, open: ("00:00", "24:00"), visit_minutes: 5 };

/// A booking that a caller asked for.
struct Asked {
    key: String,
    request: Value,
    /// The appointment's id; none if the server was gone before it answered.
    acknowledged: Option<String>,
}

#[test]
fn a_killed_server_loses_nothing_it_acknowledged() {
    let directory = tempfile::tempdir().unwrap();
    kill_and_look(&format!("sqlite:{}", directory.path().display()));
}

#[test]
fn a_killed_server_loses_nothing_it_acknowledged_in_postgresql() {
    let Some(postgres) = lindley_test_postgres::shared() else { return };
    kill_and_look(&format!("postgres:{}", postgres.fresh_database().unwrap()));
}

fn kill_and_look(store: &str) {
    let token = token(store);
    let mut server = Server::start(store);
    let clinic = Clinic::make(&server, token, BUSY);
    let mut asked = Vec::new();
    for round in 0..KILLS {
        asked.extend(load_until_killed(server, &clinic, round));
        server = Server::start(store);
        let mut caller = server.caller(&clinic.token);
        asked.iter().filter(|one| one.acknowledged.is_some()).for_each(|one| is_there(&mut caller, one));
        for unanswered in asked.iter_mut().filter(|one| one.acknowledged.is_none()) {
            unanswered.acknowledged = Some(retry(&mut caller, unanswered));
        }
        let verified = lindley(&["audit", "verify", "--store", store]).said();
        assert!(verified.contains("nothing altered"), "{verified}");
    }
    assert_eq!(count_booked(&mut server.caller(&clinic.token)), asked.len(), "nothing was booked twice");
    assert!(server.stop().success());
}

/// Books from many callers at once and kills the server in the middle of it.
fn load_until_killed(server: Server, clinic: &Clinic, round: usize) -> Vec<Asked> {
    let day = i64::try_from(round).unwrap() + 2;
    let openings = clinic.openings(&mut server.caller(&clinic.token), day);
    let acknowledged = AtomicUsize::new(0);
    let asked: Vec<Asked> = std::thread::scope(|scope| {
        let callers: Vec<_> = (0..CALLERS)
            .map(|number| {
                let mine = openings.iter().skip(number).step_by(CALLERS);
                let mut caller = server.caller(&clinic.token);
                let acknowledged = &acknowledged;
                scope.spawn(move || {
                    let mut asked = Vec::new();
                    for (place, (physician, start)) in mine.enumerate() {
                        let name = format!("r{round}-c{number}-{place}");
                        let request = clinic.request(&name, physician, start);
                        let answer = caller.post("/v1/appointments", &name, &request).ok();
                        let id = answer.map(|answer| text(&answer.good()["id"]));
                        acknowledged.fetch_add(usize::from(id.is_some()), Ordering::Relaxed);
                        let gone = id.is_none();
                        asked.push(Asked { key: name, request, acknowledged: id });
                        if gone {
                            break;
                        }
                    }
                    asked
                })
            })
            .collect();
        let begun = Stopwatch::now();
        while acknowledged.load(Ordering::Relaxed) < BOOKED_BEFORE && begun.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(1));
        }
        server.kill();
        callers.into_iter().flat_map(|caller| caller.join().unwrap()).collect()
    });
    assert!(asked.iter().filter(|one| one.acknowledged.is_some()).count() >= BOOKED_BEFORE);
    assert!(asked.iter().any(|one| one.acknowledged.is_none()), "the server was killed in the middle");
    asked
}

/// An acknowledged appointment is there as it was asked for.
fn is_there(caller: &mut Caller, Asked { request, acknowledged, .. }: &Asked) {
    let id = acknowledged.as_ref().unwrap();
    let found = caller.get(&format!("/v1/appointments/{id}"));
    assert_eq!(found["status"], "booked");
    assert_eq!((&found["patient"], &found["start"]), (&request["patient"], &request["start"]), "{id}");
    assert_eq!(found["segments"][0]["resource"], request["resources"]["physician"], "{id}");
}

/// Whoever got no answer asks again with the same key, twice even, and has one appointment.
fn retry(caller: &mut Caller, Asked { key, request, .. }: &Asked) -> String {
    let [first, second] = [(); 2].map(|()| caller.post("/v1/appointments", key, request).unwrap());
    assert_eq!((first.status, second.status), (201, 201), "{first:?} {second:?}");
    assert_eq!(first.body["id"], second.body["id"]);
    let patient = text(&request["patient"]);
    let of_patient = caller.get(&format!("/v1/appointments?patient={patient}"));
    assert_eq!(of_patient["items"].as_array().unwrap().len(), 1, "{of_patient}");
    text(&first.body["id"])
}

fn count_booked(caller: &mut Caller) -> usize {
    let (mut count, mut cursor) = (0, String::new());
    loop {
        let page = caller.get(&format!("/v1/appointments?limit=500{cursor}"));
        count += page["items"].as_array().unwrap().len();
        let Some(next) = page["next_cursor"].as_str() else { return count };
        cursor = format!("&cursor={next}");
    }
}
