//! The stable codes of rejections, with what the caller can do next. One row per variant.

use crate::rejection::{Rejection, RejectionKind};

use RejectionKind::{Conflict, Invalid, Missing, Stale};

impl Rejection {
    /// Every code with its kind and advice, in order of precedence where a command can break several rules.
    pub const CODES: &[(&str, RejectionKind, &str)] = &[
        ("organisation-founding", Conflict, "Found the organisation once, before anything else."),
        ("already-imported", Conflict, "Nothing needs to be done: the earlier import stands."),
        ("invalid-value", Invalid, "Correct the named field and send the command again."),
        ("unknown-reference", Missing, "Check the id; it may belong to another organisation."),
        ("revision-stale", Stale, "Reload the appointment, look at the change, and try again."),
        ("hold-lapsed", Conflict, "Search again and place a new hold."),
        ("not-held", Conflict, "Reload the appointment: it is no longer a hold."),
        ("fence-stale", Stale, "Use the fencing token of the newest renewal."),
        ("illegal-transition", Conflict, "Reload the appointment and choose from its allowed states."),
        ("too-early", Conflict, "Wait until the day of the visit, or move the appointment to today first."),
        ("not-past", Invalid, "Only visits that have ended can be recorded as past."),
        ("not-offered-at-site", Conflict, "Choose a site that offers this visit type."),
        ("age-required", Invalid, "Send patient_age in whole years."),
        ("age-not-eligible", Conflict, "Choose a visit type for this age."),
        ("start-not-offered", Invalid, "Choose a start from the openings search."),
        ("in-the-past", Conflict, "Choose a later start."),
        ("beyond-horizon", Conflict, "Choose an earlier start, or put the patient on the waiting list."),
        ("unknown-role", Invalid, "Use the role names of the visit type."),
        (
            "resource-not-eligible",
            Conflict,
            "Choose a resource of this site with the kind and skills asked for.",
        ),
        ("nobody-eligible", Conflict, "Choose another site, or add a resource that fits."),
        ("patient-busy", Conflict, "Choose another time, or move the other appointment first."),
        ("outside-hours", Conflict, "Choose a time within working hours."),
        ("blocked", Conflict, "Choose a time outside the block, or have the block lifted."),
        ("session-for-other-service", Conflict, "Choose a time in a session of this service."),
        (
            "slot-kept",
            Conflict,
            "Choose a slot for this kind of visit from the openings search, or wait until this one is released.",
        ),
        ("not-a-slot-start", Conflict, "Choose a start from the openings search."),
        ("slot-taken", Conflict, "Search again: the next openings are up to date."),
        ("template-settled", Conflict, "Reload the template, or propose a new one."),
        (
            "template-overlap",
            Conflict,
            "Retire the other template first, or name it as the one that is replaced.",
        ),
        ("not-booked", Conflict, "Reload the appointment: reminders are for booked ones."),
        ("training-ended", Conflict, "Start another training."),
        ("training-unfinished", Conflict, "Wait until the training that is under way has ended."),
        ("training-taken", Conflict, "Leave it to the other worker, or take it when its lease has run out."),
        ("training-not-held", Conflict, "Take the training before working on it."),
        ("already-champion", Conflict, "Nothing needs to be done: this model speaks already."),
        (
            "champion-changed",
            Stale,
            "Look at the gates again: they are measured against the present champion.",
        ),
        (
            "gate-failed",
            Conflict,
            "Keep the champion; look at the failed gates, and train again when more is known.",
        ),
        ("no-earlier-champion", Conflict, "Promote another model instead."),
        ("session-overlap", Conflict, "Close or shorten the other session first."),
        ("strands-appointments", Conflict, "Move or cancel the appointments in the way first."),
    ];

    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Founding { .. } => "organisation-founding",
            Self::Invalid { .. } => "invalid-value",
            Self::Unknown { .. } => "unknown-reference",
            Self::AlreadyImported { .. } => "already-imported",
            Self::NotOfferedAtSite => "not-offered-at-site",
            Self::AgeRequired => "age-required",
            Self::AgeNotEligible { .. } => "age-not-eligible",
            Self::StartNotOffered { .. } => "start-not-offered",
            Self::InThePast { .. } => "in-the-past",
            Self::TooEarly { .. } => "too-early",
            Self::NotPast => "not-past",
            Self::BeyondHorizon { .. } => "beyond-horizon",
            Self::UnknownRole { .. } => "unknown-role",
            Self::ResourceNotEligible { .. } => "resource-not-eligible",
            Self::NobodyEligible { .. } => "nobody-eligible",
            Self::OutsideHours => "outside-hours",
            Self::Blocked => "blocked",
            Self::SessionForOtherService { .. } => "session-for-other-service",
            Self::SlotKept { .. } => "slot-kept",
            Self::NotASlotStart { .. } => "not-a-slot-start",
            Self::SlotTaken { .. } => "slot-taken",
            Self::PatientBusy { .. } => "patient-busy",
            Self::IllegalTransition { .. } => "illegal-transition",
            Self::RevisionStale { .. } => "revision-stale",
            Self::HoldLapsed => "hold-lapsed",
            Self::NotHeld { .. } => "not-held",
            Self::FenceStale => "fence-stale",
            Self::TemplateSettled { .. } => "template-settled",
            Self::TemplateOverlap { .. } => "template-overlap",
            Self::NotBooked { .. } => "not-booked",
            Self::TrainingEnded => "training-ended",
            Self::TrainingUnfinished { .. } => "training-unfinished",
            Self::TrainingTaken { .. } => "training-taken",
            Self::TrainingNotHeld => "training-not-held",
            Self::AlreadyChampion => "already-champion",
            Self::ChampionChanged { .. } => "champion-changed",
            Self::GateFailed { .. } => "gate-failed",
            Self::NoEarlierChampion => "no-earlier-champion",
            Self::SessionOverlap { .. } => "session-overlap",
            Self::StrandsAppointments { .. } => "strands-appointments",
        }
    }

    fn row(&self) -> &'static (&'static str, RejectionKind, &'static str) {
        &Self::CODES[self.precedence()]
    }

    /// Where the code stands in `CODES`: of several broken rules the one with the lowest place is told.
    pub(crate) fn precedence(&self) -> usize {
        let place = Self::CODES.iter().position(|(code, _, _)| *code == self.code());
        place.unwrap_or(Self::CODES.len() - 1)
    }

    /// What sort of refusal it is.
    pub fn kind(&self) -> RejectionKind {
        self.row().1
    }

    /// The reason in words; it never names a patient.
    pub fn reason(&self) -> String {
        self.to_string()
    }

    /// What to do next.
    pub fn advice(&self) -> &'static str {
        self.row().2
    }

    pub(crate) fn invalid(field: &str, problem: &str) -> Self {
        Self::Invalid { field: field.into(), problem: problem.into() }
    }

    pub(crate) fn unknown(what: impl std::fmt::Display) -> Self {
        Self::Unknown { what: what.to_string().into() }
    }
}
