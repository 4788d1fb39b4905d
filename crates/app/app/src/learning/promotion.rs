//! Which model speaks: gates measured on what both have not seen, promotion, reversion.

use lindley_domain::{Command, GateResult, ModelId, ModelTask};
use lindley_registry::{Manifest, OVERALL, PairedSegment, decide_gates};

use super::blob_shelf::get;
use super::model_shelf::ListedModel;
use super::task;
use crate::app::App;
use crate::error::AppError;
use crate::idempotency::{IdempotencyKey, fingerprint};
use crate::principal::{Permission, Principal};
use crate::replica::instant;

/// How a model stands against the champion of its task.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasuredGates {
    /// The model.
    pub model: ModelId,
    /// The champion it is measured against; none if there is none, and then it is measured against the simplest method.
    pub against: Option<ModelId>,
    /// The head of the log whose outcomes were looked at.
    pub head: u64,
    /// What was compared, in as many figures as the gates.
    pub segments: Vec<PairedSegment>,
    /// The gates.
    pub gates: Vec<GateResult>,
}

/// A change of the champion, as it was right after.
#[derive(Clone, Debug)]
pub struct ChangedChampion {
    /// The model that speaks now.
    pub model: ListedModel,
    /// True when this is the kept answer to an earlier request under the same key.
    pub replayed: bool,
}

impl App {
    /// Measures a model against the champion of its task, on the outcomes that the log knows now.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Learning`] if the models cannot be compared.
    pub async fn model_gates(&self, by: &Principal, id: ModelId) -> Result<MeasuredGates, AppError> {
        by.require(Permission::ReadPredictions)?;
        let (app, by) = (self.clone(), by.clone());
        self.in_turn(move || app.measure_gates(&by, id)).await
    }

    /// Makes a model the champion of its task, if it passes every gate.
    ///
    /// # Errors
    /// [`AppError::Rejected`] with the gate that failed; otherwise as [`App::model_gates`].
    pub async fn promote_model(
        &self,
        by: &Principal,
        id: ModelId,
        reason: String,
        key: Option<IdempotencyKey>,
    ) -> Result<ChangedChampion, AppError> {
        by.require(Permission::ManageModels)?;
        let (app, asking) = (self.clone(), by.clone());
        let speaks = self.read(by, Permission::ManageModels, |state| {
            let learning = state.learning();
            learning.models.get(&id).is_some_and(|model| learning.champion(model.task) == Some(id))
        })?;
        // A retry of a promotion that has happened needs no gates: its kept answer, or a refusal, comes first.
        let measured =
            if speaks { None } else { Some(self.in_turn(move || app.measure_gates(&asking, id)).await?) };
        let (against, gates) = measured.map_or((None, Vec::new()), |found| (found.against, found.gates));
        let command = Command::PromoteModel { model: id, against, gates, reason: reason.clone() };
        let same = Command::PromoteModel { model: id, against: None, gates: Vec::new(), reason };
        self.change_champion(by, id, command, &same, key).await
    }

    /// Brings the champion before the present one back.
    ///
    /// # Errors
    /// [`AppError::Rejected`] if none came before.
    pub async fn revert_model(
        &self,
        by: &Principal,
        task: ModelTask,
        reason: String,
        key: Option<IdempotencyKey>,
    ) -> Result<ChangedChampion, AppError> {
        by.require(Permission::ManageModels)?;
        let command = Command::RevertModel { task, reason };
        let same = command.clone();
        let before =
            self.read(by, Permission::ManageModels, |state| state.learning().champion_before(task))?;
        self.change_champion(by, before.unwrap_or(ModelId(0)), command, &same, key).await
    }

    /// `same` is what tells a retry from another command: the gates may have moved between the two.
    async fn change_champion(
        &self,
        by: &Principal,
        otherwise: ModelId,
        command: Command,
        same: &Command,
        key: Option<IdempotencyKey>,
    ) -> Result<ChangedChampion, AppError> {
        let key = match key {
            Some(key) => Some((key.scoped(by.actor()), fingerprint(same)?)),
            None => None,
        };
        let receipt = self.desk_of(by)?.submit(by.actor(), command, key).await?;
        let id = match receipt.subject {
            crate::receipt::Subject::Model(id, _) => id,
            _ => otherwise,
        };
        Ok(ChangedChampion { model: self.model(by, id).await?, replayed: receipt.replayed })
    }

    fn measure_gates(&self, by: &Principal, id: ModelId) -> Result<MeasuredGates, AppError> {
        let challenger = self.listed_model(by, id)?;
        let task = challenger.filed.task;
        let against = self.read(by, Permission::ReadPredictions, |state| state.learning().champion(task))?;
        let desk = self.desk_of(by)?;
        let head = desk.state()?.head();
        let Some(champion) = against else {
            let segments = beside_the_simplest(challenger.about());
            let gates = decide_gates(&segments);
            return Ok(MeasuredGates { model: id, against, head, segments, gates });
        };
        let champion = self.listed_model(by, champion)?;
        let store = self.store().as_ref();
        let twin = |model: &ListedModel| get(store, &by.organisation, model.about().twin);
        let (champion_twin, challenger_twin) = (twin(&champion)?, twin(&challenger)?);
        // From here on neither twin has learnt: both have been judged on these days.
        let from = champion.about().report.from.max(challenger.about().report.from);
        let record = desk.record.reaching(store, &by.organisation, head)?;
        let now = instant(self.clock().now_ms());
        let segments = task::of(task)
            .compare(&champion_twin, &challenger_twin, &record, from, now)
            .map_err(|problem| AppError::Learning(problem.0))?;
        let gates = decide_gates(&segments);
        Ok(MeasuredGates { model: id, against, head, segments, gates })
    }
}

/// The first champion has no rival but the simplest method of its own report, on the days that its twin was judged on.
fn beside_the_simplest(manifest: &Manifest) -> Vec<PairedSegment> {
    let report = &manifest.report;
    let Some(simplest) = report.baselines.first() else { return Vec::new() };
    let figures = |measure: &&str| Some((report.measures.get(*measure)?, simplest.measures.get(*measure)?));
    let losses = ["brier", "pinball", "rmse"];
    let Some((measure, (own, other))) =
        losses.into_iter().find_map(|measure| Some((measure, figures(&measure)?)))
    else {
        return Vec::new();
    };
    let difference = own.value - other.value;
    vec![PairedSegment {
        segment: OVERALL.to_owned(),
        measure: measure.to_owned(),
        rows: u32::try_from(report.rows).unwrap_or(u32::MAX),
        champion: other.value,
        challenger: own.value,
        // The reports do not keep losses row by row, so the difference counts as certain.
        difference: lindley_stats::Interval { estimate: difference, low: difference, high: difference },
    }]
}
