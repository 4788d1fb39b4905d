//! What a command came to.

use lindley_domain::{
    Appointment, AppointmentId, Block, BlockId, Event, FiledModel, FiledTemplate, ModelId, PredictionBatch,
    PredictionId, Resource, ResourceId, Service, ServiceId, Session, SessionId, Site, SiteId, State,
    TemplateId, Training, TrainingId, VisitType, VisitTypeId,
};
use lindley_time::WeeklyHours;
use serde::{Deserialize, Serialize};

/// The answer to a command that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The log's head after the command.
    pub head: u64,
    /// True when this is the kept answer to an earlier command under the same key.
    pub replayed: bool,
    /// What the command made or changed, as it was right after.
    pub subject: Subject,
}

/// What a command made or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The organisation.
    Organisation {
        /// Its name.
        name: String,
    },
    /// A site.
    Site(SiteId, Site),
    /// A service.
    Service(ServiceId, Service),
    /// A visit type.
    VisitType(VisitTypeId, VisitType),
    /// A resource.
    Resource(ResourceId, Resource),
    /// A resource's hours.
    Hours(ResourceId, WeeklyHours),
    /// A session.
    Session(SessionId, Session),
    /// A block.
    Block(BlockId, Block),
    /// Something was closed or lifted.
    Closed,
    /// An appointment or hold.
    Appointment(Appointment),
    /// So many holds had run out.
    Swept(u32),
    /// A session template.
    Template(TemplateId, Box<FiledTemplate>),
    /// Something was written down.
    Noted,
    /// A training.
    Training(TrainingId, Box<Training>),
    /// A model.
    Model(ModelId, Box<FiledModel>),
    /// Kept predictions.
    Predictions(PredictionId, Box<PredictionBatch>),
}

impl Subject {
    /// The subject of a command's own events, in the state right after them.
    pub(crate) fn of(events: &[Event], swept: usize, state: &State) -> Self {
        match events.last() {
            None => Self::Swept(u32::try_from(swept).unwrap_or(u32::MAX)),
            Some(Event::OrganisationFounded { name, .. }) => Self::Organisation { name: name.clone() },
            Some(Event::SiteAdded { id, site, .. }) => Self::Site(*id, site.clone()),
            Some(Event::ServiceAdded { id, service, .. }) => Self::Service(*id, service.clone()),
            Some(Event::VisitTypeAdded { id, visit_type, .. }) => Self::VisitType(*id, visit_type.clone()),
            Some(Event::ResourceAdded { id, resource, .. }) => Self::Resource(*id, resource.clone()),
            Some(Event::HoursSet { resource, hours }) => Self::Hours(*resource, hours.clone()),
            Some(Event::SessionOpened { id, session, .. }) => Self::Session(*id, session.clone()),
            Some(Event::BlockAdded { id, block, .. }) => Self::Block(*id, block.clone()),
            Some(Event::SessionClosed { .. } | Event::BlockLifted { .. }) => Self::Closed,
            Some(
                Event::TemplateProposed { id, .. }
                | Event::TemplateAdopted { id, .. }
                | Event::TemplateDeclined { id, .. }
                | Event::TemplateRetired { id, .. }
                | Event::TemplateReleaseSet { id, .. },
            ) => Self::template(*id, state),
            Some(
                Event::PatientDescribed { .. }
                | Event::SignalsRecorded { .. }
                | Event::SpecialDaysRecorded { .. },
            ) => Self::Noted,
            Some(
                Event::TrainingQueued { id, .. }
                | Event::TrainingLeased { id, .. }
                | Event::TrainingCheckpointed { id, .. }
                | Event::TrainingFailed { id, .. },
            ) => Self::training(*id, state),
            Some(
                Event::ModelFiled { id, .. }
                | Event::ModelPromoted { id, .. }
                | Event::ModelReverted { to: id, .. },
            ) => Self::model(*id, state),
            Some(Event::PredictionsKept { id, batch }) => Self::Predictions(*id, Box::new(batch.clone())),
            Some(
                Event::VisitRequested { id, .. }
                | Event::HoldPlaced { id, .. }
                | Event::HoldRenewed { id, .. }
                | Event::HoldReleased { id }
                | Event::HoldLapsed { id }
                | Event::HoldConfirmed { id }
                | Event::AppointmentBooked { id, .. }
                | Event::AppointmentMoved { id, .. }
                | Event::AppointmentCancelled { id, .. }
                | Event::AppointmentAdvanced { id, .. }
                | Event::ReminderRecorded { id, .. }
                | Event::PastVisitRecorded { id, .. },
            ) => Self::appointment(*id, state),
        }
    }

    fn template(id: TemplateId, state: &State) -> Self {
        let filed = state.templates().get(&id);
        filed.map_or(Self::Closed, |filed| Self::Template(id, Box::new(filed.clone())))
    }

    fn training(id: TrainingId, state: &State) -> Self {
        let training = state.learning().trainings.get(&id);
        training.map_or(Self::Closed, |training| Self::Training(id, Box::new(training.clone())))
    }

    fn model(id: ModelId, state: &State) -> Self {
        let model = state.learning().models.get(&id);
        model.map_or(Self::Closed, |model| Self::Model(id, Box::new(model.clone())))
    }

    fn appointment(id: AppointmentId, state: &State) -> Self {
        state.appointment(id).map_or(Self::Closed, |appointment| Self::Appointment(appointment.clone()))
    }
}
