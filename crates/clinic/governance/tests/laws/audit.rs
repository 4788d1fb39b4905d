//! Audits: a good log passes, and whatever is done to one is found and named.

use lindley_governance::{Audit, Difference, GENESIS, SignedCheckpoint, SigningKey, origin};
use proptest::prelude::*;

use crate::sample::{self, Stored, audit, checkpoint};

#[test]
fn a_good_log_passes_and_tells_what_was_seen() {
    let log = sample::log(10);
    let report = audit(&log, &[checkpoint(&log, 8), checkpoint(&log, 4), checkpoint(&log, 0)]).unwrap();
    assert_eq!((report.entries, report.checkpoints_checked, report.signatures_checked), (10, 3, 3));
    assert_eq!(report.sealed, 8);
    assert_eq!(report.key_ids, [sample::key().verifier().label()]);
    assert_eq!(report.root, *checkpoint(&log, 10).root());
}

#[test]
fn an_empty_log_passes() {
    let report = audit(&[], &[]).unwrap();
    assert_eq!((report.entries, report.root), (0, lindley_governance::EMPTY_ROOT));
}

#[test]
fn without_keys_roots_are_compared_and_no_signature_is_claimed() {
    let log = sample::log(4);
    let mut audit = Audit::new("demo", Vec::new(), vec![(4, checkpoint(&log, 4).note().to_owned())]);
    for entry in &log {
        audit.push(&entry.record(), &entry.hash).unwrap();
    }
    let report = audit.finish().unwrap();
    assert_eq!((report.checkpoints_checked, report.signatures_checked), (1, 0));
}

#[test]
fn an_altered_field_and_an_altered_hash_are_told_apart() {
    let mut field = sample::log(6);
    field[2].actor = "account-9".to_owned();
    assert_eq!(audit(&field, &[]), Err(Difference::FieldAltered { seq: 3 }));
    let mut hash = sample::log(6);
    hash[2].hash[0] ^= 1;
    assert_eq!(audit(&hash, &[]), Err(Difference::HashAltered { seq: 3 }));
    let mut last = sample::log(6);
    last[5].body.push(b' ');
    assert_eq!(audit(&last, &[]), Err(Difference::Altered { seq: 6 }));
    let mut both = sample::log(6);
    both[2].version = 2;
    both[3].version = 2;
    assert_eq!(audit(&both, &[]), Err(Difference::Altered { seq: 3 }));
}

#[test]
fn holes_and_repetitions_are_named() {
    let mut hole = sample::log(6);
    hole.remove(2);
    assert_eq!(audit(&hole, &[]), Err(Difference::Missing { first: 3, found: 4 }));
    let mut twice = sample::log(6);
    twice.insert(3, twice[2].clone());
    assert_eq!(audit(&twice, &[]), Err(Difference::Repeated { seq: 3, expected: 4 }));
    let mut swapped = sample::log(6);
    swapped.swap(1, 2);
    assert_eq!(audit(&swapped, &[]).unwrap_err().event(), 2);
}

#[test]
fn history_written_anew_is_found_by_the_next_checkpoint() {
    let honest = sample::log(10);
    let mut log = honest.clone();
    log[6].body = b"{}".to_vec();
    rechain(&mut log, 6);
    assert!(audit(&log, &[checkpoint(&honest, 4)]).is_ok(), "the chain alone cannot tell");
    let found = audit(&log, &[checkpoint(&honest, 4), checkpoint(&honest, 9)]).unwrap_err();
    assert_eq!(found, Difference::Rewritten { after: 4, until: 9 });
    assert_eq!(
        found.to_string(),
        "history was rewritten between event 5 and event 9: their tree has another root than was signed"
    );
}

#[test]
fn a_cut_log_is_found_by_its_checkpoint() {
    let honest = sample::log(10);
    let found = audit(&honest[..7], &[checkpoint(&honest, 5), checkpoint(&honest, 9)]).unwrap_err();
    assert_eq!(found, Difference::Truncated { head: 7, size: 9 });
    assert_eq!(found.event(), 8);
}

#[test]
fn checkpoints_that_are_not_ours_are_named() {
    let log = sample::log(4);
    let good = checkpoint(&log, 4);
    let code = |size: u64, note: &str, keys: Vec<_>| {
        let mut audit = Audit::new("demo", keys, vec![(size, note.to_owned())]);
        let pushed = log.iter().try_for_each(|entry| audit.push(&entry.record(), &entry.hash));
        let found = pushed.and_then(|()| audit.finish().map(|_| ())).unwrap_err();
        assert_eq!(found.event(), size);
        found.code()
    };
    let key = sample::key().verifier().clone();
    let stranger = SigningKey::from_seed("clinic.example/lindley", &[8; 32]).unwrap();
    assert_eq!(code(4, "no note", vec![key.clone()]), "note-unreadable");
    assert_eq!(code(3, good.note(), vec![key.clone()]), "checkpoint-unreadable");
    assert_eq!(code(4, good.note(), vec![stranger.verifier().clone()]), "not-signed");
    let altered = good.note().replace("1790000100000", "1790000100009");
    assert_eq!(code(4, &altered, vec![key.clone()]), "wrong-signature");
    let name = origin(sample::key().name(), "other");
    let other = SignedCheckpoint::sign(&sample::key(), &name, 4, good.root(), 0).unwrap();
    assert_eq!(code(4, other.note(), vec![key]), "checkpoint-origin");
    assert_eq!(code(4, other.note(), Vec::new()), "checkpoint-origin");
}

#[test]
fn a_log_that_does_not_begin_at_the_beginning_is_refused() {
    let log = sample::log(5);
    assert_eq!(audit(&log[2..], &[]), Err(Difference::Missing { first: 1, found: 3 }));
    let mut zero = log;
    zero[0].seq = 0;
    assert_eq!(audit(&zero, &[]), Err(Difference::Repeated { seq: 0, expected: 1 }));
}

/// Gives every entry from this place on the hash that now fits.
fn rechain(log: &mut [Stored], from: usize) {
    for place in from..log.len() {
        let before = place.checked_sub(1).map(|before| log[before].clone());
        sample::chain(&mut log[place], before.as_ref());
    }
}

/// One thing done to one entry.
#[derive(Clone, Copy, Debug)]
enum Damage {
    Seq,
    Time,
    Actor,
    Kind,
    Version,
    Body,
    Hash,
    Remove,
    Repeat,
    SwapWithNext,
    Zero,
}

fn damage(log: &mut Vec<Stored>, place: usize, how: Damage, bit: usize) {
    let entry = &mut log[place];
    match how {
        Damage::Seq => entry.seq ^= 1 << (bit % 64),
        Damage::Time => entry.at_ms ^= 1 << (bit % 64),
        Damage::Actor => entry.actor.push('x'),
        Damage::Kind => entry.kind.truncate(bit % entry.kind.len()),
        Damage::Version => entry.version ^= 1 << (bit % 16),
        Damage::Body => {
            let at = bit % (entry.body.len() * 8);
            entry.body[at / 8] ^= 1 << (at % 8);
        }
        Damage::Hash => entry.hash[bit % 32] ^= 1 << (bit % 8),
        Damage::Zero => entry.hash = GENESIS,
        Damage::Remove => drop(log.remove(place)),
        Damage::Repeat => log.insert(place, log[place].clone()),
        Damage::SwapWithNext => {
            let next = (place + 1) % log.len();
            log.swap(place, next);
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_done_to_one_entry_is_found_at_that_entry(
        size in 2_usize..40,
        place in any::<prop::sample::Index>(),
        how in prop::sample::select(vec![
            Damage::Seq, Damage::Time, Damage::Actor, Damage::Kind, Damage::Version, Damage::Body,
            Damage::Hash, Damage::Remove, Damage::Repeat, Damage::SwapWithNext, Damage::Zero,
        ]),
        bit in any::<usize>(),
    ) {
        let honest = sample::log(u64::try_from(size).unwrap());
        let place = place.index(size);
        let mut log = honest.clone();
        damage(&mut log, place, how, bit);
        let found = audit(&log, &[checkpoint(&honest, size)]).unwrap_err();
        let event = usize::try_from(found.event()).unwrap();
        let first = (0..size).find(|at| log.get(*at) != Some(&honest[*at])).map_or(size + 1, |at| at + 1);
        prop_assert_eq!(event, first, "{:?}", found);
    }

    #[test]
    fn history_written_anew_from_any_entry_is_found(size in 1_usize..40, place in any::<prop::sample::Index>()) {
        let honest = sample::log(u64::try_from(size).unwrap());
        let place = place.index(size);
        let mut log = honest.clone();
        log[place].body.push(b' ');
        rechain(&mut log, place);
        prop_assert_eq!(audit(&log, &[checkpoint(&honest, size)]).unwrap_err().code(), "history-rewritten");
    }

    #[test]
    fn a_log_cut_anywhere_is_found(size in 1_usize..40, end in any::<prop::sample::Index>()) {
        let honest = sample::log(u64::try_from(size).unwrap());
        let end = end.index(size);
        prop_assert_eq!(audit(&honest[..end], &[checkpoint(&honest, size)]).unwrap_err().code(), "log-cut");
    }
}
