//! What is handed in: new commands, repeated ones, others under a key that is taken.

use lindley_ports::Log;

use super::World;
use crate::clients::Sent;
use crate::office::ORGANISATION;

/// How long the app keeps an answer under its key.
const KEPT_MS: i64 = 48 * 3600 * 1000;

impl World {
    /// New commands, some that were not answered, some that are delivered once more, and others under their keys.
    pub(super) fn requests(&mut self, who: usize) -> Vec<Sent> {
        let mut batch: Vec<Sent> = Vec::new();
        for _ in 0..self.dice.between(1, 8) {
            let again = match self.dice.below(14) {
                0..=2 if !self.clients.waiting.is_empty() => {
                    let place = self.dice.below(self.clients.waiting.len() as u64);
                    Some(self.clients.waiting.swap_remove(usize::try_from(place).unwrap()))
                }
                3 => self.dice.pick(&self.clients.recent).cloned(),
                4 => self.dice.pick(&batch).filter(|sent| sent.can_be_repeated()).cloned(),
                5 => {
                    let other = self.anybody();
                    self.dice
                        .pick(&self.offices[other].under_way)
                        .filter(|sent| sent.can_be_repeated())
                        .cloned()
                }
                _ => None,
            };
            if let Some(sent) = again {
                batch.extend(self.once_more(who, sent, &batch));
            } else {
                let command = self.offices[who].next_command(&mut self.commands);
                batch.push(self.number(command));
            }
        }
        batch
    }

    /// A request that was sent before, or another under its key; none if its answer is kept no longer.
    pub(super) fn once_more(&mut self, who: usize, sent: Sent, batch: &[Sent]) -> Option<Sent> {
        let (number, key) = (sent.number, sent.stored_key());
        let beside = batch.iter().any(|other| other.number == number && !other.imposter);
        let kept = self.log.outcome(ORGANISATION, &key, self.offices[who].now_ms()).unwrap().is_some();
        if !beside && !kept {
            self.auditor.follow(&self.log, &self.clients.wishes);
            if self.clients.answered.contains_key(&number) || self.auditor.has(number) {
                let could = self.latest_ms - self.clients.sent_ms(number);
                assert!(could > KEPT_MS, "the answer to request {number} was dropped too early");
                self.tally.expired += 1;
                return None;
            }
        }
        if (beside || kept) && self.one_in(10) {
            let command = self.offices[who].next_command(&mut self.commands);
            if command != sent.command {
                self.clients.unanswered(sent.clone());
                return Some(Sent { command, imposter: true, ..sent });
            }
        }
        Some(sent)
    }
}
