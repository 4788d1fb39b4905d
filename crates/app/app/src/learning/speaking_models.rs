//! Models that have been read from their blobs and may speak.

use std::sync::{Arc, Mutex};

use lindley_domain::BlobHash;
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
    /// A no-show model.
    pub(crate) fn no_show(
        &self,
        blobs: &dyn Blobs,
        organisation: &str,
        hash: BlobHash,
    ) -> Result<Arc<NoShowModel>, AppError> {
        let read =
            |bytes: &[u8]| NoShowModel::from_bytes(bytes).map(|read| SpeakingModel::NoShow(Arc::new(read)));
        match self.model(blobs, organisation, hash, read)? {
            SpeakingModel::NoShow(model) => Ok(model),
            _ => Err(of_another_task(hash)),
        }
    }

    /// A model of visit lengths.
    pub(crate) fn duration(
        &self,
        blobs: &dyn Blobs,
        organisation: &str,
        hash: BlobHash,
    ) -> Result<Arc<ClinicLengthModel>, AppError> {
        let read = |bytes: &[u8]| {
            ClinicLengthModel::from_bytes(bytes).map(|read| SpeakingModel::Duration(Arc::new(read)))
        };
        match self.model(blobs, organisation, hash, read)? {
            SpeakingModel::Duration(model) => Ok(model),
            _ => Err(of_another_task(hash)),
        }
    }

    /// Models of demand.
    pub(crate) fn demand(
        &self,
        blobs: &dyn Blobs,
        organisation: &str,
        hash: BlobHash,
    ) -> Result<Arc<DemandBook>, AppError> {
        let read =
            |bytes: &[u8]| DemandBook::from_bytes(bytes).map(|read| SpeakingModel::Demand(Arc::new(read)));
        match self.model(blobs, organisation, hash, read)? {
            SpeakingModel::Demand(book) => Ok(book),
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
