//! Random sequences of calls must get equal answers from a store and from the reference store.

use std::fmt::Debug;
use std::sync::Arc;

use lindley_seed::{Seed, Stream};

use super::samples::{NOW_MS, entry, outcome};
use crate::{Account, Batch, Checkpoint, Credential, CredentialKind, NewAccount, Outcome, Snapshot, Store};

const ORGANISATIONS: [&str; 3] = ["alpha", "beta", "gamma"];
const LOGINS: [&str; 4] = ["maria", "omar", "zoe", "kiosk"];

/// Makes `steps` random calls on the reference store and on a store under test, there through any of its handles.
///
/// # Panics
/// If an answer differs; the message has the seed and the step.
pub fn same_answers(reference: &dyn Store, handles: &[Arc<dyn Store>], seed: u64, steps: u32) {
    let mut random = Seed::from_u64(seed).child("differential").stream();
    for step in 0..steps {
        let handle = &*handles[position(&mut random, handles.len())];
        let call = random_call(&mut random, reference);
        let (expected, answer) = (call(reference), call(handle));
        assert_eq!(answer, expected, "seed {seed}, step {step}");
    }
    for organisation in ORGANISATIONS {
        let log = |store: &dyn Store| shown(store.read(organisation, 0, usize::MAX));
        for handle in handles {
            assert_eq!(log(&**handle), log(reference), "seed {seed}, the whole log of {organisation}");
        }
    }
}

type Call = Box<dyn Fn(&dyn Store) -> String>;

/// Answers are compared as text; of an error only its kind, because stores word their problems differently.
fn shown<T: Debug, E: Debug>(answer: Result<T, E>) -> String {
    match answer {
        Ok(answer) => format!("{answer:?}"),
        Err(error) => {
            let error = format!("{error:?}");
            let (kind, detail) = error.split_once('(').unwrap_or((&error, ""));
            if kind == "KeysUsed" { sorted_words(detail) } else { kind.to_owned() }
        }
    }
}

fn sorted_words(list: &str) -> String {
    let mut words: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    words.sort_unstable();
    format!("keys used: {words:?}")
}

fn random_call(random: &mut Stream, reference: &dyn Store) -> Call {
    let organisation = ORGANISATIONS[position(random, ORGANISATIONS.len())];
    let now_ms = NOW_MS + random.between(0, 40);
    let head = reference.head(organisation).unwrap_or(0);
    match random.below(18) {
        0..=6 => append_call(random, organisation, head, now_ms),
        7 => {
            let (after, limit) = (random.below(head + 2), position(random, 12));
            Box::new(move |store| shown(store.read(organisation, after, limit)))
        }
        8 => Box::new(move |store| shown(store.head(organisation))),
        9 => Box::new(|store| shown(store.organisations())),
        10 => {
            let key = random_key(random);
            Box::new(move |store| shown(store.outcome(organisation, &key, now_ms)))
        }
        11 => Box::new(move |store| shown(store.drop_expired_outcomes(now_ms - 10))),
        12 | 13 => beside_call(random, organisation),
        14 | 15 => blob_call(random, organisation),
        _ => account_call(random, organisation),
    }
}

fn append_call(random: &mut Stream, organisation: &'static str, head: u64, now_ms: i64) -> Call {
    let expected_head = if random.chance(0.15) { random.below(head + 3) } else { head };
    let mut entries: Vec<_> = (1..=random.below(5)).map(|offset| entry(expected_head + offset)).collect();
    if random.chance(0.05) {
        entries.push(entry(expected_head));
    }
    let outcomes: Vec<Outcome> = (0..random.below(4))
        .map(|_| Outcome { expires_ms: now_ms + random.between(-5, 30), ..outcome(&random_key(random)) })
        .collect();
    Box::new(move |store| {
        let (entries, outcomes) = (&entries, &outcomes);
        shown(store.append(Batch { organisation, expected_head, entries, outcomes, now_ms }))
    })
}

fn beside_call(random: &mut Stream, organisation: &'static str) -> Call {
    let number = random.below(20);
    let text = format!("text {}", random.below(1_000));
    match random.below(4) {
        0 => {
            let snapshot = Snapshot { head: number, format: 1, bytes: text.into_bytes() };
            Box::new(move |store| shown(store.save_snapshot(organisation, &snapshot)))
        }
        1 => Box::new(move |store| shown(store.latest_snapshot(organisation))),
        2 => {
            let checkpoint = Checkpoint { size: number, note: text };
            Box::new(move |store| shown(store.save_checkpoint(organisation, &checkpoint)))
        }
        _ => Box::new(move |store| shown(store.checkpoints(organisation))),
    }
}

fn blob_call(random: &mut Stream, organisation: &'static str) -> Call {
    let hash = [u8::try_from(random.below(8)).expect("a small number"); 32];
    // Other bytes under the same hash, and none at all, come up: the first ones stay.
    let bytes = vec![b'x'; position(random, 3)];
    if random.chance(0.5) {
        return Box::new(move |store| shown(store.put_blob(organisation, &hash, &bytes)));
    }
    Box::new(move |store| shown(store.blob(organisation, &hash)))
}

fn account_call(random: &mut Stream, organisation: &'static str) -> Call {
    let login = LOGINS[position(random, LOGINS.len())];
    // Numbers are the store's own, so an account is named by its login.
    let number =
        move |store: &dyn Store| store.account_by_login(login).ok().flatten().map_or(0, |account| account.id);
    let digest = [u8::try_from(random.below(6)).expect("a small number"); 32];
    let text = format!("text {}", random.below(1_000));
    match random.below(6) {
        0 => Box::new(move |store| {
            let (organisation, login) = (organisation.to_owned(), login.to_owned());
            let account =
                NewAccount { organisation, login, password_hash: None, roles: vec!["clerk".into()] };
            shown(store.add_account(&account).map(|_| ()))
        }),
        1 => Box::new(move |store| {
            shown(
                store.account_by_login(login).map(|account| account.map(|found| Account { id: 0, ..found })),
            )
        }),
        2 => Box::new(move |store| {
            let change = Account {
                id: number(store),
                organisation: String::new(),
                login: String::new(),
                password_hash: Some(text.clone()),
                roles: text.split(' ').map(str::to_owned).collect(),
                disabled: text.len() % 2 == 0,
            };
            shown(store.change_account(&change))
        }),
        3 => Box::new(move |store| {
            let (account, label) = (number(store), text.clone());
            let credential =
                Credential { digest, account, kind: CredentialKind::Token, label, expires_ms: Some(7) };
            shown(store.add_credential(&credential))
        }),
        4 => Box::new(move |store| shown(store.remove_credential(&digest))),
        _ => Box::new(move |store| {
            let labels = |found: Vec<Credential>| -> Vec<_> {
                found.into_iter().map(|credential| (credential.label, credential.digest)).collect()
            };
            shown(store.credentials_of(number(store)).map(labels))
        }),
    }
}

fn random_key(random: &mut Stream) -> String {
    format!("key {}", random.below(25))
}

fn position(random: &mut Stream, length: usize) -> usize {
    usize::try_from(random.below(length as u64)).expect("a position fits")
}
