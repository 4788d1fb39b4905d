//! What cannot be studied, and by whom.

use std::sync::Arc;

use lindley_domain::Status;
use lindley_session::{Composition, SessionError, Weights};

use super::super::limits::search_budget;
use super::super::{ComparisonRequest, StudyRefusal, StudyRequest, TimesSource};
use super::clinic::{OTHER, clinic, of_service, of_times, planner, record, request};
use crate::app::App;
use crate::error::AppError;
use crate::principal::{Permission, Principal, Role};
use crate::session_plans::PlanRefusal;

async fn refusal(app: &App, request: StudyRequest) -> StudyRefusal {
    match app.study_session(&planner(), request).await {
        Err(AppError::SessionStudy(refusal)) => *refusal,
        other => panic!("{other:?}"),
    }
}

fn times(seconds: &[u32]) -> StudyRequest {
    request(TimesSource::Measured(seconds.to_vec()))
}

#[tokio::test]
async fn only_who_shapes_sessions_may_study_them() {
    let app = clinic().await;
    for role in Role::ALL {
        let by = Principal::new(3, "somebody", "demo", vec![role]);
        let comparison = ComparisonRequest {
            session: of_times(),
            first: "ABABAB".parse().unwrap(),
            second: "BBBAAA".parse().unwrap(),
        };
        let answers = [
            app.service_times(&by).await.map(drop),
            app.study_session(&by, of_times()).await.map(drop),
            app.compare_sessions(&by, comparison).await.map(drop),
        ];
        for answer in answers {
            let forbidden = matches!(answer, Err(AppError::Forbidden { needs: Permission::RunSchedule }));
            assert_eq!(
                forbidden,
                matches!(role, Role::Clerk | Role::Viewer),
                "{}: {answer:?}",
                role.as_str()
            );
        }
    }
}

#[tokio::test]
async fn studies_and_plans_take_turns() {
    let app = clinic().await;
    let turn = Arc::clone(&app.inside.session_plans).acquire_owned().await.unwrap();
    let answer = app.study_session(&planner(), of_times()).await;
    assert!(matches!(answer, Err(AppError::PlannerBusy)), "{answer:?}");
    drop(turn);
    refusal(&app, of_service(9)).await;
    assert!(app.study_session(&planner(), of_times()).await.is_ok(), "a refused study gives its turn back");
}

#[tokio::test]
async fn services_without_times_are_refused() {
    let app = clinic().await;
    record(&app, OTHER, &[(None, Status::Fulfilled), (Some(900), Status::Fulfilled)]).await;
    let told = |refusal: StudyRefusal| refusal.to_string();
    assert_eq!(told(refusal(&app, of_service(9)).await), "there is no service-9");
    let none = refusal(&app, of_service(3)).await;
    assert!(matches!(none, StudyRefusal::NoVisits { left_out: 0, .. }), "{none}");
    let one = refusal(&app, StudyRequest { groups: 1, ..of_service(2) }).await;
    assert_eq!(one, StudyRefusal::FewOfKind { kind: 'A', found: 1 });
    let types = refusal(&app, of_service(2)).await;
    assert_eq!(types, StudyRefusal::FewVisitTypes { groups: 2, visit_types: 1 });
}

#[tokio::test]
async fn times_that_do_not_make_the_groups_are_refused() {
    let app = clinic().await;
    assert_eq!(refusal(&app, times(&[])).await, StudyRefusal::NoTimes);
    let equal = refusal(&app, times(&[900; 50])).await;
    assert_eq!(equal, StudyRefusal::TooManyGroups { groups: 2, distinct: 1 });
    assert_eq!(refusal(&app, times(&[300, 1_200])).await, StudyRefusal::FewOfKind { kind: 'A', found: 1 });
    // A kind without visits in the session needs no times.
    let outlier = times(&[300, 360, 420, 3_600]);
    assert!(
        app.study_session(&planner(), StudyRequest { counts: Some(vec![0, 6]), ..outlier }).await.is_ok()
    );
    let long = refusal(&app, times(&[300, 360, 65_535, 65_535])).await;
    assert!(matches!(long, StudyRefusal::Plan(PlanRefusal::Session(SessionError::ServiceTime { .. }))));
    let many = refusal(&app, times(&vec![900; 100_001])).await;
    assert!(matches!(many, StudyRefusal::ManyTimes { found: 100_001, .. }), "{many}");
}

#[tokio::test]
async fn compositions_that_do_not_fit_are_refused() {
    let app = clinic().await;
    let with = |counts: &[u8]| StudyRequest { counts: Some(counts.to_vec()), ..of_times() };
    for counts in [&[3, 4][..], &[], &[0, 0], &[200, 200]] {
        let refused = refusal(&app, with(counts)).await;
        let unfilled = matches!(refused, StudyRefusal::Unfilled { field: "composition", slots: 6, .. });
        assert!(unfilled, "{refused}");
    }
    let refused = refusal(&app, with(&[2, 2, 2])).await;
    assert_eq!(refused, StudyRefusal::NoSuchKind { field: "composition", kind: 'C', groups: 2 });
}

#[tokio::test]
async fn numbers_that_no_study_may_use_are_refused() {
    let app = clinic().await;
    let cost = |idle| StudyRequest { costs: Weights { idle, ..of_times().costs }, ..of_times() };
    let rows = [
        (StudyRequest { groups: 0, ..of_times() }, "groups"),
        (StudyRequest { groups: 5, ..of_times() }, "groups"),
        (StudyRequest { slots: 0, ..of_times() }, "slots"),
        (StudyRequest { slots: 61, ..of_times() }, "slots"),
        (StudyRequest { scenarios: 0, ..of_times() }, "scenarios"),
        (StudyRequest { scenarios: 10_001, ..of_times() }, "scenarios"),
        (cost(f64::NAN), "cost_idle"),
        (cost(f64::INFINITY), "cost_idle"),
        (cost(-1.0), "cost_idle"),
    ];
    for (request, expected) in rows {
        let refused = refusal(&app, request).await;
        let named =
            matches!(&refused, StudyRefusal::Plan(PlanRefusal::OutOfRange { name, .. }) if *name == expected);
        assert!(named, "{expected}: {refused}");
    }
    let free = StudyRequest { costs: Weights { wait: 0.0, idle: 0.0, overtime: 0.0 }, ..of_times() };
    let refused = refusal(&app, free).await;
    assert!(matches!(refused, StudyRefusal::Plan(PlanRefusal::Session(SessionError::Weight { .. }))));
    let long = refusal(&app, StudyRequest { slot_s: 40_000, ..of_times() }).await;
    assert!(matches!(long, StudyRefusal::Plan(PlanRefusal::Session(SessionError::Length { .. }))));
}

#[tokio::test]
async fn orders_of_other_visits_are_not_compared() {
    let app = clinic().await;
    let ask = |counts: Option<Vec<u8>>, first: &str, second: &str| {
        let session = StudyRequest { counts, ..of_times() };
        let request =
            ComparisonRequest { session, first: first.parse().unwrap(), second: second.parse().unwrap() };
        let app = app.clone();
        async move {
            match app.compare_sessions(&planner(), request).await {
                Err(AppError::SessionStudy(refusal)) => *refusal,
                other => panic!("{other:?}"),
            }
        }
    };
    let other = |refusal: StudyRefusal| match refusal {
        StudyRefusal::OtherVisits { field, .. } => field,
        other => panic!("{other}"),
    };
    assert_eq!(other(ask(None, "ABABAB", "ABABBB").await), "second");
    assert_eq!(other(ask(None, "ABABAB", "ABABAC").await), "second");
    assert_eq!(other(ask(Some(vec![3, 3]), "ABABBB", "ABABAB").await), "first");
    let unfilled = ask(None, "ABAB", "ABAB").await;
    assert_eq!(unfilled, StudyRefusal::Unfilled { field: "first", visits: 4, slots: 6 });
    let kind = ask(None, "ABABAC", "ABABAC").await;
    assert_eq!(kind, StudyRefusal::NoSuchKind { field: "first", kind: 'C', groups: 2 });
}

#[test]
fn a_search_shares_out_what_one_request_may_do() {
    let budget = |counts: &[u8], scenarios| search_budget(&Composition::new(counts).unwrap(), scenarios, 12);
    for counts in [&[4, 4, 4, 4][..], &[12, 12], &[8, 8, 8], &[6, 6, 6, 6]] {
        let found = budget(counts, 2_000).unwrap();
        assert!(found.costs == 12 && (10..=256).contains(&found.beginnings), "{counts:?}: {found:?}");
    }
    let large = budget(&[20, 20], 2_000).unwrap();
    assert!((1..12).contains(&large.costs) && large.beginnings >= 10, "{large:?}");
    let larger = budget(&[30, 30], 2_000).unwrap();
    assert!(larger.costs == 0 && larger.beginnings >= 10, "{larger:?}");
    for (counts, scenarios, short) in
        [(&[30, 30][..], 10_000, "MiB"), (&[15; 4], 10_000, "MiB"), (&[10; 4], 4_000, "MiB")]
    {
        let refused = budget(counts, scenarios);
        assert!(matches!(refused, Err(PlanRefusal::TooMuch { unit, .. }) if unit == short), "{refused:?}");
    }
}
