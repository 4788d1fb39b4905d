//! The no-show import on an invented file.

use lindley_domain::Status;
use lindley_time::Instant;

use super::{Place, added, headline, refused_lines};

const FILE: &str = "\
PatientId,AppointmentID,Gender,ScheduledDay,AppointmentDay,Age,SMS_received,No-show
71,1,F,2016-05-02T08:00:01Z,2016-05-04T00:00:00Z,30,0,No
71,2,F,2016-05-02T08:00:01Z,2016-05-04T00:00:00Z,30,0,No
72,3,M,2016-05-02T08:00:01Z,2016-05-04T00:00:00Z,31,1,Yes
73,4,M,2016-05-06T08:00:01Z,2016-05-04T00:00:00Z,31,1,Yes
74,5,M,2016-05-02T08:00:01Z,2016-05-04T00:00:00Z,-1,1,No
7 4,6,M,2016-05-02T08:00:01Z,2016-05-04T00:00:00Z,1,1,No
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
    });
    let again = place.import("noshow", &data, &[]).expect("a good file");
    assert_eq!((headline(&again).as_str(), added(&again)), ("0 added; 3 visits already there; 3 refused", 0));
}
