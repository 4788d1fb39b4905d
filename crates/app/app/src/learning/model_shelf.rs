//! The registry as readers see it: models with their manifests, cards and parts they play.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use lindley_domain::{BlobHash, FiledModel, Learning, ModelChange, ModelId, ModelTask};
use lindley_ports::Blobs;
use lindley_registry::{Manifest, SignedManifest, card};

use super::blob_shelf::get;
use crate::app::App;
use crate::error::AppError;
use crate::principal::{Permission, Principal};

/// The part that a model plays for its task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ModelRole {
    /// It speaks.
    Champion,
    /// It has never spoken, and no newer model of its task has been filed.
    Challenger,
    /// It has spoken before, or a newer challenger stands in its place.
    Former,
}

/// A model of the registry.
#[derive(Clone, Debug)]
pub struct ListedModel {
    /// Its id.
    pub id: ModelId,
    /// How it stands in the log.
    pub filed: FiledModel,
    /// Its part.
    pub role: ModelRole,
    /// What is known about it.
    pub manifest: Arc<SignedManifest>,
    /// The change that last made it champion.
    pub change: Option<ModelChange>,
}

impl ListedModel {
    /// What it was made from and how it did.
    pub fn about(&self) -> &Manifest {
        self.manifest.manifest()
    }
}

/// Manifests that have been read: they never change, since their hash names them.
#[derive(Default)]
pub(crate) struct ModelShelf {
    manifests: Mutex<BTreeMap<BlobHash, Arc<SignedManifest>>>,
}

impl ModelShelf {
    pub(crate) fn manifest(
        &self,
        blobs: &dyn Blobs,
        organisation: &str,
        hash: BlobHash,
    ) -> Result<Arc<SignedManifest>, AppError> {
        if let Some(known) = self.manifests.lock().map_err(|_| AppError::Stopped)?.get(&hash) {
            return Ok(Arc::clone(known));
        }
        let bytes = get(blobs, organisation, hash)?;
        let read =
            SignedManifest::from_bytes(&bytes).map_err(|error| AppError::Damaged(error.to_string()))?;
        let read = Arc::new(read);
        self.manifests.lock().map_err(|_| AppError::Stopped)?.insert(hash, Arc::clone(&read));
        Ok(read)
    }
}

/// The part that a model plays.
pub(crate) fn role(learning: &Learning, id: ModelId, task: ModelTask) -> ModelRole {
    if learning.champion(task) == Some(id) {
        ModelRole::Champion
    } else if learning.challenger(task) == Some(id) {
        ModelRole::Challenger
    } else {
        ModelRole::Former
    }
}

impl App {
    /// The models of the registry, newest first; of one task, or of all.
    ///
    /// # Errors
    /// [`AppError::Damaged`] if a manifest that the log names is not what was kept.
    pub async fn models(
        &self,
        by: &Principal,
        task: Option<ModelTask>,
    ) -> Result<Vec<ListedModel>, AppError> {
        by.require(Permission::ReadPredictions)?;
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || {
            let learning = app.read(&by, Permission::ReadPredictions, |state| state.learning().clone())?;
            let wanted =
                learning.models.iter().rev().filter(|(_, model)| task.is_none_or(|task| task == model.task));
            wanted.map(|(id, filed)| app.listed(&by, &learning, *id, filed)).collect()
        })
        .await
    }

    /// One model.
    ///
    /// # Errors
    /// [`AppError::NotFound`], and as [`App::models`].
    pub async fn model(&self, by: &Principal, id: ModelId) -> Result<ListedModel, AppError> {
        by.require(Permission::ReadPredictions)?;
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || app.listed_model(&by, id)).await
    }

    /// A model's card in Markdown.
    ///
    /// # Errors
    /// As [`App::model`].
    pub async fn model_card(&self, by: &Principal, id: ModelId) -> Result<String, AppError> {
        Ok(card(self.model(by, id).await?.about()))
    }

    /// One model; blocks.
    pub(crate) fn listed_model(&self, by: &Principal, id: ModelId) -> Result<ListedModel, AppError> {
        let learning = self.read(by, Permission::ReadPredictions, |state| state.learning().clone())?;
        let filed = learning.models.get(&id).ok_or_else(|| AppError::NotFound(id.to_string()))?;
        self.listed(by, &learning, id, filed)
    }

    fn listed(
        &self,
        by: &Principal,
        learning: &Learning,
        id: ModelId,
        filed: &FiledModel,
    ) -> Result<ListedModel, AppError> {
        let desk = self.desk_of(by)?;
        let manifest = desk.models.manifest(self.store().as_ref(), &by.organisation, filed.manifest)?;
        let mut changes = learning.changes.iter().rev();
        let change = changes.find(|(_, change)| change.model == id).map(|(_, change)| change.clone());
        Ok(ListedModel { id, filed: filed.clone(), role: role(learning, id, filed.task), manifest, change })
    }
}
