//! Family medicine, children, women's health, therapy, laboratory.

use lindley_domain::ResourceKind::Practitioner;

use super::{ANY_AGE, BLOOD_DRAW, CHILD, CONSULT, NURSE, Need, Visit, device, physician, room};

const FAMILY: Need = physician("family-medicine");
const PAEDIATRICIAN: Need = physician("paediatrics");
const GYNAECOLOGIST: Need = physician("gynaecology");
const THERAPIST: Need = ("therapist", Practitioner, "physiotherapy");

pub(super) const VISITS: [Visit; 12] = [
    Visit {
        name: "New patient visit",
        service: "Family medicine",
        lead: "physician",
        share: 0.15,
        every: 5,
        ages: ANY_AGE,
        steps: &[("Intake", 0, 10, &[NURSE, CONSULT]), ("Consultation", 10, 40, &[FAMILY, CONSULT])],
    },
    Visit {
        name: "Follow-up visit",
        service: "Family medicine",
        lead: "physician",
        share: 0.5,
        every: 5,
        ages: ANY_AGE,
        steps: &[("Consultation", 0, 20, &[FAMILY, CONSULT])],
    },
    Visit {
        name: "Same-day visit",
        service: "Family medicine",
        lead: "physician",
        share: 0.25,
        every: 5,
        ages: ANY_AGE,
        steps: &[("Consultation", 0, 15, &[FAMILY, CONSULT])],
    },
    Visit {
        name: "Annual check",
        service: "Family medicine",
        lead: "physician",
        share: 0.1,
        every: 5,
        ages: (Some(40), None),
        steps: &[
            ("Measurements", 0, 15, &[NURSE, CONSULT]),
            ("Consultation", 15, 40, &[FAMILY, CONSULT]),
            ("Blood draw", 40, 50, &[BLOOD_DRAW]),
        ],
    },
    Visit {
        name: "Vaccination",
        service: "Family medicine",
        lead: "nurse",
        share: 1.0,
        every: 5,
        ages: ANY_AGE,
        steps: &[("Vaccination", 0, 10, &[NURSE, CONSULT])],
    },
    Visit {
        name: "Well-child check",
        service: "Paediatrics",
        lead: "physician",
        share: 0.4,
        every: 5,
        ages: CHILD,
        steps: &[
            ("Growth and hearing", 0, 10, &[NURSE, CONSULT]),
            ("Consultation", 10, 30, &[PAEDIATRICIAN, CONSULT]),
        ],
    },
    Visit {
        name: "Sick child visit",
        service: "Paediatrics",
        lead: "physician",
        share: 0.6,
        every: 5,
        ages: CHILD,
        steps: &[("Consultation", 0, 20, &[PAEDIATRICIAN, CONSULT])],
    },
    Visit {
        name: "Antenatal visit",
        service: "Women's health",
        lead: "physician",
        share: 0.45,
        every: 5,
        ages: (Some(15), Some(55)),
        steps: &[
            ("Consultation", 0, 10, &[GYNAECOLOGIST, CONSULT]),
            ("Scan", 10, 20, &[GYNAECOLOGIST, CONSULT, device("ultrasound")]),
            ("Advice", 20, 30, &[GYNAECOLOGIST, CONSULT]),
        ],
    },
    Visit {
        name: "Gynaecology consultation",
        service: "Women's health",
        lead: "physician",
        share: 0.55,
        every: 10,
        ages: (Some(15), None),
        steps: &[("Consultation", 0, 20, &[GYNAECOLOGIST, CONSULT])],
    },
    Visit {
        name: "Physiotherapy assessment",
        service: "Physiotherapy",
        lead: "therapist",
        share: 0.325,
        every: 15,
        ages: ANY_AGE,
        steps: &[("Assessment", 0, 60, &[THERAPIST, room("gym")])],
    },
    Visit {
        name: "Physiotherapy session",
        service: "Physiotherapy",
        lead: "therapist",
        share: 0.675,
        every: 15,
        ages: ANY_AGE,
        steps: &[("Exercises", 0, 45, &[THERAPIST, room("gym")])],
    },
    Visit {
        name: "Blood test",
        service: "Laboratory",
        lead: "lab",
        share: 1.0,
        every: 5,
        ages: ANY_AGE,
        steps: &[("Blood draw", 0, 10, &[BLOOD_DRAW])],
    },
];
