//! Requests refuse what they do not know, and never show a password.

use lindley_api::accounts::NewAccount;
use lindley_api::appointments::{GivenReason, NewAppointment};
use lindley_api::hours::WeeklyHours;
use lindley_api::resources::NewResource;
use lindley_api::session::SignIn;

#[test]
fn unknown_fields_are_refused_at_every_depth() {
    let hours = r#"{"rules": [{"weekdays": ["mon"], "from": "08:00", "until": "12:00", "room": 1}]}"#;
    let error = serde_json::from_str::<WeeklyHours>(hours).expect_err("room is unknown");
    assert!(error.to_string().contains("unknown field `room`"), "{error}");
}

#[test]
fn what_may_be_left_out_has_its_usual_value() {
    let resource: NewResource =
        serde_json::from_str(r#"{"name": "Room 1", "kind": "room", "site": "site-1"}"#).expect("complete");
    assert_eq!(resource.capacity_units, 1);
    assert!(resource.attributes.is_empty());
    let booking = r#"{"patient": "p", "visit_type": "visit-type-1", "site": "site-1", "start": "2026-11-30T08:30:00Z"}"#;
    let booking: NewAppointment = serde_json::from_str(booking).expect("complete");
    assert!(booking.resources.is_empty() && booking.patient_age.is_none());
}

#[test]
fn nobody_may_give_the_reasons_that_only_holds_have() {
    assert!(serde_json::from_str::<GivenReason>("\"hold-lapsed\"").is_err());
}

#[test]
fn passwords_are_not_shown_when_debugging() {
    let sign_in = SignIn { login: "clerk".into(), password: "hush-hush-hush".into() };
    let account = NewAccount {
        login: "clerk".into(),
        password: Some("hush-hush-hush".into()),
        roles: vec![],
        organisation: None,
    };
    assert!(!format!("{sign_in:?}{account:?}").contains("hush"));
}
