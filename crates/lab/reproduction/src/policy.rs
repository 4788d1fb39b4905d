//! A policy: a classification, a rule of sequencing, and how often each composition is used.

use crate::Classification;
use crate::candidates::SequencingRule;

/// How a session is filled and in which order.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Its name, such as `K2+CRG`.
    pub name: String,
    /// Which of the classifications.
    pub classification: usize,
    /// How its sequences are chosen.
    pub rule: SequencingRule,
    /// How often each composition is used.
    pub probabilities: Vec<f64>,
}

impl Policy {
    /// All policies of the study, and the corrected form of the one that it computed with another's probabilities.
    pub fn all(classifications: &[Classification]) -> Vec<Self> {
        let mut policies = Vec::new();
        for (place, classification) in classifications.iter().enumerate() {
            for rule in SequencingRule::ALL.into_iter().filter(|rule| rule.serves(classification)) {
                let policy = Self {
                    name: format!("{}+{}", classification.name, rule.name()),
                    classification: place,
                    rule,
                    probabilities: probabilities(classification),
                };
                let first = probabilities(&classifications[0]);
                let published_with_others = classification.name == "NR" && rule == SequencingRule::Moments;
                if published_with_others && first.len() == policy.probabilities.len() {
                    policies.push(Self { probabilities: first, ..policy.clone() });
                    policies.push(Self { name: format!("{} corrected", policy.name), ..policy });
                } else {
                    policies.push(policy);
                }
            }
        }
        policies
    }
}

fn probabilities(classification: &Classification) -> Vec<f64> {
    classification.lottery.iter().map(|draw| draw.probability).collect()
}
