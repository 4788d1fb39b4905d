//! What the handlers share: the app, the settings, the limits and the metrics.

use lindley_api::appointments::Appointment;
use lindley_app::{App, IdempotencyKey, Principal, Receipt, Subject};
use lindley_domain::Command;

use crate::answer::{Outcome, Reply};
use crate::failure::Failure;
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::role_names::RoleNames;
use crate::settings::HttpSettings;
use crate::view;

/// Shared by all requests.
pub(crate) struct Face {
    pub(crate) app: App,
    pub(crate) settings: HttpSettings,
    pub(crate) limits: Limits,
    pub(crate) metrics: Metrics,
    pub(crate) role_names: RoleNames,
}

impl Face {
    pub(crate) fn new(app: App, settings: HttpSettings) -> Self {
        let limits = Limits::new(&settings);
        Self { app, settings, limits, metrics: Metrics::default(), role_names: RoleNames::default() }
    }

    /// Gives a command to the app and counts what became of it.
    pub(crate) async fn submit(
        &self,
        by: &Principal,
        command: Command,
        key: IdempotencyKey,
    ) -> Result<Receipt, Failure> {
        let books = matches!(command, Command::Book { .. } | Command::ConfirmHold { .. });
        let answer = self.app.submit(by, command, Some(key)).await.map_err(Failure::from);
        if books {
            self.metrics.count_booking(&answer);
        }
        answer
    }

    /// An appointment as the wire has it.
    pub(crate) fn view_appointment(
        &self,
        by: &Principal,
        appointment: &lindley_domain::Appointment,
    ) -> Appointment {
        let roles = self.role_names.of(&self.app, &by.organisation, appointment.visit_type);
        view::appointment(appointment, &roles)
    }

    /// The answer to a change of an appointment.
    pub(crate) fn appointment_reply(&self, by: &Principal, receipt: Receipt) -> Outcome<Reply<Appointment>> {
        let Subject::Appointment(appointment) = receipt.subject else { return Err(Failure::odd_answer()) };
        let reply = Reply::ok(self.view_appointment(by, &appointment));
        Ok(reply.revision(appointment.revision).replayed(receipt.replayed))
    }

    /// The same for a change that made the appointment.
    pub(crate) fn new_appointment_reply(
        &self,
        by: &Principal,
        receipt: Receipt,
    ) -> Outcome<Reply<Appointment>> {
        let reply = self.appointment_reply(by, receipt)?;
        let location = format!("/v1/appointments/{}", reply.body().id);
        Ok(reply.at(location))
    }
}
