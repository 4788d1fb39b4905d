//! The stage with twelve weeks behind it, in which who is booked long ahead stays away more often, and with tomorrow's bookings.

use std::num::NonZeroUsize;
use std::sync::Arc;

use lindley_app::{Principal, Settings, Threads, Worked};
use lindley_domain::{
    ChosenResource, Command, PastVisit, PatientFacts, PatientId, ResourceId, Sex, SiteId, Status, VisitTypeId,
};
use lindley_governance::SigningKey;
use lindley_http::HttpSettings;
use lindley_seed::Seed;
use lindley_store_memory::MemoryStore;
use lindley_time::{Instant, Span};
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::stage::Stage;

/// Days behind the stage's moment.
const DAYS: i64 = 84;
/// Days that can be learnt from, of whose last fifth is too little to compare models on.
const FEW_DAYS: i64 = 30;
/// Visits of each physician on a day.
const VISITS: i64 = 12;
/// The physicians of the stage.
const PHYSICIANS: [u32; 2] = [1, 3];

/// A stage whose log can be learnt from: 2,016 visits behind, and four booked for Tuesday.
pub(crate) async fn learning_stage() -> Stage {
    stage_after(DAYS).await
}

/// A stage with 720 visits behind: a model can be learnt, and the 144 that judge it are too few for the gates.
pub(crate) async fn young_stage() -> Stage {
    stage_after(FEW_DAYS).await
}

async fn stage_after(days: i64) -> Stage {
    let key = Arc::new(SigningKey::from_seed("tests", &[3; 32]).unwrap());
    let how = Settings { signing_key: Some(key), snapshot_every: 0, ..Settings::default() };
    let stage = Stage::set_up(HttpSettings::default(), Arc::new(MemoryStore::new()), how).await;
    let by = Principal::system("demo");
    let told = stage.app.submit_in_order(&by, history(days)).await.unwrap();
    for (place, answer) in told.into_iter().enumerate() {
        assert!(answer.is_ok(), "command {place}: {answer:?}");
    }
    for (patient, start) in [("p-1", "09:00"), ("p-2", "09:30"), ("p-3", "10:00"), ("p-4", "10:30")] {
        stage.book(patient, start).await;
    }
    stage
}

/// Monday, 23 November 2026, 06:00 in Berlin.
fn morning() -> Instant {
    Instant::parse("2026-11-23T05:00:00Z").unwrap()
}

fn history(days: i64) -> Vec<Command> {
    let mut stream = Seed::from_u64(5).child("history").stream();
    let mut commands: Vec<Command> = (0..240).map(facts).collect();
    for day in (1..=days).rev() {
        for slot in 0..VISITS {
            for physician in PHYSICIANS {
                // There is one room: the second physician takes it when the first has left.
                let minutes = 120 + 45 * slot + if physician == PHYSICIANS[1] { 20 } else { 0 };
                let start = morning().plus_days(-day).plus_minutes(minutes);
                let lead = 1 + i64::try_from(stream.below(40)).unwrap();
                let missed = stream.chance(if lead > 20 { 0.35 } else { 0.06 });
                let seconds = 900 + i64::try_from(stream.below(300 * u64::from(physician))).unwrap();
                let who = (day * 31 + slot * 7 + i64::from(physician) * 3) % 240;
                let visit = PastVisit {
                    patient: pseudonym(u32::try_from(who).unwrap()),
                    visit_type: VisitTypeId(1),
                    site: SiteId(1),
                    span: Span::of_minutes(start, 20),
                    actual: (!missed).then(|| Span::new(start, start.plus_seconds(seconds)).unwrap()),
                    chosen: vec![
                        ChosenResource { role: "physician".to_owned(), resource: ResourceId(physician) },
                        ChosenResource { role: "room".to_owned(), resource: ResourceId(2) },
                    ],
                    outcome: if missed { Status::Noshow } else { Status::Fulfilled },
                    booked: Some(start.plus_days(-lead)),
                    reminded: None,
                };
                commands.push(Command::RecordPastVisit { visit, source: None });
            }
        }
    }
    commands
}

fn facts(patient: u32) -> Command {
    let facts = PatientFacts {
        birth_year: Some(1940 + i16::try_from(patient % 70).unwrap()),
        sex: Some(if patient.is_multiple_of(2) { Sex::Female } else { Sex::Male }),
        language: Some(if patient.is_multiple_of(5) { "pt" } else { "en" }.into()),
        ..PatientFacts::default()
    };
    Command::DescribePatient { patient: pseudonym(patient), facts, since: Some(morning().plus_days(-400)) }
}

fn pseudonym(number: u32) -> PatientId {
    format!("p-{number}").parse().unwrap()
}

impl Stage {
    /// Something that whoever manages models does.
    pub(crate) async fn manage(&self, path: &str, body: Value) -> crate::ask::Answer {
        self.send(Ask::post(path, &body).by(&self.admin)).await
    }

    /// Something that a planner reads: predictions and models.
    pub(crate) async fn foretold(&self, path: &str) -> crate::ask::Answer {
        self.send(Ask::get(path).by(&self.planner)).await
    }

    /// What a worker of the server does: takes up the training that waits, if one does.
    pub(crate) async fn work(&self) -> Option<Worked> {
        let app = self.app.clone();
        let work = move || app.work_on_training("demo", "a worker", Threads::new(NonZeroUsize::new(1)));
        tokio::task::spawn_blocking(work).await.unwrap().unwrap()
    }

    /// Asks for a training, works on it, and gives the model's id.
    pub(crate) async fn train(&self, task: &str) -> String {
        let training = self.manage("/v1/trainings", json!({"task": task, "seed": 7})).await.done();
        self.work().await.expect("a training waits");
        let path = format!("/v1/trainings/{}", training["id"].as_str().unwrap());
        let ended = self.foretold(&path).await.done();
        assert_eq!(ended["stage"], "finished", "{ended}");
        ended["model"].as_str().unwrap().to_owned()
    }

    /// Promotes a model.
    pub(crate) async fn promote(&self, model: &str) -> Value {
        self.manage(&format!("/v1/models/{model}/promote"), json!({"reason": "The first"})).await.done()
    }
}
