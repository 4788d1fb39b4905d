//! Who speaks: the champions of tasks, or the models that spoke when something was kept.

use std::sync::Arc;

use lindley_domain::{ModelId, ModelTask};
use lindley_forecast::demand::DemandBook;
use lindley_forecast::no_show::NoShowModel;
use lindley_forecast::visit_length::ClinicLengthModel;

use crate::app::App;
use crate::error::AppError;
use crate::principal::Principal;

/// Models that may speak, read from their blobs; a named fallback speaks for a task that has none.
#[derive(Clone, Default)]
pub(super) struct Speakers {
    pub(super) no_show: Option<(ModelId, Arc<NoShowModel>)>,
    pub(super) length: Option<(ModelId, Arc<ClinicLengthModel>)>,
    pub(super) demand: Option<(ModelId, Arc<DemandBook>)>,
}

impl Speakers {
    pub(super) fn no_show_model(&self) -> Option<&NoShowModel> {
        self.no_show.as_ref().map(|(_, model)| model.as_ref())
    }

    pub(super) fn length_model(&self) -> Option<&ClinicLengthModel> {
        self.length.as_ref().map(|(_, model)| model.as_ref())
    }

    pub(super) fn demand_book(&self) -> Option<&DemandBook> {
        self.demand.as_ref().map(|(_, book)| book.as_ref())
    }

    pub(super) fn no_show_id(&self) -> Option<ModelId> {
        self.no_show.as_ref().map(|(id, _)| *id)
    }

    pub(super) fn length_id(&self) -> Option<ModelId> {
        self.length.as_ref().map(|(id, _)| *id)
    }

    pub(super) fn demand_id(&self) -> Option<ModelId> {
        self.demand.as_ref().map(|(id, _)| *id)
    }

    /// Their ids, in the order of tasks.
    pub(super) fn ids(&self) -> Vec<ModelId> {
        [self.no_show_id(), self.length_id(), self.demand_id()].into_iter().flatten().collect()
    }
}

impl App {
    /// The champions of these tasks, and the head of the log that names them. Blocks.
    pub(super) fn champions(&self, by: &Principal, tasks: &[ModelTask]) -> Result<(u64, Speakers), AppError> {
        let desk = self.desk_of(by)?;
        let (head, ids) = {
            let state = desk.state()?;
            let champions = tasks.iter().filter_map(|task| state.learning().champion(*task));
            (state.head(), champions.collect::<Vec<ModelId>>())
        };
        Ok((head, self.speakers(by, &ids)?))
    }

    /// These models, read. Blocks.
    pub(super) fn speakers(&self, by: &Principal, ids: &[ModelId]) -> Result<Speakers, AppError> {
        let (store, organisation, desk) = (self.store().as_ref(), &*by.organisation, self.desk_of(by)?);
        let mut speakers = Speakers::default();
        for id in ids {
            let filed = desk.state()?.learning().models.get(id).map(|filed| (filed.task, filed.blob));
            let (task, blob) = filed.ok_or_else(|| AppError::NotFound(id.to_string()))?;
            match task {
                ModelTask::NoShow => {
                    speakers.no_show = Some((*id, desk.speaking.no_show(store, organisation, blob)?));
                }
                ModelTask::Duration => {
                    speakers.length = Some((*id, desk.speaking.duration(store, organisation, blob)?));
                }
                ModelTask::Demand => {
                    speakers.demand = Some((*id, desk.speaking.demand(store, organisation, blob)?));
                }
            }
        }
        Ok(speakers)
    }
}
