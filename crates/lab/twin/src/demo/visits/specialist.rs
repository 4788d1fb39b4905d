//! Specialists, imaging, endoscopy and day treatment: staggered people, rooms, beds and devices.

use lindley_domain::ResourceKind::Practitioner;

use super::{ADULT, ANY_AGE, CONSULT, NURSE, Need, Visit, bed, device, physician, room, technologist};

const CARDIOLOGIST: Need = physician("cardiology");
const DERMATOLOGIST: Need = physician("dermatology");
const ORTHOPAEDIST: Need = physician("orthopaedics");
const OPHTHALMOLOGIST: Need = physician("ophthalmology");
const ENDOSCOPIST: Need = physician("endoscopy");
const SONOGRAPHER: Need = technologist("sonographer");
const RADIOGRAPHER: Need = technologist("radiographer");
const OPTOMETRIST: Need = technologist("optometry");
const INFUSION_NURSE: Need = ("nurse", Practitioner, "infusion");

pub(super) const VISITS: [Visit; 15] = [
    Visit {
        name: "Cardiology first visit with ECG",
        service: "Cardiology",
        lead: "physician",
        share: 0.325,
        every: 5,
        ages: ADULT,
        steps: &[
            ("ECG", 0, 15, &[NURSE, CONSULT, device("ecg")]),
            ("Consultation", 15, 40, &[CARDIOLOGIST, CONSULT]),
        ],
    },
    Visit {
        name: "Cardiology follow-up",
        service: "Cardiology",
        lead: "physician",
        share: 0.575,
        every: 10,
        ages: ADULT,
        steps: &[("Consultation", 0, 20, &[CARDIOLOGIST, CONSULT])],
    },
    Visit {
        name: "Stress test",
        service: "Cardiology",
        lead: "physician",
        share: 0.1,
        every: 15,
        ages: ADULT,
        steps: &[
            ("Preparation", 0, 15, &[NURSE, room("procedure"), device("treadmill")]),
            ("Test", 15, 45, &[NURSE, CARDIOLOGIST, room("procedure"), device("treadmill")]),
            ("Recovery", 45, 60, &[NURSE, room("procedure")]),
        ],
    },
    Visit {
        name: "Echocardiogram",
        service: "Cardiology",
        lead: "technologist",
        share: 0.5,
        every: 5,
        ages: ADULT,
        steps: &[
            ("Scan", 0, 35, &[SONOGRAPHER, room("imaging"), device("echo")]),
            ("Reading", 35, 45, &[CARDIOLOGIST, room("imaging")]),
        ],
    },
    Visit {
        name: "Skin check",
        service: "Dermatology",
        lead: "physician",
        share: 0.75,
        every: 10,
        ages: ANY_AGE,
        steps: &[("Examination", 0, 20, &[DERMATOLOGIST, CONSULT])],
    },
    Visit {
        name: "Minor skin procedure",
        service: "Dermatology",
        lead: "physician",
        share: 0.25,
        every: 10,
        ages: ANY_AGE,
        steps: &[
            ("Preparation", 0, 10, &[NURSE, room("procedure")]),
            ("Procedure", 10, 30, &[DERMATOLOGIST, NURSE, room("procedure")]),
            ("Dressing", 30, 40, &[NURSE, room("procedure")]),
        ],
    },
    Visit {
        name: "Orthopaedic first visit with X-ray",
        service: "Orthopaedics",
        lead: "physician",
        share: 0.325,
        every: 5,
        ages: ANY_AGE,
        steps: &[
            ("X-ray", 0, 15, &[RADIOGRAPHER, device("x-ray")]),
            ("Consultation", 20, 45, &[ORTHOPAEDIST, CONSULT]),
        ],
    },
    Visit {
        name: "Orthopaedic follow-up",
        service: "Orthopaedics",
        lead: "physician",
        share: 0.675,
        every: 5,
        ages: ANY_AGE,
        steps: &[("Consultation", 0, 20, &[ORTHOPAEDIST, CONSULT])],
    },
    Visit {
        name: "Eye examination",
        service: "Eye care",
        lead: "physician",
        share: 1.0,
        every: 5,
        ages: ANY_AGE,
        steps: &[
            ("Measurements", 0, 20, &[OPTOMETRIST, device("slit-lamp")]),
            ("Examination", 20, 40, &[OPHTHALMOLOGIST, CONSULT]),
        ],
    },
    Visit {
        name: "Eye pressure check",
        service: "Eye care",
        lead: "technologist",
        share: 1.0,
        every: 5,
        ages: ANY_AGE,
        steps: &[("Measurement", 0, 15, &[OPTOMETRIST, device("slit-lamp")])],
    },
    Visit {
        name: "MRI scan",
        service: "Imaging",
        lead: "technologist",
        share: 0.45,
        every: 15,
        ages: ANY_AGE,
        steps: &[
            ("Preparation", 0, 5, &[room("mri-suite")]),
            ("Scan", 5, 40, &[RADIOGRAPHER, room("mri-suite"), device("mri")]),
            ("Changing", 40, 45, &[room("mri-suite")]),
        ],
    },
    Visit {
        name: "Ultrasound scan",
        service: "Imaging",
        lead: "technologist",
        share: 0.5,
        every: 10,
        ages: ANY_AGE,
        steps: &[("Scan", 0, 30, &[SONOGRAPHER, room("imaging"), device("ultrasound")])],
    },
    Visit {
        name: "X-ray",
        service: "Imaging",
        lead: "technologist",
        share: 0.55,
        every: 5,
        ages: ANY_AGE,
        steps: &[("Picture", 0, 15, &[RADIOGRAPHER, device("x-ray")])],
    },
    Visit {
        name: "Colonoscopy",
        service: "Endoscopy",
        lead: "physician",
        share: 1.0,
        every: 10,
        ages: ADULT,
        steps: &[
            ("Preparation", 0, 20, &[NURSE, bed("recovery")]),
            ("Examination", 20, 60, &[ENDOSCOPIST, room("endoscopy-suite"), device("endoscope")]),
            ("Recovery", 60, 90, &[bed("recovery")]),
        ],
    },
    Visit {
        name: "Infusion",
        service: "Day treatment",
        lead: "bed",
        share: 1.0,
        every: 15,
        ages: ADULT,
        steps: &[
            ("Start", 0, 15, &[INFUSION_NURSE, bed("infusion")]),
            ("Infusion", 15, 105, &[bed("infusion")]),
            ("End", 105, 120, &[INFUSION_NURSE, bed("infusion")]),
        ],
    },
];
