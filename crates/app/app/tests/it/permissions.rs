//! The first line of every use case: each role, each command.

use lindley_app::{AppError, Permission, Principal, Role, permission_for};
use lindley_domain::{
    AppointmentId, Block, BlockId, BlockScope, CancelReason, Command, FindRequest, ModelTask, PastVisit,
    PatientFacts, Policy, ReminderChannel, ResourceId, Session, SessionId, SessionTemplate, SlotKind, Status,
    TemplateId, TrainingCause, TypedSlot,
};
use lindley_time::{Span, WeeklyHours, civil};

use crate::house::{CONSULTATION, House, SITE, catalogue, monday, request};

/// A template that makes sense: mornings of the first physician for consultations.
fn template() -> Box<SessionTemplate> {
    Box::new(SessionTemplate {
        name: "T".to_owned(),
        resources: [ResourceId(1)].into(),
        weekdays: Vec::new(),
        starts_at: civil::time(8, 0, 0, 0),
        kinds: vec![SlotKind { name: "A".to_owned(), visit_types: [CONSULTATION].into() }],
        slots: vec![TypedSlot { minute: 0, minutes: 60, kind: 0 }],
        release_days: 0,
        evidence: None,
    })
}

/// One command of each kind with the roles that may give it.
fn table() -> Vec<(Command, &'static [Role])> {
    use Role::{Admin, Clerk, Importer, Planner, PlatformAdmin, Viewer};
    const CATALOGUE: &[Role] = &[PlatformAdmin, Admin, Planner, Importer];
    const BOOK: &[Role] = &[PlatformAdmin, Admin, Planner, Clerk];
    let appointment = AppointmentId(1);
    let span = Span::of_minutes(monday(), 30);
    let resource = ResourceId(1);
    let session =
        Session { resource, span, services: [].into(), label: "S".to_owned(), placed_by_import: false };
    let block = Block { scope: BlockScope::Site(SITE), span, reason: "R".to_owned() };
    let patient = request(1, 0).patient;
    let visit = PastVisit {
        patient,
        visit_type: CONSULTATION,
        site: SITE,
        span,
        actual: None,
        chosen: Vec::new(),
        outcome: Status::Fulfilled,
        booked: None,
        reminded: None,
    };
    let reason = || "R".to_owned();
    let mut rows: Vec<(Command, &[Role])> = catalogue(1)
        .into_iter()
        .filter(|c| !matches!(c, Command::SetHours { .. }))
        .map(|c| (c, CATALOGUE))
        .collect();
    rows.extend([
        (Command::FoundOrganisation { name: "X".to_owned(), horizon_days: 1 }, &[PlatformAdmin][..]),
        (Command::SetHours { resource, hours: WeeklyHours::default() }, CATALOGUE),
        (Command::OpenSession { session, source: None }, CATALOGUE),
        (Command::CloseSession { session: SessionId(1) }, CATALOGUE),
        (Command::AddBlock { block, source: None }, CATALOGUE),
        (Command::LiftBlock { block: BlockId(1) }, CATALOGUE),
        (Command::ProposeTemplate { template: template() }, CATALOGUE),
        (Command::AdoptTemplate { template: TemplateId(1), replaces: None, reason: reason() }, CATALOGUE),
        (Command::DeclineTemplate { template: TemplateId(1), reason: reason() }, CATALOGUE),
        (Command::RetireTemplate { template: TemplateId(1), reason: reason() }, CATALOGUE),
        (
            Command::SetTemplateRelease { template: TemplateId(1), release_days: 1, reason: reason() },
            CATALOGUE,
        ),
        (
            Command::RequestVisit { patient, visit_type: CONSULTATION, patient_age: None, waitlist: true },
            BOOK,
        ),
        (Command::PlaceHold { request: request(1, 0), lease_seconds: 60 }, BOOK),
        (Command::RenewHold { appointment, fence: 1, lease_seconds: 60 }, BOOK),
        (Command::ReleaseHold { appointment, fence: 1 }, BOOK),
        (Command::ConfirmHold { appointment, fence: 1 }, BOOK),
        (Command::Book { request: request(1, 0) }, BOOK),
        (
            Command::Reschedule {
                appointment,
                revision: None,
                start: monday(),
                site: None,
                chosen: Vec::new(),
                any_resource: true,
            },
            BOOK,
        ),
        (Command::Cancel { appointment, revision: None, reason: CancelReason::Patient }, BOOK),
        (Command::Advance { appointment, revision: None, to: Status::Arrived, actual: None }, BOOK),
        (Command::RecordPastVisit { visit, source: None }, &[PlatformAdmin, Admin, Importer]),
        (Command::SweepHolds, &[PlatformAdmin, Admin, Planner, Clerk, Viewer, Importer]),
    ]);
    rows
}

/// The commands about what is known beside visits, and about models.
fn learning_table() -> Vec<(Command, &'static [Role])> {
    use Role::{Admin, Clerk, Importer, Planner, PlatformAdmin};
    const CATALOGUE: &[Role] = &[PlatformAdmin, Admin, Planner, Importer];
    const BOOK: &[Role] = &[PlatformAdmin, Admin, Planner, Clerk];
    let patient = request(1, 0).patient;
    vec![
        (
            Command::DescribePatient { patient, facts: PatientFacts::default(), since: Some(monday()) },
            &[PlatformAdmin, Admin, Importer],
        ),
        (Command::DescribePatient { patient, facts: PatientFacts::default(), since: None }, BOOK),
        (Command::RecordReminder { appointment: AppointmentId(1), channel: ReminderChannel::Sms }, BOOK),
        (Command::RecordSignals { feed: "weather".into(), readings: Vec::new() }, CATALOGUE),
        (Command::RecordSpecialDays { feed: "calendar".into(), days: Vec::new() }, CATALOGUE),
        (queue_training(), &[PlatformAdmin, Admin]),
        (
            Command::RevertModel { task: ModelTask::NoShow, reason: "Worse".to_owned() },
            &[PlatformAdmin, Admin],
        ),
    ]
}

fn queue_training() -> Command {
    Command::QueueTraining { task: ModelTask::NoShow, cause: TrainingCause::ByHand, seed: 1 }
}

#[tokio::test]
async fn each_role_may_give_its_commands_and_no_others() {
    for (command, allowed) in table().into_iter().chain(learning_table()) {
        let house = House::with_physicians(1).await;
        for role in Role::ALL {
            let by = Principal::new(3, "somebody", "demo", vec![role]);
            let head = house.head();
            let answer = house.app.submit(&by, command.clone(), None).await;
            let forbidden =
                matches!(answer, Err(AppError::Forbidden { needs }) if needs == permission_for(&command));
            assert_eq!(
                forbidden,
                !allowed.contains(&role),
                "{} gives {command:?}: {answer:?}",
                role.as_str()
            );
            assert!(!forbidden || house.head() == head, "a forbidden command leaves no trace");
        }
    }
}

#[tokio::test]
async fn reading_and_founding_are_authorised_too() {
    let house = House::with_physicians(1).await;
    let nobody = Principal::new(3, "nobody", "demo", Vec::new());
    let search = FindRequest {
        visit_type: CONSULTATION,
        site: None,
        patient: None,
        patient_age: None,
        from: monday(),
        until: monday().plus_days(1),
        chosen: Vec::new(),
        policy: Policy::Earliest,
        limit: 5,
    };
    let forbidden = |answer: Result<(), AppError>| assert!(matches!(answer, Err(AppError::Forbidden { .. })));
    forbidden(house.app.find_openings(&nobody, &search).await.map(|_| ()));
    forbidden(house.app.read(&nobody, Permission::ReadSchedule, |_| ()));
    forbidden(house.app.subscribe(&nobody).map(|_| ()));
    forbidden(house.app.entries_after(&nobody, 0, 10).await.map(|_| ()));
    forbidden(house.app.accounts(&nobody).await.map(|_| ()));
    forbidden(house.app.add_account(&nobody, "new", None, &[]).await.map(|_| ()));
    forbidden(house.app.issue_token(&nobody, 1, "label", None).await.map(|_| ()));
    let admin = Principal::new(3, "admin", "demo", vec![Role::Admin]);
    forbidden(house.app.found_organisation(&admin, "other", "Other", 30).await.map(|_| ()));
    forbidden(house.app.add_account(&admin, "chief", None, &[Role::PlatformAdmin]).await.map(|_| ()));
    assert_eq!(house.app.find_openings(&house.system, &search).await.unwrap().openings.len(), 5);
}

#[tokio::test]
async fn a_principal_acts_in_its_own_organisation_only() {
    let house = House::with_physicians(1).await;
    house.app.found_organisation(&house.system, "other", "Other", 30).await.unwrap();
    let stranger = Principal::new(4, "stranger", "other", vec![Role::Admin]);
    let answer = house.app.submit(&stranger, crate::house::book(1, 0), None).await;
    assert_eq!(
        crate::house::code(&answer),
        "unknown-reference",
        "the other organisation has no such visit type"
    );
    let nowhere = Principal::new(4, "stranger", "nowhere", vec![Role::Admin]);
    let answer = house.app.submit(&nowhere, crate::house::book(1, 0), None).await;
    assert!(matches!(answer, Err(AppError::UnknownOrganisation)), "{answer:?}");
}
