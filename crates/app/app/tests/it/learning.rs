//! Models through the app: trained, filed, promoted, asked, kept, replayed; and what goes wrong on the way.

use std::sync::Arc;

use lindley_app::{AppError, ModelRole, Permission, Principal, Role, Said, Worked};
use lindley_domain::{AppointmentId, Command, ModelId, ModelTask, TrainingCause, TrainingStage};
use lindley_registry::SignedManifest;
use lindley_time::civil::date;

use crate::house::{House, ORGANISATION, SITE, Store, code};
use crate::learning_clinic::{clinic, on, signing_key};

const TOMORROW: lindley_time::civil::Date = date(2026, 3, 3);

#[tokio::test(flavor = "multi_thread")]
async fn a_model_is_trained_promoted_and_asked() {
    let house = clinic().await;
    let before = house.app.day_risks(&house.system, SITE, TOMORROW).await.unwrap();
    assert_eq!(before.risks.len(), 8);
    assert!(
        before.risks.iter().all(|risk| risk.no_show[0].level.is_some()),
        "the base rate says how often its band holds"
    );
    assert!(matches!(house.train(ModelTask::NoShow, 2).await, Worked::Filed(_)));
    let models = house.app.models(&house.system, None).await.unwrap();
    assert_eq!((models.len(), models[0].role), (1, ModelRole::Challenger));
    let report = &models[0].about().report;
    assert!(report.measures["auc"].value > 0.6, "lead time tells: {:?}", report.measures["auc"]);
    assert!(report.segments.iter().any(|segment| segment.label() == "language: pt"));
    models[0].manifest.verify(signing_key().verifier(), ORGANISATION).unwrap();
    let gates = house.app.model_gates(&house.system, models[0].id).await.unwrap();
    assert!(gates.against.is_none() && gates.gates.iter().all(|gate| gate.passed), "{gates:?}");
    let changed =
        house.app.promote_model(&house.system, models[0].id, "The first".to_owned(), None).await.unwrap();
    assert_eq!(changed.model.role, ModelRole::Champion);
    let after = house.app.day_risks(&house.system, SITE, TOMORROW).await.unwrap();
    assert_eq!(after.no_show_model, Some(models[0].id));
    for risk in after.risks.iter().flat_map(|risk| &risk.no_show) {
        assert!(risk.risk.low <= risk.risk.probability && risk.risk.probability <= risk.risk.high);
        assert!(!risk.factors.is_empty());
    }
    let card = house.app.model_card(&house.system, models[0].id).await.unwrap();
    assert!(card.starts_with('#') && card.contains("women"), "{card}");
    let live = house.app.live_report(&house.system, ModelTask::NoShow, (None, None)).await.unwrap();
    assert_eq!(live.report.unwrap().task, ModelTask::NoShow);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_head_and_seed_give_the_same_model_at_any_thread_count() {
    let mut blobs = Vec::new();
    for threads in [1, 2, 8] {
        let house = clinic().await;
        for task in [ModelTask::NoShow, ModelTask::Duration, ModelTask::Demand] {
            house.train(task, threads).await;
        }
        let hashes = house.look(|state| {
            state
                .learning()
                .models
                .values()
                .map(|model| (model.task, model.blob, model.manifest))
                .collect::<Vec<_>>()
        });
        assert_eq!(hashes.len(), 3);
        blobs.push(hashes);
    }
    assert_eq!(blobs[0], blobs[1]);
    assert_eq!(blobs[0], blobs[2]);
}

/// Everything that can be asked about demand.
const DEMAND: &str = r#"demand {"current_queue":[],"events":[],"services":[],"sites":[],"stretches":[]}"#;

#[tokio::test(flavor = "multi_thread")]
async fn kept_predictions_are_replayed_to_the_byte_though_the_log_has_gone_on() {
    let house = clinic().await;
    let keep = async |text: &str| {
        house.app.keep_predictions(&house.system, text.parse().unwrap(), None).await.unwrap()
    };
    let without = keep("no-show site-1 2026-03-03").await;
    assert!(without.batch.models.is_empty() && without.batch.count == 8, "the base rate can be replayed too");
    let mut kept = vec![without.id, keep(DEMAND).await.id, keep("sessions site-1 2026-03-03").await.id];
    house.champion(ModelTask::NoShow).await;
    house.champion(ModelTask::Duration).await;
    // What gates say of demand in so small a clinic is tested elsewhere.
    house.train(ModelTask::Demand, 2).await;
    let (model, reason) = (ModelId(3), "To be heard".to_owned());
    house.submit(Command::PromoteModel { model, against: None, gates: Vec::new(), reason }).await.unwrap();
    for (question, models) in [
        ("no-show site-1 2026-03-03", &[1][..]),
        ("duration site-1 2026-03-03", &[2]),
        ("no-show appointment-2017,appointment-2018", &[1]),
        ("sessions site-1 2026-03-03", &[1, 2]),
        (DEMAND, &[3]),
    ] {
        let made = keep(question).await;
        assert_eq!(made.batch.models, models.iter().map(|id| ModelId(*id)).collect::<Vec<_>>(), "{question}");
        assert!(made.batch.count > 0, "{question}");
        kept.push(made.id);
    }
    // The world goes on: visits come out, another is booked, and another model speaks.
    house.clock.advance_ms(26 * 3_600_000);
    for id in 2017..2020 {
        let to = lindley_domain::Status::Fulfilled;
        let came = Command::Advance { appointment: AppointmentId(id), revision: None, to, actual: None };
        house.submit(came).await.unwrap();
    }
    house.submit(crate::house::book(950, 70)).await.unwrap();
    for id in kept {
        let replayed = house.app.replay_predictions(&house.system, id).await.unwrap();
        assert!(replayed.is_same(), "{id}: {replayed:?}");
        let read = house.app.kept_predictions(&house.system, id).await.unwrap();
        match read.said {
            Said::NoShow(batch) => assert_eq!(batch.predictions.len(), read.batch.count as usize),
            Said::Lengths(batch) => assert_eq!(batch.forecasts.len(), read.batch.count as usize),
            Said::Demand(told) => {
                assert_eq!(told.answer.forecasts.len(), read.batch.count as usize);
                assert_eq!(
                    (told.answer.head, told.model),
                    (read.batch.head, read.batch.models.first().copied())
                );
            }
            Said::Sessions(told) => {
                assert_eq!(told.day.sessions.len(), read.batch.count as usize);
                assert_eq!(told.no_show_model.is_some(), told.length_model.is_some());
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_worker_goes_on_from_the_checkpoint_and_makes_the_same_model() {
    let whole = clinic().await;
    whole.train(ModelTask::NoShow, 1).await;
    let expected = whole.look(|state| state.learning().models.values().next().cloned()).unwrap();

    let house = clinic().await;
    let queue = Command::QueueTraining { task: ModelTask::NoShow, cause: TrainingCause::ByHand, seed: 7 };
    house.submit(queue).await.unwrap();
    // The first worker dies after the first part: the store fails when it wants to file the model.
    let other = on(Arc::new(Store::new(house.store.inner().clone())), house.clock.clone());
    other.store.set_blobs_left(Some(3));
    let app = other.app.clone();
    let work = move || app.work_on_training(ORGANISATION, "first", crate::learning_clinic::hands(1));
    let died = tokio::task::spawn_blocking(work).await.unwrap();
    assert!(died.is_err(), "{died:?}");
    house
        .until(|house| {
            house.look(|state| state.learning().trainings.values().any(|one| one.checkpoint.is_some()))
        })
        .await;
    assert!(house.work("second", 1).await.is_none(), "the first worker's lease has not run out");
    house.clock.advance_ms(301_000);
    assert!(matches!(house.work("second", 1).await, Some(Worked::Filed(_))));
    let made = house.look(|state| state.learning().models.values().next().cloned()).unwrap();
    assert_eq!((made.blob, made.manifest), (expected.blob, expected.manifest));
}

#[tokio::test(flavor = "multi_thread")]
async fn too_few_outcomes_fail_the_training_and_the_champion_stays() {
    let house = House::with_physicians(1).await;
    let house = on(house.store.clone(), house.clock.clone());
    let Worked::Failed(id, problem) = house.train(ModelTask::NoShow, 1).await else {
        panic!("it made a model")
    };
    assert!(problem.contains("too few"), "{problem}");
    house.look(|state| {
        assert!(matches!(state.learning().trainings[&id].stage, TrainingStage::Failed { .. }));
        assert!(state.learning().models.is_empty());
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_a_signing_key_makes_no_models() {
    let signed = clinic().await;
    let house = House::on(signed.store.clone(), signed.clock.clone());
    let Worked::Failed(_, problem) = house.train(ModelTask::NoShow, 1).await else {
        panic!("it made a model")
    };
    assert!(problem.contains("--signing-key"), "{problem}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_altered_blob_is_damage_and_not_an_answer() {
    let house = clinic().await;
    let id = house.champion(ModelTask::NoShow).await;
    let blob = house.look(|state| state.learning().models[&id].blob);
    let fresh = on(house.store.clone(), house.clock.clone());
    house.store.set_blobs_altered(true);
    let Err(AppError::Damaged(problem)) = fresh.app.day_risks(&fresh.system, SITE, TOMORROW).await else {
        panic!("it answered")
    };
    assert!(problem.contains(&blob.to_string()), "{problem}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_learners_turn_is_due_once_a_night_and_keeps_tomorrows_predictions_once() {
    let house = clinic().await;
    let turn = |worker: &'static str| {
        let app = house.app.clone();
        async move {
            let tend = move || app.tend_learning(ORGANISATION, worker, crate::learning_clinic::hands(2));
            tokio::task::spawn_blocking(tend).await.unwrap().unwrap()
        }
    };
    let first = turn("one").await;
    let tasks: Vec<ModelTask> = first.queued.iter().map(|(task, _)| *task).collect();
    assert!(tasks.contains(&ModelTask::NoShow) && tasks.contains(&ModelTask::Duration), "{first:?}");
    assert!(first.queued.iter().all(|(_, cause)| *cause == TrainingCause::Nightly));
    assert_eq!(first.kept, 0, "no model speaks yet");
    for task in [ModelTask::NoShow, ModelTask::Duration] {
        let id = house.look(|state| state.learning().challenger(task)).expect("a challenger");
        house.app.promote_model(&house.system, id, "The first".to_owned(), None).await.unwrap();
    }
    let second = turn("another").await;
    assert_eq!((second.queued.len(), second.worked.len()), (0, 0), "{second:?}");
    assert_eq!(second.kept, 3, "tomorrow's risks, lengths and sessions at the one site");
    assert_eq!(turn("one").await.kept, 0, "they are kept once a day");
    house.clock.advance_ms(24 * 3_600_000);
    assert!(!turn("one").await.queued.is_empty(), "the next night has come");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_see_and_who_may_promote() {
    let house = clinic().await;
    let id = house.champion(ModelTask::NoShow).await;
    let of = |role| Principal::new(9, "somebody", ORGANISATION, vec![role]);
    for role in [Role::Clerk, Role::Viewer, Role::Importer] {
        let refused = house.app.day_risks(&of(role), SITE, TOMORROW).await;
        assert!(
            matches!(refused, Err(AppError::Forbidden { needs: Permission::ReadPredictions })),
            "{role:?}"
        );
    }
    house.app.day_risks(&of(Role::Planner), SITE, TOMORROW).await.unwrap();
    let refused = house.app.promote_model(&of(Role::Planner), id, "Mine".to_owned(), None).await;
    assert!(matches!(refused, Err(AppError::Forbidden { needs: Permission::ManageModels })));
}

#[tokio::test(flavor = "multi_thread")]
async fn promoting_twice_with_one_key_is_answered_twice_and_done_once() {
    let house = clinic().await;
    house.train(ModelTask::NoShow, 2).await;
    let key = || Some(crate::house::key("promote-1"));
    let reason = || "The first".to_owned();
    let first = house.app.promote_model(&house.system, ModelId(1), reason(), key()).await.unwrap();
    let again = house.app.promote_model(&house.system, ModelId(1), reason(), key()).await.unwrap();
    assert!(!first.replayed && again.replayed);
    assert_eq!(house.look(|state| state.learning().changes.len()), 1);
    let other = house.app.promote_model(&house.system, ModelId(1), "Other".to_owned(), key()).await;
    assert!(matches!(other, Err(AppError::KeyReused)), "{other:?}");
    let revert = house.app.revert_model(&house.system, ModelTask::NoShow, reason(), None).await;
    assert!(
        matches!(revert, Err(AppError::Rejected(ref refused)) if refused.code() == "no-earlier-champion")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_about_nothing_or_too_much_are_refused() {
    let house = clinic().await;
    let ask = |text: String| house.app.keep_predictions(&house.system, text.parse().unwrap(), None);
    let unknown = ask("no-show appointment-99999".to_owned()).await;
    assert!(matches!(unknown, Err(AppError::NotFound(ref what)) if what == "appointment-99999"));
    let elsewhere = ask("duration site-9 2026-03-03".to_owned()).await;
    assert!(matches!(elsewhere, Err(AppError::NotFound(ref what)) if what == "site-9"));
    let many: Vec<String> = (1..=1001).map(|id| format!("appointment-{id}")).collect();
    let much = ask(format!("no-show {}", many.join(","))).await;
    assert!(matches!(much, Err(AppError::Invalid { field: "appointments", .. })));
    let empty = ask("no-show site-1 2027-01-01".to_owned()).await.unwrap();
    assert_eq!(empty.batch.count, 0, "a day without appointments has an answer");
    let nowhere = ask("sessions site-9 2026-03-03".to_owned()).await;
    assert!(matches!(nowhere, Err(AppError::NotFound(ref what)) if what == "site-9"));
    let queue = r#"{"service":1,"site":null,"waiting":1}"#;
    let asked = |queues: usize| {
        DEMAND.replace(
            r#""current_queue":[]"#,
            &format!(r#""current_queue":[{}]"#, vec![queue; queues].join(",")),
        )
    };
    let long = ask(asked(1_000)).await;
    assert!(matches!(long, Err(AppError::Invalid { field: "demand", .. })), "{long:?}");
    ask(asked(2)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_foretold_with_bands() {
    let house = clinic().await;
    house.champion(ModelTask::NoShow).await;
    house.champion(ModelTask::Duration).await;
    let outlook = house.app.session_outlooks(&house.system, SITE, TOMORROW).await.unwrap();
    assert_eq!(outlook.day.as_of, crate::house::monday());
    let booked: usize = outlook.day.sessions.iter().map(|(due, _)| due.appointments.len()).sum();
    assert_eq!(booked, 8);
    for (_, foretold) in &outlook.day.sessions {
        for estimate in [&foretold.comes, &foretold.utilisation, &foretold.overtime] {
            let (low, high) = estimate.band(0.8).unwrap();
            assert!(low <= high, "{estimate:?}");
        }
    }
    let unknown = house.app.session_outlooks(&house.system, lindley_domain::SiteId(9), TOMORROW).await;
    assert!(matches!(unknown, Err(AppError::NotFound(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_trainings_of_one_task_do_not_wait_at_the_same_time() {
    let house = clinic().await;
    let queue = Command::QueueTraining { task: ModelTask::NoShow, cause: TrainingCause::ByHand, seed: 7 };
    house.submit(queue.clone()).await.unwrap();
    assert_eq!(code(&house.submit(queue).await), "training-unfinished");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manifest_in_the_store_is_what_the_log_names() {
    use lindley_ports::Blobs;
    let house = clinic().await;
    house.train(ModelTask::Duration, 1).await;
    let filed = house.look(|state| state.learning().models[&ModelId(1)].clone());
    let bytes = house.store.blob(ORGANISATION, &filed.manifest.0).unwrap().unwrap();
    let manifest = SignedManifest::from_bytes(&bytes).unwrap();
    assert_eq!(manifest.manifest().model, filed.blob);
    let asked = house.look(|state| state.learning().trainings.values().next().map(|training| training.head));
    assert_eq!(Some(manifest.manifest().head), asked);
}
