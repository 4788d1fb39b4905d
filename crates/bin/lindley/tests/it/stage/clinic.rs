//! A small clinic made over the API: one site, one service, one visit type, some physicians.

use std::time::{SystemTime, UNIX_EPOCH};

use lindley_time::Instant;
use serde_json::{Value, json};

use super::program::lindley;
use super::{Caller, Server};

const DAY_SECONDS: i64 = 86_400;

/// How much there is to book.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) physicians: u32,
    /// Working hours of every day on the clock of the site, which keeps UTC.
    pub(crate) open: (&'static str, &'static str),
    pub(crate) visit_minutes: u32,
}

/// The clinic, as its callers know it.
#[derive(Clone, Debug)]
pub(crate) struct Clinic {
    pub(crate) token: String,
    pub(crate) site: String,
    pub(crate) visit_type: String,
    pub(crate) physicians: Vec<String>,
}

/// Founds an organisation from the command line and makes a token for a machine that may do everything there.
pub(crate) fn token(store: &str) -> String {
    let account = |words: &[&str]| lindley(&[&["account", "--store", store], words].concat()).said();
    account(&["found", "riverside", "--name", "Riverside Health"]);
    account(&["add", "--organisation", "riverside", "machine", "--machine", "--role", "admin"]);
    account(&["token", "machine"]).trim_end().to_owned()
}

impl Clinic {
    /// Makes it.
    pub(crate) fn make(server: &Server, token: String, offered: Size) -> Self {
        let mut admin = Setup { caller: server.caller(&token), made: 0 };
        let site = admin.add("sites", &json!({ "name": "Riverside", "zone": "UTC" }));
        let service = admin.add("services", &json!({ "name": "Consultation" }));
        let demand = json!({ "role": "physician", "kind": "practitioner" });
        let step = json!({
            "name": "Visit", "from_minute": 0, "until_minute": offered.visit_minutes, "demands": [demand],
        });
        let visit_type = json!({
            "name": "Visit", "service": service, "start_every_minutes": offered.visit_minutes, "steps": [step],
        });
        let visit_type = admin.add("visit-types", &visit_type);
        let physician = json!({ "name": "Physician", "kind": "practitioner", "site": site });
        let physicians = (0..offered.physicians).map(|_| admin.add("resources", &physician)).collect();
        let clinic = Self { token, site, visit_type, physicians };
        for physician in &clinic.physicians {
            admin.set_hours(physician, offered.open);
        }
        clinic
    }

    /// Every opening on a day: which physician, when.
    pub(crate) fn openings(&self, caller: &mut Caller, days_ahead: i64) -> Vec<(String, String)> {
        let (from, until) = (midnight(days_ahead), midnight(days_ahead + 1));
        let of = |physician: &String| {
            let search = json!({
                "visit_type": self.visit_type, "from": from.to_string(), "until": until.to_string(),
                "limit": 500, "resources": { "physician": physician },
            });
            let found = caller.send("POST", "/v1/openings/search", None, Some(&search)).unwrap().good();
            let starts = found["items"].as_array().unwrap().iter().map(|opening| text(&opening["start"]));
            starts.map(|start| (physician.clone(), start)).collect::<Vec<_>>()
        };
        self.physicians.iter().flat_map(of).collect()
    }

    /// The body of a request that books an opening.
    pub(crate) fn request(&self, patient: &str, physician: &str, start: &str) -> Value {
        json!({
            "patient": patient, "visit_type": self.visit_type, "site": self.site, "start": start,
            "resources": { "physician": physician },
        })
    }
}

struct Setup {
    caller: Caller,
    made: u32,
}

impl Setup {
    /// Adds something to a collection and answers its id.
    fn add(&mut self, collection: &str, what: &Value) -> String {
        self.made += 1;
        let key = format!("setup-{}", self.made);
        let added = self.caller.post(&format!("/v1/{collection}"), &key, what).unwrap();
        text(&added.good()["id"])
    }

    fn set_hours(&mut self, physician: &str, (from, until): (&str, &str)) {
        let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let hours = json!({ "rules": [{ "weekdays": weekdays, "from": from, "until": until }] });
        let path = format!("/v1/resources/{physician}/hours");
        let key = format!("hours-{physician}");
        self.caller.send("PUT", &path, Some(&key), Some(&hours)).unwrap().good();
    }
}

/// The first moment of a day that is so many days ahead, in UTC.
pub(crate) fn midnight(days_ahead: i64) -> Instant {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let today = i64::try_from(since_epoch).unwrap().div_euclid(DAY_SECONDS) * DAY_SECONDS;
    Instant::from_seconds(today).plus_days(days_ahead)
}

/// A JSON text as a text.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
