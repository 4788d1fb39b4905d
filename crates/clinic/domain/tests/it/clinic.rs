//! The clinic that most tests play in: one site in Berlin with two physicians, a room and a laboratory, and an annex
//! in Kathmandu.

use lindley_domain::{ResourceId, ResourceKind, ServiceId, SiteId, VisitTypeId};
use lindley_time::civil::Weekday;

use crate::stage::{EVERY_DAY, Stage, step, visit_type, weekly};

/// The clinic's things by name.
#[derive(Clone)]
pub(crate) struct Clinic {
    pub(crate) stage: Stage,
    pub(crate) berlin: SiteId,
    pub(crate) annex: SiteId,
    pub(crate) heart: ServiceId,
    pub(crate) skin: ServiceId,
    /// Half an hour with any physician.
    pub(crate) consultation: VisitTypeId,
    /// Room throughout, physician in the middle, two units of the laboratory at the end.
    pub(crate) echo: VisitTypeId,
    /// Berlin only, ages 0 to 17.
    pub(crate) child: VisitTypeId,
    /// The skin service's consultation.
    pub(crate) rash: VisitTypeId,
    pub(crate) ada: ResourceId,
    pub(crate) ben: ResourceId,
    pub(crate) room: ResourceId,
    pub(crate) lab: ResourceId,
}

const WORKDAYS: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

impl Clinic {
    /// Monday 2026-03-02, 07:00 in Berlin. Hours are 08:00 to 12:00 and 13:00 to 17:00 on weekdays.
    pub(crate) fn new() -> Self {
        use ResourceKind::{Lab, Practitioner, Room};
        let mut stage = Stage::founded(60);
        let (berlin, annex) = (stage.add_site("Europe/Berlin"), stage.add_site("Asia/Kathmandu"));
        let (heart, skin) = (stage.add_service("Heart"), stage.add_service("Skin"));
        let ada = stage.add_resource(berlin, Practitioner, 1, &["echo"]);
        let ben = stage.add_resource(berlin, Practitioner, 1, &[]);
        let room = stage.add_resource(berlin, Room, 1, &[]);
        let lab = stage.add_resource(berlin, Lab, 3, &[]);
        let kala = stage.add_resource(annex, Practitioner, 1, &[]);
        for resource in [ada, ben, room, lab] {
            stage.set_hours(resource, weekly(&WORKDAYS, &[("08:00", "12:00"), ("13:00", "17:00")]));
        }
        stage.set_hours(kala, weekly(&EVERY_DAY, &[("09:00", "17:00")]));
        let one_physician = || vec![step(0, 30, &[("physician", Practitioner, 1)])];
        let consultation = stage.add_visit_type(visit_type("Consultation", heart, 15, one_physician()));
        let echo = stage.add_visit_type(visit_type(
            "Echo",
            heart,
            15,
            vec![
                step(0, 45, &[("room", Room, 1)]),
                step(5, 30, &[("physician:echo", Practitioner, 1)]),
                step(30, 60, &[("lab", Lab, 2)]),
            ],
        ));
        let mut for_children = visit_type("Child", heart, 20, one_physician());
        (for_children.age_max, for_children.sites) = (Some(17), [berlin].into());
        let child = stage.add_visit_type(for_children);
        let rash = stage.add_visit_type(visit_type("Rash", skin, 15, one_physician()));
        Self { stage, berlin, annex, heart, skin, consultation, echo, child, rash, ada, ben, room, lab }
    }
}
