//! The three sites and the services of the demo clinic.

/// The sites: name and zone. One keeps a half-hour offset, one never changes its clocks.
pub(super) const SITES: [(&str, &str); 3] = [
    ("Harbour Street", "America/St_Johns"),
    ("Northgate", "America/Toronto"),
    ("Riverside", "America/Regina"),
];

pub(super) const HARBOUR: usize = 0;
pub(super) const NORTHGATE: usize = 1;
pub(super) const RIVERSIDE: usize = 2;

/// The services, in the order of their ids.
pub(super) const SERVICES: [&str; 12] = [
    "Family medicine",
    "Cardiology",
    "Dermatology",
    "Orthopaedics",
    "Physiotherapy",
    "Paediatrics",
    "Women's health",
    "Eye care",
    "Imaging",
    "Endoscopy",
    "Day treatment",
    "Laboratory",
];
