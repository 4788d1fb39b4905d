//! Ids are written and read in one way only.

use lindley_api::ids::{AppointmentId, SiteId, VisitTypeId};
use proptest::prelude::*;

proptest! {
    #[test]
    fn what_is_written_is_read_back(number in any::<u64>()) {
        let id = AppointmentId(number);
        prop_assert_eq!(id.to_string().parse::<AppointmentId>(), Ok(id));
        let json = serde_json::to_string(&id).expect("an id can be written");
        prop_assert_eq!(serde_json::from_str::<AppointmentId>(&json).expect("and read"), id);
    }

    #[test]
    fn only_the_written_form_is_read(text in "(site|visit-type|)-?[+0]{0,2}[0-9]{0,12}") {
        if let Ok(id) = text.parse::<SiteId>() {
            prop_assert_eq!(id.to_string(), text);
        }
    }
}

#[test]
fn other_texts_are_refused_with_an_example() {
    for text in
        ["", "1", "site", "site-", "site--1", "site-+1", "site-01", "site-4294967296", "Site-1", "room-1"]
    {
        let error = text.parse::<SiteId>().expect_err(text);
        assert_eq!(error.to_string(), "expected an id such as site-1");
    }
    assert!(serde_json::from_str::<VisitTypeId>("7").is_err(), "a bare number is not an id");
}
