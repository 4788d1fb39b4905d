//! What goes wrong with the store in a turn.

use lindley_ports::Log;
use lindley_twin::simulation::Fault;

use super::World;
use crate::office::ORGANISATION;

impl World {
    /// What fails in this turn. True if the log seems to have gone back in time, which no running process survives.
    pub(super) fn trouble(&mut self, who: usize) -> bool {
        let head = self.log.head(ORGANISATION).unwrap();
        let office = &mut self.offices[who];
        let fault = match self.dice.below(150) {
            0..=3 => Fault::LostRequest,
            4..=7 => Fault::LostAnswer,
            8 => Fault::LostAnswerThenDown,
            9..=11 => Fault::Duplicate,
            12 => Fault::Full,
            13 => {
                office.fail(|store| store.set_damaged(Some("event 1")));
                Fault::LostAnswer
            }
            14 => {
                office.fail(|store| store.set_down(true));
                Fault::LostRequest
            }
            15 if self.dice.below(4) == 0 => {
                let back = self.dice.between(1, 40).unsigned_abs();
                office.fail(|store| store.set_back_at(Some(head.saturating_sub(back))));
                self.tally.restores += 1;
                return true;
            }
            16..=20 if self.lie.is_some() => self.lie.unwrap(),
            _ => return false,
        };
        self.tally.faults += 1;
        office.fail(|store| store.fail_next_append(fault));
        false
    }
}
