//! What one append is made of, before it is known whether it stands.

use std::borrow::Cow;
use std::sync::Arc;

use foldhash::fast::RandomState;
use hashbrown::HashMap;
use lindley_domain::{Event, State, record};
use lindley_ports::{Entry, Outcome};

use crate::error::AppError;
use crate::idempotency::{KEPT_MS, KeptAnswer};
use crate::receipt::{Receipt, Subject};
use crate::replica::Chain;

/// The answer to one command of the batch.
pub(crate) enum Answer {
    Fresh(KeptAnswer),
    /// A retry that met the first try in the same batch.
    SameAs(usize),
    KeyReused,
}

/// Entries and answers decided against the tentative state, not yet appended.
pub(super) struct Trial {
    pub(super) before: u64,
    pub(super) chain_before: Chain,
    pub(super) at_ms: i64,
    pub(super) entries: Vec<Entry>,
    pub(super) events: Vec<Event>,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) answers: Vec<Answer>,
    /// The keys of this batch with the place of their first command.
    pub(super) keys: HashMap<Arc<str>, usize, RandomState>,
    /// Where bodies and answers are written before they get their place: what is kept has no spare room.
    scratch: Vec<u8>,
}

impl Trial {
    pub(super) fn new(before: u64, chain_before: Chain, at_ms: i64, commands: usize) -> Self {
        Self {
            before,
            chain_before,
            at_ms,
            entries: Vec::with_capacity(commands),
            events: Vec::with_capacity(commands),
            outcomes: Vec::with_capacity(commands),
            answers: Vec::with_capacity(commands),
            keys: HashMap::with_capacity_and_hasher(commands, RandomState::default()),
            scratch: Vec::with_capacity(1024),
        }
    }

    /// The next entry, its hash still to be filled in.
    pub(super) fn entry(&mut self, event: &Event, actor: &Arc<str>) -> Entry {
        let (kind, version) = record::encode_into(event, &mut self.scratch);
        let body = Arc::from(self.scratch.as_slice());
        let seq = self.before + self.entries.len() as u64 + 1;
        let (at_ms, actor) = (self.at_ms, Arc::clone(actor));
        Entry { seq, at_ms, actor, kind: Cow::Borrowed(kind), version, body, hash: [0; 32] }
    }

    pub(super) fn done(events: &[Event], swept: usize, state: &State) -> KeptAnswer {
        KeptAnswer::Done { head: state.head(), subject: Subject::of(events, swept, state) }
    }

    /// Keeps an answer under its key, in the same transaction as its entries.
    pub(super) fn remember(
        &mut self,
        key: &Arc<str>,
        fingerprint: [u8; 32],
        answer: &KeptAnswer,
        place: usize,
    ) {
        answer.write_into(&mut self.scratch);
        self.outcomes.push(Outcome {
            key: Arc::clone(key),
            fingerprint,
            answer: Arc::from(self.scratch.as_slice()),
            expires_ms: self.at_ms + KEPT_MS,
        });
        self.keys.insert(Arc::clone(key), place);
    }
}

/// The answers in order, each retry with a copy of the answer to its first try.
pub(super) fn resolve(answers: Vec<Answer>) -> impl Iterator<Item = Result<Receipt, AppError>> {
    let repeated: HashMap<usize, KeptAnswer, RandomState> = answers
        .iter()
        .filter_map(|answer| if let Answer::SameAs(first) = answer { Some(*first) } else { None })
        .filter_map(|first| match answers.get(first) {
            Some(Answer::Fresh(answer)) => Some((first, answer.clone())),
            _ => None,
        })
        .collect();
    answers.into_iter().map(move |answer| match answer {
        Answer::Fresh(answer) => told(answer, false),
        Answer::SameAs(first) => {
            repeated.get(&first).map_or(Err(AppError::Stopped), |a| told(a.clone(), true))
        }
        Answer::KeyReused => Err(AppError::KeyReused),
    })
}

/// The answer that an earlier command left under a key.
pub(super) fn kept_answer(outcome: &Outcome, fingerprint: [u8; 32]) -> Result<Receipt, AppError> {
    if outcome.fingerprint != fingerprint {
        return Err(AppError::KeyReused);
    }
    told(KeptAnswer::from_bytes(&outcome.answer)?, true)
}

fn told(answer: KeptAnswer, replayed: bool) -> Result<Receipt, AppError> {
    match answer {
        KeptAnswer::Done { head, subject } => Ok(Receipt { head, replayed, subject }),
        KeptAnswer::Refused { rejection } => Err(AppError::Rejected(rejection)),
    }
}
