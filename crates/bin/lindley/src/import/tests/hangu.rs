//! The Hangu import on an invented file.

use lindley_domain::{FindRequest, Policy, Status, VisitTypeId, find_openings};
use lindley_time::Instant;

use super::{NOW_MS, Place, added, headline, refused_lines};

const HEADER: &str = "ID,Session,Month,DayOfWeek,WorkingDay,AM_PM,Visit.No,Gender,M.Cancer,S.Cancer,StartTime,PayTime,Address,ServTime";

/// Two sessions of one Wednesday in May and one of the Saturday after.
fn file(place: &Place, more: &str) -> std::path::PathBuf {
    let rows = "\
A1,1,May,Wednesday,TRUE,morning,1,F,FALSE,FALSE,8:12:30,8:40:00,NA,600
A2,1,May,Wednesday,TRUE,morning,3,M,FALSE,FALSE,8:30:00,,In the city,1200
A1,2,May,Wednesday,TRUE,afternoon,2,F,FALSE,FALSE,14:35:00,,NA,900
A3,3,May,Saturday,FALSE,morning,1,F,TRUE,FALSE,12:20:10,,Out of city,1111
";
    place.file("Data.csv", &format!("{HEADER}\n{rows}{more}"))
}

#[test]
fn sessions_are_placed_and_a_second_run_adds_nothing() {
    let place = Place::new();
    let data = file(&place, "");
    let first = place.import("hangu", &data, &[]).expect("a good file");
    assert_eq!(headline(&first), "3 sessions, 4 visits added");
    assert!(first.assumed.iter().any(|assumed| assumed.contains("has no dates")));
    assert!(first.assumed.iter().any(|assumed| assumed.contains("elm did not exist and was founded")));
    let head = place.read(lindley_domain::State::head);

    let second = place.import("hangu", &data, &[]).expect("a good file");
    assert_eq!(headline(&second), "0 added; 3 sessions, 4 visits already there");
    assert_eq!((added(&second), place.read(lindley_domain::State::head)), (0, head));

    for days in [1, 3, 60] {
        place.wait_days(days);
        let later = place.import("hangu", &data, &[]).expect("a good file");
        assert_eq!((added(&later), place.read(lindley_domain::State::head)), (0, head), "{days} days later");
    }
}

#[test]
fn visits_keep_their_true_times_within_their_sessions() {
    let place = Place::new();
    place.import("hangu", &file(&place, ""), &[]).expect("a good file");
    place.read(|state| {
        let visits: Vec<_> = state.appointments().collect();
        let first = visits[0].actual.expect("the file knows when it took place");
        assert_eq!(first.start(), Instant::parse("2018-05-02T08:12:30+08:00").expect("a moment"));
        assert_eq!((first.seconds(), visits[0].status), (600, Status::Fulfilled));
        assert_ne!(visits[0].visit_type, visits[1].visit_type, "a first and a return visit");
        for visit in &visits {
            let span = visit.placement.as_ref().expect("a place").span;
            let holds =
                |session: &&lindley_domain::Session| session.span.contains(span) && session.placed_by_import;
            assert_eq!(state.sessions().values().filter(holds).count(), 1);
        }
        let widened = state.sessions().values().next().expect("the first session").span;
        assert_eq!(widened.start(), Instant::parse("2018-05-02T08:00:00+08:00").expect("a moment"));
    });
}

#[test]
fn new_appointments_can_be_booked_into_the_coming_sessions() {
    let place = Place::new();
    let report = place.import("hangu", &file(&place, ""), &[]).expect("a good file");
    let coming = report.tallies.iter().find(|tally| tally.what == "coming sessions").expect("counted");
    assert_eq!(coming.added, 24, "two half-days on eight Wednesdays, one on eight Saturdays");
    let now = Instant::from_seconds(NOW_MS / 1000);
    let request = FindRequest {
        visit_type: VisitTypeId(1),
        site: None,
        patient: None,
        patient_age: None,
        from: now,
        until: now.plus_days(14),
        chosen: Vec::new(),
        policy: Policy::Earliest,
        limit: 1,
    };
    let found = place.read(|state| find_openings(state, &request, now)).expect("a good request");
    assert_eq!(found[0].span.start(), Instant::parse("2026-11-25T08:30:00+08:00").expect("a moment"));
}

#[test]
fn bad_rows_are_refused_with_their_lines_and_the_rest_is_added() {
    let place = Place::new();
    let bad = "\
A4,3,May,Saturday,FALSE,morning,1,F,TRUE,FALSE,25:00:00,,NA,300
A5,3,June,Saturday,FALSE,morning,1,F,TRUE,FALSE,9:00:00,,NA,300
not an id,3,May,Saturday,FALSE,morning,1,F,TRUE,FALSE,9:00:00,,NA,300
A6,3,May,Saturday,FALSE,morning,1,F,TRUE,FALSE,12:21:00,,NA,300
A7,3,May
";
    let report = place.import("hangu", &file(&place, bad), &[]).expect("a usable file");
    assert_eq!(headline(&report), "3 sessions, 4 visits added; 5 refused");
    let mut lines = refused_lines(&report);
    lines.sort_unstable();
    assert_eq!(lines, [6, 7, 8, 9, 10]);
    let taken = report.refused.iter().find(|refused| refused.line == 9).expect("two at a time");
    assert_eq!(taken.code, Some("slot-taken"));
    assert!(report.is_any_use());
    let text = super::report_text::written(&report);
    assert!(text.contains("Data.csv line 6, StartTime") && !text.contains("not an id"));
    assert!(report.to_json().expect("plain data").contains("\"refused\": 5"));
}

#[test]
fn a_file_of_another_kind_or_without_a_good_row_is_no_success() {
    let place = Place::new();
    let other = place.import("hangu", &place.file("other.csv", "a,b\n1,2\n"), &[]).expect_err("another kind");
    assert!(format!("{other:#}").contains("no column named ID"));
    let empty = place.import("hangu", &place.file("empty.csv", ""), &[]).expect_err("empty");
    assert!(format!("{empty:#}").contains("the file is empty"));
    let useless = place.file("useless.csv", &format!("{HEADER}\nA4,3,May\n"));
    let report = place.import("hangu", &useless, &[]).expect("a report");
    assert!(!report.is_any_use());
}
