//! The no-show import on an invented file.

use lindley_domain::{ChosenResource, Command, PastVisit, Status};
use lindley_time::{Instant, Span};

use super::{Place, added, headline, refused_lines};

const FILE: &str = "\
PatientId,AppointmentID,Gender,ScheduledDay,AppointmentDay,Age,Neighbourhood,Scholarship,Hipertension,Diabetes,Alcoholism,Handcap,SMS_received,No-show
71,1,F,2016-05-02T08:00:01Z,2016-05-04T00:00:00Z,30,CENTRO,0,1,0,0,0,0,No
71,2,F,2016-05-02T08:00:01Z,2016-05-04T00:00:00Z,30,CENTRO,0,1,0,0,0,0,No
72,3,M,2016-05-02T08:00:01Z,2016-05-04T00:00:00Z,31,CENTRO,0,1,0,0,0,1,Yes
73,4,M,2016-05-06T08:00:01Z,2016-05-04T00:00:00Z,31,CENTRO,0,1,0,0,0,1,Yes
74,5,M,2016-05-02T08:00:01Z,2016-05-04T00:00:00Z,-1,CENTRO,0,1,0,0,0,1,No
7 4,6,M,2016-05-02T08:00:01Z,2016-05-04T00:00:00Z,1,CENTRO,0,1,0,0,0,1,No
";

#[test]
fn kept_and_missed_visits_are_written_once() {
    let place = Place::new();
    let data = place.file("noshow.csv", FILE);
    let report = place.import("noshow", &data, &[]).expect("a good file");
    assert_eq!(headline(&report), "3 visits added; 3 refused");
    assert_eq!(refused_lines(&report), [5, 6, 7]);
    assert!(report.assumed.iter().any(|assumed| assumed.contains("no hours")));
    place.read(|state| {
        let visits: Vec<_> = state.appointments().collect();
        let start = |index: usize| visits[index].placement.as_ref().expect("a place").span.start();
        assert_eq!(start(0), Instant::parse("2016-05-04T08:00:00-03:00").expect("a moment"));
        assert_eq!(start(1), start(0).plus_minutes(15), "one patient is in one place at a time");
        assert_eq!(visits[2].status, Status::Noshow);
        let sessions: Vec<_> = state.sessions().values().collect();
        assert_eq!(sessions.len(), 1, "one session for the one day");
        assert!(sessions[0].placed_by_import, "boards are to say that nobody knows the hours");
        assert_eq!((sessions[0].span.start(), sessions[0].span.end()), (start(0), start(1).plus_minutes(15)));
    });
    let again = place.import("noshow", &data, &[]).expect("a good file");
    assert_eq!((headline(&again).as_str(), added(&again)), ("0 added; 3 visits already there; 3 refused", 0));
}

/// A store of an earlier version has the visits and no sessions.
#[test]
fn a_store_without_the_sessions_gets_only_those() {
    let place = Place::new();
    let header = FILE.lines().next().expect("a header");
    place
        .import("noshow", &place.file("empty.csv", &format!("{header}\n")), &[])
        .expect("a file without rows");
    for number in [1, 2, 3] {
        place.submit(past_visit(&place, number));
    }
    let data = place.file("noshow.csv", FILE);
    let later = place.import("noshow", &data, &[]).expect("a good file");
    assert_eq!(headline(&later), "1 sessions added; 3 visits already there; 3 refused");
    assert_eq!(added(&later), 1);
    let again = place.import("noshow", &data, &[]).expect("a good file");
    assert_eq!(added(&again), 0);
}

/// The visit of an appointment of the file, as every version has written it.
fn past_visit(place: &Place, number: u32) -> Command {
    let start = Instant::parse("2016-05-04T08:00:00-03:00").expect("a moment");
    let visit = place.read(|state| PastVisit {
        patient: format!("{}", 70 + number).parse().expect("a pseudonym"),
        visit_type: *state.catalogue().visit_types.keys().next().expect("a visit type"),
        site: *state.catalogue().sites.keys().next().expect("a site"),
        span: Span::of_minutes(start, 15),
        actual: None,
        chosen: vec![ChosenResource {
            role: "desk".to_owned(),
            resource: *state.catalogue().resources.keys().next().expect("a desk"),
        }],
        outcome: Status::Fulfilled,
        booked: None,
        reminded: None,
    });
    Command::RecordPastVisit { visit, source: Some(format!("noshow:appointment:{number}").into()) }
}
