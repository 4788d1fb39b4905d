//! One plan at a time, for those who may, and the engine's own answer.

use lindley_session::Alone;
use lindley_store_memory::MemoryStore;

use super::*;
use crate::app::Settings;
use crate::clock::SystemClock;
use crate::principal::Role;

fn app() -> App {
    App::open(Arc::new(MemoryStore::new()), Arc::new(SystemClock), Settings::default()).unwrap()
}

fn planner() -> Principal {
    Principal::new(3, "planner", "demo", vec![Role::Planner])
}

fn request() -> SessionPlanRequest {
    SessionPlanRequest {
        counts: vec![3, 4],
        service_times: vec![vec![900, 1_500, 2_400], vec![300, 600, 720], vec![60]],
        slot_s: 900,
        slots: Some(7),
        costs: Weights { wait: 1.0, idle: 5.0, overtime: 5.0 },
        method: Method::Exact,
        scenarios: 300,
        seed: 7,
        beginnings: None,
    }
}

async fn refusal(request: SessionPlanRequest) -> PlanRefusal {
    match app().plan_session(&planner(), request).await {
        Err(AppError::SessionPlan(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_answer_is_the_engines_own() {
    let methods = [Method::Exact, Method::Crg, Method::Tsc, Method::Moments, Method::Search];
    let app = app();
    for method in methods {
        let answer = app.plan_session(&planner(), SessionPlanRequest { method, ..request() }).await.unwrap();
        let asked = request();
        let engine = PlanRequest {
            composition: &Composition::new(&asked.counts).unwrap(),
            service_times: &asked.service_times[..2],
            slots: &Slots::equal(7, 900).unwrap(),
            weights: asked.costs,
            method,
            scenarios: 300,
            seed: Seed::from_u64(7),
            most_beginnings: 2_000,
        };
        assert_eq!(answer.plan, plan(&engine, &Alone).unwrap(), "{method:?}");
        assert!(answer.seconds >= 0.0);
    }
}

#[tokio::test]
async fn only_who_shapes_sessions_may_plan_them() {
    let app = app();
    for role in Role::ALL {
        let by = Principal::new(3, "somebody", "demo", vec![role]);
        let forbidden = match app.plan_session(&by, request()).await {
            Err(AppError::Forbidden { needs }) => needs == Permission::RunSchedule,
            Ok(_) => false,
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(forbidden, matches!(role, Role::Clerk | Role::Viewer), "{}", role.as_str());
    }
    let nobody = Principal::new(3, "nobody", "demo", Vec::new());
    let nonsense = SessionPlanRequest { scenarios: 0, ..request() };
    let answer = app.plan_session(&nobody, nonsense).await;
    assert!(matches!(answer, Err(AppError::Forbidden { .. })), "authorised before anything is looked at");
}

#[tokio::test]
async fn a_second_plan_is_turned_away_and_a_later_one_is_made() {
    let app = app();
    let turn = Arc::clone(&app.inside.session_plans).acquire_owned().await.unwrap();
    let answer = app.plan_session(&planner(), request()).await;
    assert!(matches!(answer, Err(AppError::PlannerBusy)), "{answer:?}");
    let by = planner();
    let waiting = app.plan_session(&by, request());
    let (answer, ()) = tokio::join!(waiting, async { drop(turn) });
    assert!(answer.is_ok(), "a turn that ends in time is waited for: {answer:?}");
}

#[tokio::test]
async fn a_refused_plan_gives_its_turn_back() {
    let app = app();
    for _ in 0..2 * AT_ONCE {
        let answer = app.plan_session(&planner(), SessionPlanRequest { slots: Some(8), ..request() }).await;
        assert!(matches!(answer, Err(AppError::SessionPlan(_))), "{answer:?}");
    }
}

#[tokio::test]
async fn numbers_that_no_request_may_use_are_refused() {
    let cost = |wait| SessionPlanRequest { costs: Weights { wait, ..request().costs }, ..request() };
    let rows = [
        (cost(f64::NAN), "cost_wait"),
        (cost(f64::INFINITY), "cost_wait"),
        (cost(-1.0), "cost_wait"),
        (cost(1e7), "cost_wait"),
        (SessionPlanRequest { scenarios: 0, ..request() }, "scenarios"),
        (SessionPlanRequest { scenarios: 10_001, ..request() }, "scenarios"),
        (SessionPlanRequest { beginnings: Some(0), ..request() }, "beginnings"),
        (SessionPlanRequest { counts: vec![31, 30], ..request() }, "composition"),
    ];
    for (request, expected) in rows {
        let refused = refusal(request).await;
        assert!(
            matches!(&refused, PlanRefusal::OutOfRange { name, .. } if *name == expected),
            "{expected}: {refused}"
        );
    }
    let many = vec![vec![600; 100_001], vec![600; 2]];
    let refused = refusal(SessionPlanRequest { service_times: many, ..request() }).await;
    assert_eq!(refused.to_string(), "kind A has 100001 service times: at most 100000 are used");
}
