//! Which sequences each policy uses at each setting of costs.

use std::collections::{BTreeMap, BTreeSet};

use lindley_session::{Crew, Evaluation, Scenarios, Sequence, SessionError, evaluate};

use crate::Classification;
use crate::candidates::{Candidates, SequencingRule, study_slots};
use crate::cost_settings::CostSetting;
use crate::draws::Draws;
use crate::gather::gather;
use crate::policy::Policy;

/// The sequences of a policy at a setting, one for each composition.
pub(crate) struct Choice {
    pub(crate) setting: CostSetting,
    /// Its number among the policies.
    pub(crate) policy: usize,
    pub(crate) sequences: Vec<Sequence>,
}

/// How many candidates a rule has for a composition.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct CandidateCount {
    /// The classification.
    pub classification: &'static str,
    /// The rule.
    pub rule: &'static str,
    /// The composition, such as `A=8,B=8`.
    pub composition: String,
    /// How many sequences.
    pub candidates: usize,
}

/// What has been simulated on one sample: by classification and sequence.
pub(crate) type Simulated = BTreeMap<(usize, Sequence), Evaluation>;

/// Chooses for every policy and setting on one sample. Candidates are scored once and serve all settings.
pub(crate) fn choose(
    policies: &[Policy],
    classifications: &[Classification],
    draws: &Draws,
    crew: &dyn Crew,
) -> Result<(Vec<Choice>, Vec<CandidateCount>), SessionError> {
    let settings = CostSetting::all();
    let mut best: BTreeMap<(usize, SequencingRule), Vec<Vec<Sequence>>> = BTreeMap::new();
    let mut counts = Vec::new();
    for policy in policies {
        let key = (policy.classification, policy.rule);
        if best.contains_key(&key) {
            continue;
        }
        let classification = &classifications[policy.classification];
        let mut by_setting = vec![Vec::new(); settings.len()];
        for draw in &classification.lottery {
            let sample = &draws.kinds[policy.classification];
            let candidates = Candidates::of(policy.rule, classification, &draw.composition, sample, crew)?;
            for (chosen, setting) in by_setting.iter_mut().zip(&settings) {
                chosen.push(candidates.best(&setting.weights()?, sample.count()).0);
            }
            counts.push(CandidateCount {
                classification: classification.name,
                rule: policy.rule.name(),
                composition: draw.composition.to_string(),
                candidates: candidates.count(),
            });
        }
        best.insert(key, by_setting);
    }
    let choice = |(place, setting): (usize, &CostSetting)| {
        policies.iter().enumerate().map(move |(policy, of)| (place, *setting, policy, of)).collect::<Vec<_>>()
    };
    let choices = settings.iter().enumerate().flat_map(choice).map(|(place, setting, policy, of)| Choice {
        setting,
        policy,
        sequences: best[&(of.classification, of.rule)][place].clone(),
    });
    Ok((choices.collect(), counts))
}

/// Simulates every sequence that was chosen anywhere.
pub(crate) fn simulate(
    choices: &[Choice],
    policies: &[Policy],
    draws: &Draws,
    crew: &dyn Crew,
) -> Result<Simulated, SessionError> {
    let slots = study_slots()?;
    let of_choice = |choice: &Choice| {
        let classification = policies[choice.policy].classification;
        choice.sequences.iter().map(move |sequence| (classification, sequence.clone())).collect::<Vec<_>>()
    };
    let wanted: BTreeSet<(usize, Sequence)> = choices.iter().flat_map(of_choice).collect();
    let wanted: Vec<(usize, Sequence)> = wanted.into_iter().collect();
    let one = |place: usize| {
        let (classification, sequence) = &wanted[place];
        evaluate(sequence, &draws.kinds[*classification], &slots)
    };
    let found = gather(crew, wanted.len(), one).into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(wanted.into_iter().zip(found).collect())
}

/// First come, first served: every slot has a visit of any kind.
pub(crate) fn first_come(general: &Scenarios) -> Result<Evaluation, SessionError> {
    let anybody = Sequence::new(&[0; crate::classification::SLOTS as usize])?;
    evaluate(&anybody, general, &study_slots()?)
}
