//! Two servers on one PostgreSQL sell every opening once, however many callers race for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Barrier;
use std::time::{Duration, Instant as Stopwatch};

use serde_json::Value;

use crate::stage::{Answer, Caller, Clinic, Server, Size, lindley, text, token};

const OPENINGS: usize = 100;
const CALLERS: usize = 1000;
/// Ten physicians, ten half-hours each on the day asked for.
const SMALL: Size = Size { physicians: 10, open: ("08:00", "13:00"), visit_minutes: 30 };
/// How long a server may take to hear what the other one did.
const NEWS: Duration = Duration::from_secs(10);

/// What one caller asked for and what it was told.
struct Attempt {
    /// On which server, 0 or 1.
    server: usize,
    key: String,
    request: Value,
    answer: Answer,
}

#[test]
fn two_servers_on_one_postgresql_sell_each_opening_once() {
    let Some(postgres) = lindley_test_postgres::shared() else { return };
    let store = format!("postgres:{}", postgres.fresh_database().unwrap());
    // One server is there before the organisation, the other one comes later.
    let early = Server::start(&store);
    let token = token(&store);
    let servers = [Server::start(&store), early];
    let clinic = Clinic::make(&servers[0], token, SMALL);
    let openings = clinic.openings(&mut servers[0].caller(&clinic.token), 2);
    assert_eq!(openings.len(), OPENINGS);
    assert!(heard(&mut servers[1].caller(&clinic.token), &clinic), "the other server knows the clinic");

    let attempts = race(&clinic, &servers, &openings);
    let (won, lost): (Vec<_>, Vec<_>) = attempts.iter().partition(|attempt| attempt.answer.status == 201);
    assert_eq!((won.len(), lost.len()), (OPENINGS, CALLERS - OPENINGS));
    for Attempt { answer, .. } in lost {
        assert_eq!((answer.status, answer.code()), (409, "slot-taken"), "{answer:?}");
    }
    retries_elsewhere_find_the_same(&clinic, &servers, &won);

    let told = won.iter().map(|attempt| known(&attempt.answer.body)).collect::<BTreeMap<_, _>>();
    assert_eq!(told.len(), OPENINGS, "every winner has an appointment of its own");
    let sold = told.values().map(|(_, physician, start)| (physician.clone(), start.clone()));
    assert_eq!(sold.collect::<BTreeSet<_>>(), openings.into_iter().collect(), "every opening is sold once");
    for server in &servers {
        assert_eq!(listed(&mut server.caller(&clinic.token)), told);
    }
    let verified = lindley(&["audit", "verify", "--store", &store]).said();
    assert!(verified.contains("nothing altered"), "{verified}");
}

/// All callers at once: ten for each opening, five on each server, every one with a patient and a key of its own.
fn race(clinic: &Clinic, servers: &[Server; 2], openings: &[(String, String)]) -> Vec<Attempt> {
    let start_signal = Barrier::new(CALLERS);
    std::thread::scope(|scope| {
        let racers: Vec<_> = (0..CALLERS)
            .map(|number| {
                let (physician, start) = &openings[number % OPENINGS];
                let server = number / OPENINGS % 2;
                let mut caller = servers[server].caller(&clinic.token);
                let request = clinic.request(&format!("p-{number}"), physician, start);
                let start_signal = &start_signal;
                scope.spawn(move || {
                    let key = format!("race-{number}");
                    start_signal.wait();
                    let answer = caller.post("/v1/appointments", &key, &request).unwrap();
                    Attempt { server, key, request, answer }
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    })
}

/// A winner that has not got its answer and asks the other server gets the appointment it has.
fn retries_elsewhere_find_the_same(clinic: &Clinic, servers: &[Server; 2], won: &[&Attempt]) {
    let mut callers = servers.each_ref().map(|server| server.caller(&clinic.token));
    for Attempt { server, key, request, answer } in won {
        let again = callers[1 - server].post("/v1/appointments", key, request).unwrap();
        assert_eq!((again.status, &again.body["id"]), (201, &answer.body["id"]), "{again:?}");
    }
}

/// Waits until a server knows the whole clinic.
fn heard(caller: &mut Caller, clinic: &Clinic) -> bool {
    let asked = Stopwatch::now();
    while asked.elapsed() < NEWS {
        let known = caller.get("/v1/resources?limit=500")["items"].as_array().unwrap().len();
        if known == clinic.physicians.len() && clinic.openings(caller, 2).len() == OPENINGS {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

/// The booked appointments that a server lists, once it lists as many as there must be.
fn listed(caller: &mut Caller) -> BTreeMap<String, (String, String, String)> {
    let asked = Stopwatch::now();
    loop {
        let page = caller.get("/v1/appointments?status=booked&limit=500");
        let items = page["items"].as_array().unwrap();
        if items.len() >= OPENINGS || asked.elapsed() > NEWS {
            return items.iter().map(known).collect();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// An appointment's id, and its patient, physician and start.
fn known(appointment: &Value) -> (String, (String, String, String)) {
    let physician = text(&appointment["segments"][0]["resource"]);
    (text(&appointment["id"]), (text(&appointment["patient"]), physician, text(&appointment["start"])))
}
