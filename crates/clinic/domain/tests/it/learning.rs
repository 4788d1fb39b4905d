//! Trainings, models and kept predictions; facts of patients, reminders and what the world outside tells.

use lindley_domain::{
    AppointmentId, BlobHash, Checkpoint, Command, DistanceBand, Event, GateResult, ModelId, ModelTask,
    PatientFacts, PredictionBatch, PredictionSubject, Rejection, ReminderChannel, Sex, SignalReading, SiteId,
    SpecialDay, State, Status, TrainingCause, TrainingId, TrainingStage, snapshot,
};
use lindley_time::civil;

use crate::clinic::Clinic;
use crate::stage::{Stage, at, patient, span, wish};
use crate::world::World;

const BLOB: BlobHash = BlobHash([7; 32]);

pub(crate) fn queue(task: ModelTask) -> Command {
    Command::QueueTraining { task, cause: TrainingCause::ByHand, seed: 11 }
}

/// The first training, for ten minutes.
pub(crate) fn lease(worker: &str) -> Command {
    Command::LeaseTraining { training: TrainingId(1), worker: worker.into(), lease_seconds: 600 }
}

fn checkpoint(worker: &str) -> Command {
    let checkpoint = Checkpoint { part: "judged".into(), blob: BLOB };
    Command::CheckpointTraining { training: TrainingId(1), worker: worker.into(), checkpoint }
}

/// Ends the first training with a model.
pub(crate) fn file_model(worker: &str) -> Command {
    let training = TrainingId(1);
    Command::FileModel { training, worker: worker.into(), blob: BLOB, manifest: BlobHash([9; 32]) }
}

pub(crate) fn promote(model: u32, against: Option<u32>, passed: bool) -> Command {
    let gate = GateResult {
        segment: "overall".into(),
        measure: "brier".into(),
        champion_micro: 131_000,
        challenger_micro: 130_900,
        rows: 2_000,
        passed,
    };
    let reason = "Better in every segment".to_owned();
    Command::PromoteModel { model: ModelId(model), against: against.map(ModelId), gates: vec![gate], reason }
}

/// One model of the task, filed by a training.
pub(crate) fn filed(stage: &mut Stage, task: ModelTask) -> ModelId {
    let Event::TrainingQueued { id: training, .. } = stage.must(queue(task)) else { panic!("not queued") };
    let worker = || "a worker".into();
    stage.must(Command::LeaseTraining { training, worker: worker(), lease_seconds: 60 });
    let (blob, manifest) = (BLOB, BlobHash([9; 32]));
    match stage.must(Command::FileModel { training, worker: worker(), blob, manifest }) {
        Event::ModelFiled { id, .. } => id,
        other => panic!("not filed: {other:?}"),
    }
}

fn facts() -> PatientFacts {
    PatientFacts {
        birth_year: Some(1980),
        sex: Some(Sex::Female),
        language: Some("pt-BR".into()),
        distance: Some(DistanceBand::Under5Km),
        district: Some("Centro".into()),
    }
}

fn rain(site: Option<SiteId>) -> SignalReading {
    let span = span("2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z");
    SignalReading { signal: "rain".into(), unit: "mm".into(), site, span, value_milli: 12_500 }
}

fn holiday(kind: &str) -> SpecialDay {
    SpecialDay { day: civil::date(2026, 4, 3), site: None, kind: kind.into() }
}

fn batch(state: &State, models: &[ModelId]) -> PredictionBatch {
    PredictionBatch {
        subject: PredictionSubject::NoShow,
        models: models.to_vec(),
        head: state.head(),
        as_of: at("2026-03-02T06:00:00Z"),
        question: "site-1 2026-03-03".into(),
        count: 12,
        blob: BLOB,
    }
}

/// Every event about learning, for the golden log.
pub(crate) fn tell_of_learning(stage: &mut Stage) {
    stage.must(Command::DescribePatient { patient: patient(1), facts: facts(), since: None });
    stage.must(Command::RecordSignals { feed: "weather".into(), readings: vec![rain(Some(SiteId(1)))] });
    let days = vec![holiday("holiday"), holiday("")];
    stage.must(Command::RecordSpecialDays { feed: "calendar".into(), days });
    let all = stage.state.appointments();
    let booked = all.filter(|visit| visit.status == Status::Booked).map(|visit| visit.id).next().unwrap();
    stage.must(Command::RecordReminder { appointment: booked, channel: ReminderChannel::Sms });
    stage.must(queue(ModelTask::NoShow));
    stage.must(lease("a worker"));
    stage.must(checkpoint("a worker"));
    stage.must(file_model("a worker"));
    stage.must(promote(1, None, true));
    filed(stage, ModelTask::NoShow);
    stage.must(promote(2, Some(1), true));
    stage.must(Command::RevertModel { task: ModelTask::NoShow, reason: "Worse on Mondays".to_owned() });
    let Event::TrainingQueued { id: training, .. } = stage.must(queue(ModelTask::Duration)) else { panic!() };
    let worker = || "another worker".into();
    stage.must(Command::LeaseTraining { training, worker: worker(), lease_seconds: 60 });
    let problem = "12 rows are too few".into();
    stage.must(Command::FailTraining { training, worker: worker(), problem });
    let batch = batch(&stage.state, &[ModelId(1)]);
    stage.must(Command::KeepPredictions { batch: batch.clone() });
    let sessions = PredictionBatch { subject: PredictionSubject::Sessions, models: Vec::new(), ..batch };
    stage.must(Command::KeepPredictions { batch: sessions });
}

/// A command about learning that a gene means in this clinic: mostly the next step of what has begun.
pub(crate) fn command(
    world: &World,
    appointment: AppointmentId,
    which: u16,
    when: u16,
    more: u16,
) -> Command {
    let state = &world.stage.state;
    let worker = || if when % 5 == 0 { "second".into() } else { "first".into() };
    let task = ModelTask::ALL[usize::from(more % 8 == 0)];
    match which % 8 {
        0..=3 => next_step(state, task, worker(), when, more),
        4 => Command::RecordReminder { appointment, channel: ReminderChannel::Sms },
        5 if more % 2 == 0 => Command::DescribePatient { patient: patient(1), facts: facts(), since: None },
        5 => Command::KeepPredictions { batch: batch(state, &[]) },
        6 if more % 2 == 0 => {
            Command::RecordSignals { feed: "weather".into(), readings: vec![rain(Some(world.sites[0]))] }
        }
        6 => Command::RecordSpecialDays { feed: "calendar".into(), days: vec![holiday("holiday")] },
        _ if when % 2 == 0 => Command::RevertModel { task, reason: "Try".to_owned() },
        _ => promote(1 + u32::from(more % 4), (when % 3 == 0).then_some(1), more % 5 != 0),
    }
}

fn next_step(state: &State, task: ModelTask, worker: Box<str>, when: u16, more: u16) -> Command {
    let learning = state.learning();
    let unfinished = learning.trainings.iter().find(|(_, training)| training.is_unfinished());
    let Some((training, about)) = unfinished else {
        return match (learning.challenger(task), more % 3) {
            _ if learning.champion_before(task).is_some() && when % 2 == 0 => {
                Command::RevertModel { task, reason: "Try".to_owned() }
            }
            (Some(challenger), 0..=1) => {
                promote(challenger.0, learning.champion(task).map(|model| model.0), more % 7 != 0)
            }
            _ => queue(task),
        };
    };
    let (training, held) = (*training, matches!(about.stage, TrainingStage::Leased { .. }));
    match when % 4 {
        _ if !held => Command::LeaseTraining { training, worker, lease_seconds: 30 + u32::from(when % 90) },
        0 => {
            let checkpoint = Checkpoint { part: "judged".into(), blob: BLOB };
            Command::CheckpointTraining { training, worker, checkpoint }
        }
        1..=2 => Command::FileModel { training, worker, blob: BLOB, manifest: BLOB },
        _ => Command::FailTraining { training, worker, problem: "too few".into() },
    }
}

#[test]
fn a_training_ends_with_a_model_and_the_first_one_becomes_champion_without_a_rival() {
    let mut stage = Stage::founded(90);
    stage.must(queue(ModelTask::NoShow));
    let head = stage.state.head() - 1;
    stage.must(lease("a worker"));
    stage.must(checkpoint("a worker"));
    let training = stage.state.learning().trainings[&TrainingId(1)].clone();
    assert_eq!(
        (training.head, training.attempts),
        (head, 1),
        "it learns from what was there when it was asked for"
    );
    assert_eq!(training.checkpoint.unwrap().blob, BLOB);
    stage.must(file_model("a worker"));
    assert_eq!(stage.state.learning().challenger(ModelTask::NoShow), Some(ModelId(1)));
    assert_eq!(stage.state.learning().champion(ModelTask::NoShow), None);
    stage.must(promote(1, None, true));
    assert_eq!(stage.state.learning().champion(ModelTask::NoShow), Some(ModelId(1)));
    assert_eq!(stage.state.learning().challenger(ModelTask::NoShow), None);
    assert_eq!(stage.state.learning().champion(ModelTask::Duration), None);
}

#[test]
fn another_worker_takes_over_when_the_lease_has_run_out_and_finds_the_checkpoint() {
    let mut stage = Stage::founded(90);
    stage.must(queue(ModelTask::Duration));
    stage.must(lease("first"));
    stage.must(checkpoint("first"));
    stage.clock.0 = stage.now().plus_seconds(599);
    assert_eq!(stage.refused(&lease("second")), "training-taken");
    stage.must(lease("first"));
    stage.clock.0 = stage.now().plus_seconds(600);
    stage.must(lease("second"));
    let training = &stage.state.learning().trainings[&TrainingId(1)];
    assert_eq!(training.attempts, 2, "keeping a lease longer is no new attempt");
    assert!(training.checkpoint.is_some());
    assert_eq!(stage.refused(&file_model("first")), "training-taken", "the first worker is too late");
    stage.must(file_model("second"));
    assert_eq!(stage.refused(&file_model("second")), "training-ended");
}

#[test]
fn a_failed_training_leaves_the_champion_and_another_may_begin() {
    let mut stage = Stage::founded(90);
    filed(&mut stage, ModelTask::NoShow);
    stage.must(promote(1, None, true));
    stage.must(queue(ModelTask::NoShow));
    let (training, worker) = (TrainingId(2), || "a worker".into());
    stage.must(Command::LeaseTraining { training, worker: worker(), lease_seconds: 60 });
    let problem = "disk\nfull".into();
    stage.must(Command::FailTraining { training, worker: worker(), problem });
    let told = TrainingStage::Failed { problem: "diskfull".into() };
    assert_eq!(stage.state.learning().trainings[&training].stage, told, "one line for staff");
    assert_eq!(stage.state.learning().champion(ModelTask::NoShow), Some(ModelId(1)));
    stage.must(queue(ModelTask::NoShow));
}

#[test]
fn reverting_twice_goes_back_twice_and_every_change_is_told() {
    let mut stage = Stage::founded(90);
    for model in 1..=3 {
        filed(&mut stage, ModelTask::NoShow);
        stage.must(promote(model, (model > 1).then(|| model - 1), true));
    }
    let revert = || Command::RevertModel { task: ModelTask::NoShow, reason: "Worse on Mondays".to_owned() };
    stage.must(revert());
    assert_eq!(stage.state.learning().champion(ModelTask::NoShow), Some(ModelId(2)));
    stage.must(revert());
    assert_eq!(stage.state.learning().champion(ModelTask::NoShow), Some(ModelId(1)));
    assert_eq!(stage.refused(&revert()), "no-earlier-champion");
    let changes: Vec<(u32, Option<u32>, bool)> = stage
        .state
        .learning()
        .changes
        .iter()
        .map(|(_, change)| (change.model.0, change.before.map(|model| model.0), change.reverted))
        .collect();
    let expected =
        [(1, None, false), (2, Some(1), false), (3, Some(2), false), (2, Some(3), true), (1, Some(2), true)];
    assert_eq!(changes, expected);
}

#[test]
fn a_challenger_without_a_comparison_stays_one() {
    let mut stage = Stage::founded(90);
    filed(&mut stage, ModelTask::NoShow);
    stage.must(promote(1, None, true));
    filed(&mut stage, ModelTask::NoShow);
    let reason = "It is newer".to_owned();
    let promote =
        Command::PromoteModel { model: ModelId(2), against: Some(ModelId(1)), gates: Vec::new(), reason };
    assert_eq!(stage.refused(&promote), "gate-failed");
}

#[test]
fn what_is_known_of_a_patient_is_coarse() {
    let mut stage = Stage::founded(90);
    let describe = |facts| Command::DescribePatient { patient: patient(1), facts, since: None };
    let Event::PatientDescribed { facts: written, .. } =
        stage.must(describe(PatientFacts { birth_year: Some(1926), ..facts() }))
    else {
        panic!("not described")
    };
    assert_eq!(written.birth_year, Some(1936), "in 2026 whoever is older counts as ninety");
    for birth_year in [2027, 1895] {
        let command = describe(PatientFacts { birth_year: Some(birth_year), ..facts() });
        assert_eq!(stage.refused(&command), "invalid-value");
    }
    for language in ["", "p", "PT", "portuguese", "pt_BR", "pt-", "1234", "pt-Brazilian-x"] {
        let command = describe(PatientFacts { language: Some(language.into()), ..facts() });
        assert_eq!(stage.refused(&command), "invalid-value", "{language}");
    }
    let since = Some(at("2026-03-02T06:00:01Z"));
    let ahead = Command::DescribePatient { patient: patient(1), facts: facts(), since };
    assert_eq!(stage.refused(&ahead), "invalid-value", "nobody knows it yet");
    let command = describe(PatientFacts { district: Some("a".repeat(121).into()), ..facts() });
    assert_eq!(stage.refused(&command), "invalid-value");
}

#[test]
fn feeds_are_taken_as_told_where_they_can_be() {
    let mut clinic = Clinic::new();
    let berlin = clinic.berlin;
    let command = |readings| Command::RecordSignals { feed: "weather".into(), readings };
    clinic.stage.must(command(vec![rain(Some(berlin)), rain(None)]));
    assert_eq!(clinic.stage.refused(&command(Vec::new())), "invalid-value");
    assert_eq!(clinic.stage.refused(&command(vec![rain(None); 1001])), "invalid-value");
    assert_eq!(clinic.stage.refused(&command(vec![rain(Some(SiteId(99)))])), "unknown-reference");
    let nameless = SignalReading { signal: " ".into(), ..rain(None) };
    let refusal = clinic.stage.give(&command(vec![rain(Some(SiteId(99))), nameless])).unwrap_err();
    assert!(refusal.to_string().contains("readings[1].signal"), "{refusal}");
    let long = SignalReading { span: span("2026-01-01T00:00:00Z", "2027-06-01T00:00:00Z"), ..rain(None) };
    assert_eq!(clinic.stage.refused(&command(vec![long])), "invalid-value");
    let days = |days| Command::RecordSpecialDays { feed: "calendar".into(), days };
    clinic.stage.must(days(vec![holiday("holiday"), holiday("")]));
    assert_eq!(
        clinic.stage.refused(&days(vec![SpecialDay { site: Some(SiteId(99)), ..holiday("x") }])),
        "unknown-reference"
    );
    assert_eq!(clinic.stage.refused(&days(vec![holiday("two\nlines")])), "invalid-value");
}

#[test]
fn the_real_time_of_a_visit_is_told_with_its_end() {
    let mut clinic = Clinic::new();
    let id = clinic.stage.book(wish(1, clinic.consultation, clinic.berlin, "2026-03-02T09:00:00Z")).id;
    clinic.stage.clock.0 = at("2026-03-02T09:40:00Z");
    let to = |to, actual| Command::Advance { appointment: id, revision: None, to, actual };
    let real = span("2026-03-02T09:05:00Z", "2026-03-02T09:31:30Z");
    assert_eq!(clinic.stage.refused(&to(Status::Arrived, Some(real))), "invalid-value");
    let ahead = span("2026-03-02T09:05:00Z", "2026-03-02T09:40:01Z");
    assert_eq!(clinic.stage.refused(&to(Status::Fulfilled, Some(ahead))), "invalid-value");
    let endless = span("2026-03-01T09:05:00Z", "2026-03-02T09:31:30Z");
    assert_eq!(clinic.stage.refused(&to(Status::Fulfilled, Some(endless))), "invalid-value");
    clinic.stage.must(to(Status::Fulfilled, Some(real)));
    assert_eq!(clinic.stage.state.appointment(id).unwrap().actual, Some(real));
}

#[test]
fn predictions_are_kept_as_they_could_have_been_made() {
    let mut stage = Stage::founded(90);
    filed(&mut stage, ModelTask::Duration);
    let good = batch(&stage.state, &[]);
    let keep = |batch| Command::KeepPredictions { batch };
    stage.must(keep(good.clone()));
    let cases = [
        (PredictionBatch { head: 99, ..good.clone() }, "invalid-value"),
        (PredictionBatch { as_of: at("2026-03-02T06:00:01Z"), ..good.clone() }, "invalid-value"),
        (PredictionBatch { question: "".into(), ..good.clone() }, "invalid-value"),
        (PredictionBatch { models: vec![ModelId(9)], ..good.clone() }, "unknown-reference"),
        (PredictionBatch { models: vec![ModelId(1)], ..good.clone() }, "invalid-value"),
    ];
    for (case, code) in cases {
        assert_eq!(stage.refused(&keep(case)), code);
    }
    assert_eq!(stage.state.learning().predictions.len(), 1);
    // How sessions go is told by two models, one for each task.
    filed(&mut stage, ModelTask::Duration);
    filed(&mut stage, ModelTask::NoShow);
    let sessions = |models: &[u32]| PredictionBatch {
        subject: PredictionSubject::Sessions,
        models: models.iter().copied().map(ModelId).collect(),
        ..good.clone()
    };
    assert_eq!(stage.refused(&keep(sessions(&[1, 2]))), "invalid-value");
    for models in [&[][..], &[3], &[2, 3]] {
        stage.must(keep(sessions(models)));
    }
    let demand = PredictionBatch { subject: PredictionSubject::Demand, ..sessions(&[3]) };
    assert_eq!(stage.refused(&keep(demand)), "invalid-value");
}

#[test]
fn learning_survives_a_snapshot_and_a_roll_back() {
    let mut stage = Stage::founded(90);
    filed(&mut stage, ModelTask::NoShow);
    stage.must(promote(1, None, true));
    let before = stage.state.learning().clone();
    let restored = snapshot::decode(&snapshot::encode(&stage.state).unwrap()).unwrap();
    assert_eq!(restored.learning(), &before);
    stage.state.begin();
    filed(&mut stage, ModelTask::Duration);
    assert_ne!(stage.state.learning(), &before);
    stage.state.roll_back();
    assert_eq!(stage.state.learning(), &before);
}

#[test]
fn a_refusal_names_what_failed() {
    let mut stage = Stage::founded(90);
    filed(&mut stage, ModelTask::NoShow);
    let Err(Rejection::GateFailed { segment, count }) = stage.give(&promote(1, None, false)) else {
        panic!("not refused")
    };
    assert_eq!((&*segment, count), ("overall", 1));
}
