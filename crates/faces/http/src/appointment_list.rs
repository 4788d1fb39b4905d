//! Which appointments a list has.

use lindley_api::appointments::AppointmentsQuery;
use lindley_api::page::Page;
use lindley_domain::{Appointment, AppointmentId, PatientId, ResourceId, State, Status};

use crate::failure::Failure;
use crate::paging::Wanted;
use crate::reading::{self, Window};

/// What an appointment must be like to be listed.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    window: Window,
    resource: Option<ResourceId>,
    status: Option<Status>,
    patient: Option<PatientId>,
}

impl Filter {
    pub(crate) fn read(query: &AppointmentsQuery) -> Result<Self, Failure> {
        let unreadable =
            |error: lindley_domain::UnreadablePatientId| Failure::invalid_field("patient", error.to_string());
        Ok(Self {
            window: Window::new(query.from, query.until)?,
            resource: query.resource.map(reading::resource_id),
            status: query.status.map(reading::status),
            patient: query.patient.as_deref().map(str::parse).transpose().map_err(unreadable)?,
        })
    }

    /// The page of appointments that fit, in order of id.
    pub(crate) fn page(&self, state: &State, wanted: &Wanted<AppointmentId>) -> Page<Appointment> {
        // Ids count up without holes, so those up to the cursor are simply stepped over.
        let seen = wanted.after.map_or(0, |id| usize::try_from(id.0).unwrap_or(usize::MAX));
        let fitting = state.appointments().skip(seen).filter(|appointment| self.fits(appointment));
        wanted.of_rest(fitting.map(|appointment| (appointment.id, appointment.clone())))
    }

    fn fits(&self, appointment: &Appointment) -> bool {
        let placement = appointment.placement.as_ref();
        let uses = |resource| {
            placement.is_some_and(|placed| placed.segments.iter().any(|part| part.resource == resource))
        };
        self.status.is_none_or(|status| status == appointment.status)
            && self.patient.is_none_or(|patient| patient == appointment.patient)
            && (self.window.is_open() || placement.is_some_and(|placed| self.window.touches(placed.span)))
            && self.resource.is_none_or(uses)
    }
}
