//! Models that have been read from their blobs and may speak.

use std::sync::{Arc, Mutex};

use lindley_domain::{BlobHash, Learning, ModelId, ModelTask};
use lindley_forecast::demand::DemandBook;
use lindley_forecast::no_show::NoShowModel;
use lindley_forecast::visit_length::ClinicLengthModel;
use lindley_ports::Blobs;

use super::blob_shelf::get;
use crate::error::AppError;

/// Models kept in memory: champions, and some that are being looked at or replayed.
const MOST: usize = 8;

/// A model that has been read.
#[derive(Clone)]
pub(crate) enum SpeakingModel {
    NoShow(Arc<NoShowModel>),
    Duration(Arc<ClinicLengthModel>),
    Demand(Arc<DemandBook>),
}

/// The models that this process has read lately, by the hash of their bytes.
#[derive(Default)]
pub(crate) struct SpeakingModels {
    read: Mutex<Vec<(BlobHash, SpeakingModel)>>,
}

impl SpeakingModels {
    /// A no-show model; none for `None`.
    pub(crate) fn no_show(
        &self,
        blobs: &dyn Blobs,
        organisation: &str,
        hash: Option<BlobHash>,
    ) -> Result<Option<Arc<NoShowModel>>, AppError> {
        let Some(hash) = hash else { return Ok(None) };
        let read =
            |bytes: &[u8]| NoShowModel::from_bytes(bytes).map(|read| SpeakingModel::NoShow(Arc::new(read)));
        match self.model(blobs, organisation, hash, read)? {
            SpeakingModel::NoShow(model) => Ok(Some(model)),
            _ => Err(of_another_task(hash)),
        }
    }

    /// A model of visit lengths; none for `None`.
    pub(crate) fn duration(
        &self,
        blobs: &dyn Blobs,
        organisation: &str,
        hash: Option<BlobHash>,
    ) -> Result<Option<Arc<ClinicLengthModel>>, AppError> {
        let Some(hash) = hash else { return Ok(None) };
        let read = |bytes: &[u8]| {
            ClinicLengthModel::from_bytes(bytes).map(|read| SpeakingModel::Duration(Arc::new(read)))
        };
        match self.model(blobs, organisation, hash, read)? {
            SpeakingModel::Duration(model) => Ok(Some(model)),
            _ => Err(of_another_task(hash)),
        }
    }

    /// Models of demand; none for `None`.
    pub(crate) fn demand(
        &self,
        blobs: &dyn Blobs,
        organisation: &str,
        hash: Option<BlobHash>,
    ) -> Result<Option<Arc<DemandBook>>, AppError> {
        let Some(hash) = hash else { return Ok(None) };
        let read =
            |bytes: &[u8]| DemandBook::from_bytes(bytes).map(|read| SpeakingModel::Demand(Arc::new(read)));
        match self.model(blobs, organisation, hash, read)? {
            SpeakingModel::Demand(book) => Ok(Some(book)),
            _ => Err(of_another_task(hash)),
        }
    }

    fn model<E: std::fmt::Display>(
        &self,
        blobs: &dyn Blobs,
        organisation: &str,
        hash: BlobHash,
        read: impl Fn(&[u8]) -> Result<SpeakingModel, E>,
    ) -> Result<SpeakingModel, AppError> {
        if let Some((_, known)) = self.kept()?.iter().find(|(kept, _)| *kept == hash) {
            return Ok(known.clone());
        }
        let bytes = get(blobs, organisation, hash)?;
        let model = read(&bytes).map_err(|error| AppError::Learning(error.to_string()))?;
        let mut kept = self.kept()?;
        if kept.len() == MOST {
            kept.remove(0);
        }
        kept.push((hash, model.clone()));
        Ok(model)
    }

    fn kept(&self) -> Result<std::sync::MutexGuard<'_, Vec<(BlobHash, SpeakingModel)>>, AppError> {
        self.read.lock().map_err(|_| AppError::Stopped)
    }
}

fn of_another_task(hash: BlobHash) -> AppError {
    AppError::Damaged(format!("the model {hash} predicts something else than the log says"))
}

/// The champion of a task and its bytes' name.
pub(crate) fn champion(learning: &Learning, task: ModelTask) -> Option<(ModelId, BlobHash)> {
    let id = learning.champion(task)?;
    Some((id, learning.models.get(&id)?.blob))
}
