//! A clinic with three months behind it, in which who is booked long ahead stays away more often.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use lindley_app::{App, Principal, Settings, Threads, Worked};
use lindley_domain::{
    Command, ModelId, ModelTask, PastVisit, PatientFacts, ResourceId, Sex, State, Status, TrainingCause,
    VisitTypeId,
};
use lindley_governance::SigningKey;
use lindley_seed::Seed;
use lindley_store_memory::MemoryStore;

use crate::house::{HandClock, House, ORGANISATION, SITE, Store, catalogue, monday};

/// Days behind the first moment of the tests.
const DAYS: i64 = 84;
/// Visits of a physician and day.
const VISITS: i64 = 12;

/// The signing key of the tests.
pub(crate) fn signing_key() -> Arc<SigningKey> {
    Arc::new(SigningKey::from_seed("tests", &[3; 32]).unwrap())
}

/// Hands for a training.
pub(crate) fn hands(count: usize) -> Threads {
    Threads::new(NonZeroUsize::new(count))
}

/// Two physicians, 2,016 visits behind, and what is booked for tomorrow.
pub(crate) async fn clinic() -> House {
    let store = Arc::new(Store::new(MemoryStore::new()));
    let clock = Arc::new(HandClock::at(monday().seconds() * 1000));
    let house = on(store, clock);
    house.app.found_organisation(&house.system, ORGANISATION, "Demo", 30).await.unwrap();
    let mut commands = catalogue(2);
    commands.extend(history());
    for (place, answer) in
        house.app.submit_in_order(&house.system, commands).await.unwrap().into_iter().enumerate()
    {
        assert!(answer.is_ok(), "command {place}: {answer:?}");
    }
    for half_hours in 0..8 {
        house
            .submit(crate::house::book(900 + u32::try_from(half_hours).unwrap(), 48 + half_hours))
            .await
            .unwrap();
    }
    house
}

/// An app that signs, on a store that may be in use by others.
pub(crate) fn on(store: Arc<Store>, clock: Arc<HandClock>) -> House {
    let settings = Settings { snapshot_every: 0, signing_key: Some(signing_key()), ..Settings::default() };
    let app = App::open(store.clone(), clock.clone(), settings).unwrap();
    House { store, clock, app, system: Principal::system(ORGANISATION) }
}

fn history() -> Vec<Command> {
    let mut stream = Seed::from_u64(5).child("history").stream();
    let mut commands = Vec::new();
    for patient in 0..240_u32 {
        let facts = PatientFacts {
            birth_year: Some(1940 + i16::try_from(patient % 70).unwrap()),
            sex: Some(if patient % 2 == 0 { Sex::Female } else { Sex::Male }),
            language: Some(if patient % 5 == 0 { "pt" } else { "en" }.into()),
            ..PatientFacts::default()
        };
        let since = Some(monday().plus_days(-400));
        commands.push(Command::DescribePatient { patient: pseudonym(patient), facts, since });
    }
    for day in (1..=DAYS).rev() {
        for slot in 0..VISITS {
            for physician in 1..=2_u32 {
                let start = monday().plus_days(-day).plus_minutes(120 + 30 * slot);
                let lead = 1 + i64::try_from(stream.below(40)).unwrap();
                let missed = stream.chance(if lead > 20 { 0.35 } else { 0.06 });
                let minutes = 18.0 + 9.0 * f64::from(physician) * stream.unit_f64();
                let seconds = i64::from(u32::try_from(whole(minutes * 60.0)).unwrap());
                let actual = lindley_time::Span::new(start, start.plus_seconds(seconds)).unwrap();
                let visit = PastVisit {
                    patient: pseudonym(
                        u32::try_from((day * 31 + slot * 7 + i64::from(physician) * 3) % 240).unwrap(),
                    ),
                    visit_type: VisitTypeId(1),
                    site: SITE,
                    span: lindley_time::Span::of_minutes(start, 30),
                    actual: (!missed).then_some(actual),
                    chosen: vec![lindley_domain::ChosenResource {
                        role: "physician".to_owned(),
                        resource: ResourceId(physician),
                    }],
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

#[expect(clippy::cast_possible_truncation, reason = "seconds of an hour")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

fn pseudonym(number: u32) -> lindley_domain::PatientId {
    format!("p-{number}").parse().unwrap()
}

impl House {
    /// What the state says.
    pub(crate) fn look<T>(&self, view: impl FnOnce(&State) -> T) -> T {
        self.app.read(&self.system, lindley_app::Permission::ReadSchedule, view).unwrap()
    }

    /// Queues a training and works on it.
    pub(crate) async fn train(&self, task: ModelTask, threads: usize) -> Worked {
        let command = Command::QueueTraining { task, cause: TrainingCause::ByHand, seed: 7 };
        self.submit(command).await.unwrap();
        self.work("a worker", threads).await.expect("a training waits")
    }

    /// Works on whatever waits.
    pub(crate) async fn work(&self, worker: &'static str, threads: usize) -> Option<Worked> {
        let app = self.app.clone();
        let work = move || app.work_on_training(ORGANISATION, worker, hands(threads));
        tokio::task::spawn_blocking(work).await.unwrap().unwrap()
    }

    /// A trained model that speaks.
    pub(crate) async fn champion(&self, task: ModelTask) -> ModelId {
        self.train(task, 2).await;
        let id = self.look(|state| state.learning().challenger(task)).expect("a challenger");
        self.app.promote_model(&self.system, id, "The first".to_owned(), None).await.unwrap();
        id
    }
}

impl HandClock {
    /// A clock that shows this.
    pub(crate) fn at(now_ms: i64) -> Self {
        Self(AtomicI64::new(now_ms))
    }
}
