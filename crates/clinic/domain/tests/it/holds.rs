//! Holds are leases: they end at their second, and only the newest token counts.

use lindley_domain::{CancelReason, Command, Event, Status};

use crate::clinic::Clinic;
use crate::stage::{Stage, chosen, wish};

const NINE: &str = "2026-03-02T09:00:00Z";

/// A hold on Ada at nine, with its token.
fn held(clinic: &mut Clinic, seconds: u32) -> (lindley_domain::AppointmentId, u64) {
    let mut request = wish(1, clinic.consultation, clinic.berlin, NINE);
    request.chosen = vec![chosen("physician", clinic.ada)];
    let hold = clinic.stage.hold(request, seconds);
    (hold.id, hold.lease.unwrap().fence)
}

/// Whether somebody else can have Ada at nine.
fn is_open(stage: &Stage, clinic: &Clinic) -> bool {
    let mut stage = stage.clone();
    let mut request = wish(2, clinic.consultation, clinic.berlin, NINE);
    request.chosen = vec![chosen("physician", clinic.ada)];
    stage.give(&Command::Book { request }).is_ok()
}

#[test]
fn a_hold_lapses_exactly_at_its_expiry() {
    for seconds in [30, 61, 3600] {
        let mut clinic = Clinic::new();
        let (id, fence) = held(&mut clinic, seconds);
        let placed = clinic.stage.now();
        clinic.stage.clock.0 = placed.plus_seconds(i64::from(seconds) - 1);
        assert!(!is_open(&clinic.stage, &clinic), "still held one second before");
        let mut in_time = clinic.stage.clone();
        in_time.must(Command::ConfirmHold { appointment: id, fence });
        assert_eq!(in_time.appointment(id).status, Status::Booked);
        clinic.stage.clock.0 = placed.plus_seconds(i64::from(seconds));
        assert!(is_open(&clinic.stage, &clinic), "free at the second of expiry");
        let late = Command::ConfirmHold { appointment: id, fence };
        assert_eq!(clinic.stage.refused(&late), "hold-lapsed");
        assert_eq!(clinic.stage.appointment(id).cancel_reason, Some(CancelReason::HoldLapsed));
    }
}

#[test]
fn a_lease_has_its_bounds() {
    let mut clinic = Clinic::new();
    for lease_seconds in [0, 29, 3601, u32::MAX] {
        let request = wish(1, clinic.consultation, clinic.berlin, NINE);
        assert_eq!(clinic.stage.refused(&Command::PlaceHold { request, lease_seconds }), "invalid-value");
    }
}

#[test]
fn renewing_gives_a_higher_token_and_makes_the_old_one_useless() {
    let mut clinic = Clinic::new();
    let (id, first) = held(&mut clinic, 60);
    clinic.stage.clock.0 = clinic.stage.now().plus_seconds(59);
    let renewed = clinic.stage.must(Command::RenewHold { appointment: id, fence: first, lease_seconds: 60 });
    let Event::HoldRenewed { lease, .. } = renewed else { panic!("not renewed") };
    assert!(lease.fence > first);
    for old in [
        Command::RenewHold { appointment: id, fence: first, lease_seconds: 60 },
        Command::ReleaseHold { appointment: id, fence: first },
        Command::ConfirmHold { appointment: id, fence: first },
    ] {
        assert_eq!(clinic.stage.refused(&old), "fence-stale");
    }
    clinic.stage.clock.0 = clinic.stage.now().plus_seconds(59);
    assert!(!is_open(&clinic.stage, &clinic), "the renewal counts from its own time");
    clinic.stage.must(Command::ConfirmHold { appointment: id, fence: lease.fence });
    assert_eq!(
        clinic.stage.refused(&Command::ReleaseHold { appointment: id, fence: lease.fence }),
        "not-held"
    );
}

#[test]
fn releasing_frees_the_time_at_once() {
    let mut clinic = Clinic::new();
    let (id, fence) = held(&mut clinic, 600);
    assert!(!is_open(&clinic.stage, &clinic));
    clinic.stage.must(Command::ReleaseHold { appointment: id, fence });
    assert!(is_open(&clinic.stage, &clinic));
    let released = clinic.stage.appointment(id);
    assert_eq!((released.status, released.lease), (Status::Cancelled, None));
    assert_eq!(clinic.stage.refused(&Command::ConfirmHold { appointment: id, fence }), "not-held");
}

#[test]
fn sweeping_ends_what_has_run_out_and_nothing_else() {
    let mut clinic = Clinic::new();
    let (short, _) = held(&mut clinic, 30);
    let request = wish(2, clinic.consultation, clinic.berlin, "2026-03-02T10:00:00Z");
    let long = clinic.stage.hold(request, 600).id;
    clinic.stage.clock.0 = clinic.stage.now().plus_seconds(100);
    clinic.stage.must_sweep();
    assert_eq!(clinic.stage.appointment(short).status, Status::Cancelled);
    assert_eq!(clinic.stage.appointment(long).status, Status::Pending);
    assert_eq!(clinic.stage.state.next_lapse(), clinic.stage.appointment(long).lease.map(|l| l.expires));
}
