//! The scheduler: which replica acts next, what fails, what the clocks show; and the checks.

use lindley_domain::{VisitTypeId, invariants};
use lindley_ports::{AppendError, Batch, Log};
use lindley_seed::{Seed, Stream};
use lindley_store_memory::MemoryStore;
use lindley_twin::simulation::{Commands, Fault, FaultyLog};

use crate::clients::{Answer, Clients, Request};
use crate::replica::{Replica, Trial, instant};

pub(crate) type Store = FaultyLog<MemoryStore>;

pub(crate) const ORGANISATION: &str = "simulated";
const REPLICAS: u64 = 3;
/// Monday 2026-03-02, 06:00 UTC.
const START_MS: i64 = 1_772_431_200_000;
/// Commands between two checks of everything.
const CHECK_EVERY: u64 = 2500;

/// What happened in a run, so that a run in which nothing happened is noticed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) commands: u64,
    pub(crate) accepted: u64,
    pub(crate) events: u64,
    pub(crate) conflicts: u64,
    pub(crate) crashes: u64,
    pub(crate) replayed: u64,
    pub(crate) faults: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, other: &Self) {
        self.commands += other.commands;
        self.accepted += other.accepted;
        self.events += other.events;
        self.conflicts += other.conflicts;
        self.crashes += other.crashes;
        self.replayed += other.replayed;
        self.faults += other.faults;
    }
}

/// One organisation with its replicas and clients.
pub(crate) struct World {
    dice: Stream,
    commands: Commands,
    store: Store,
    replicas: Vec<Replica>,
    clients: Clients,
    now_ms: i64,
    latest_ms: i64,
    checked: u64,
    pub(crate) tally: Tally,
}

impl World {
    pub(crate) fn new(seed: Seed) -> Self {
        let mut world = Self {
            dice: seed.child("schedule").stream(),
            commands: Commands::new(seed),
            store: Store::new(MemoryStore::new()),
            replicas: (0..REPLICAS).map(|_| Replica::new()).collect(),
            clients: Clients::default(),
            now_ms: START_MS,
            latest_ms: START_MS,
            checked: 0,
            tally: Tally::default(),
        };
        for command in world.commands.founding() {
            let request = world.number(command);
            let number = request.number;
            while !world.clients.answered.contains_key(&number) {
                world.clients.waiting.clear();
                world.serve(0, vec![request.clone()], None);
            }
            assert!(world.clients.answered[&number].is_accepted(), "the founding is accepted");
        }
        world
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.dice.below(n) == 0
    }

    fn number(&mut self, command: lindley_domain::Command) -> Request {
        self.tally.commands += 1;
        Request { number: self.tally.commands, command }
    }

    /// One turn of one replica.
    pub(crate) fn step(&mut self) {
        self.move_clocks();
        let who = usize::try_from(self.dice.below(REPLICAS)).unwrap();
        if self.one_in(2) {
            self.replicas[who].follow(&self.store);
        }
        if self.one_in(40) {
            let patient = format!("p-{}", self.dice.below(150)).parse().unwrap();
            let visit_type = VisitTypeId(u32::try_from(self.dice.between(1, 4)).unwrap());
            let at_ms = self.clock(who);
            self.replicas[who].check_find_equals_book(visit_type, patient, at_ms);
        }
        let requests = self.requests(who);
        let fault = self.fault();
        self.serve(who, requests, fault);
        if self.one_in(3) {
            self.store.set_down(false);
        }
        if self.tally.commands >= self.checked + CHECK_EVERY {
            self.checked = self.tally.commands;
            self.check();
        }
    }

    fn clock(&self, who: usize) -> i64 {
        self.now_ms + self.replicas[who].skew_ms
    }

    /// Some seconds on; seldom hours ahead or back; now and then one replica's clock is set anew, or wrong.
    fn move_clocks(&mut self) {
        self.now_ms += self.dice.between(0, 6000);
        match self.dice.below(1200) {
            0 => self.now_ms += self.dice.between(0, 2 * 86_400_000),
            1 => self.now_ms -= self.dice.between(0, 86_400_000),
            2..=9 => {
                let who = usize::try_from(self.dice.below(REPLICAS)).unwrap();
                let most = if self.one_in(4) { 43_200_000 } else { 4000 };
                self.replicas[who].skew_ms = self.dice.between(-most, most);
            }
            _ => {}
        }
        let furthest = self.replicas.iter().map(|replica| replica.skew_ms).max().unwrap_or(0);
        self.latest_ms = self.latest_ms.max(self.now_ms + furthest);
    }

    /// New commands, some that were not answered, some that are delivered once more.
    fn requests(&mut self, who: usize) -> Vec<Request> {
        let mut requests: Vec<Request> = Vec::new();
        for _ in 0..self.dice.between(1, 8) {
            let again = match self.dice.below(12) {
                0..=2 if !self.clients.waiting.is_empty() => {
                    let place = self.dice.below(self.clients.waiting.len() as u64);
                    Some(self.clients.waiting.swap_remove(usize::try_from(place).unwrap()))
                }
                3 => self.dice.pick(&self.clients.recent).cloned(),
                _ => None,
            };
            let request = again.unwrap_or_else(|| {
                let now = instant(self.clock(who));
                let command = self.commands.next(&self.replicas[who].state, now);
                self.number(command)
            });
            // One batch names a key once.
            let named = requests.iter().any(|other| other.number == request.number);
            if named { self.clients.waiting.push(request) } else { requests.push(request) }
        }
        requests
    }

    fn fault(&mut self) -> Option<Fault> {
        let fault = match self.dice.below(150) {
            0..=3 => Fault::LostRequest,
            4..=7 => Fault::LostAnswer,
            8 => Fault::LostAnswerThenDown,
            9..=11 => Fault::Duplicate,
            12 => Fault::Full,
            _ => return None,
        };
        self.tally.faults += 1;
        Some(fault)
    }

    /// Decides and appends until the requests are answered or must be sent again.
    fn serve(&mut self, who: usize, mut requests: Vec<Request>, fault: Option<Fault>) {
        let mut fault = fault;
        loop {
            let at_ms = self.clock(who);
            let trial = self.replicas[who].decide(&requests, at_ms);
            if let Some(fault) = fault.take() {
                self.store.fail_next_append(fault);
            }
            let (expected_head, entries, outcomes) = (trial.before, &trial.entries[..], &trial.outcomes[..]);
            let batch = Batch { organisation: ORGANISATION, expected_head, entries, outcomes, now_ms: at_ms };
            match self.store.append(batch) {
                Ok(()) => return self.written(who, requests, trial),
                Err(AppendError::Conflict { head }) => {
                    assert!(head != trial.before, "a conflict with the head that was expected");
                    self.tally.conflicts += 1;
                    self.replicas[who].take_back(&trial);
                    self.replicas[who].follow(&self.store);
                }
                Err(AppendError::KeysUsed(keys)) => {
                    self.replicas[who].take_back(&trial);
                    requests = self.answer_from_store(requests, &keys, at_ms);
                    if requests.is_empty() {
                        return;
                    }
                }
                Err(AppendError::Store(_)) => return self.lost(who, requests, trial),
            }
        }
    }

    /// The batch is durable. A crash may still keep the callers from hearing of it.
    fn written(&mut self, who: usize, requests: Vec<Request>, trial: Trial) {
        self.tally.events += trial.entries.len() as u64;
        self.replicas[who].keep(&self.store);
        if self.one_in(120) {
            return self.crash(who, requests);
        }
        for (request, answer) in requests.into_iter().zip(trial.answers) {
            self.tally.accepted += u64::from(answer.is_accepted());
            self.clients.told(request, answer);
        }
    }

    /// The store did not answer. Either the log's end tells that the batch was written, or the callers try again.
    fn lost(&mut self, who: usize, requests: Vec<Request>, trial: Trial) {
        let stored = self.store.read(ORGANISATION, trial.before, trial.entries.len().max(1));
        if stored.is_ok_and(|stored| !trial.entries.is_empty() && stored == trial.entries) {
            return self.written(who, requests, trial);
        }
        if self.one_in(2) {
            return self.crash(who, requests);
        }
        self.replicas[who].take_back(&trial);
        self.clients.waiting.extend(requests);
    }

    fn crash(&mut self, who: usize, requests: Vec<Request>) {
        self.tally.crashes += 1;
        self.replicas[who] = Replica::restarted(&self.store, self.replicas[who].skew_ms);
        self.clients.waiting.extend(requests);
    }

    /// Answers the requests whose keys are used; gives back the others.
    fn answer_from_store(&mut self, requests: Vec<Request>, used: &[String], now_ms: i64) -> Vec<Request> {
        let (known, rest): (Vec<Request>, _) =
            requests.into_iter().partition(|request| used.contains(&request.key()));
        assert!(!known.is_empty(), "a used key that nobody sent");
        for request in known {
            match self.store.outcome(ORGANISATION, &request.key(), now_ms) {
                Ok(kept) => {
                    let kept = kept.expect("a used key has an outcome");
                    assert_eq!(kept.fingerprint, request.fingerprint(), "the key of another command");
                    self.tally.replayed += 1;
                    self.clients.told(request, Answer::from_bytes(&kept.answer));
                }
                Err(_) => self.clients.waiting.push(request),
            }
        }
        rest
    }

    /// Everything that must hold: on every replica, at one head.
    pub(crate) fn check(&mut self) {
        self.store.set_down(false);
        for replica in &mut self.replicas {
            replica.follow(&self.store);
            if let Err(broken) = invariants::check(&replica.state, instant(self.latest_ms)) {
                panic!("{broken}");
            }
        }
        let first = self.replicas[0].bytes();
        for replica in &self.replicas[1..] {
            assert_eq!(replica.last, self.replicas[0].last, "replicas at one head have one hash");
            assert!(replica.bytes() == first, "replicas at one head have one state");
        }
        for id in self.clients.made_since() {
            assert!(self.replicas[0].has(id), "{id} was acknowledged and is not there");
        }
    }

    /// The last check: all requests are answered in the end, and the whole log gives the same state.
    pub(crate) fn finish(&mut self) {
        self.store.set_down(false);
        while !self.clients.waiting.is_empty() {
            let mut requests: Vec<Request> = self.clients.waiting.drain(..).collect();
            requests.sort_by_key(|request| request.number);
            requests.dedup_by_key(|request| request.number);
            self.serve(0, requests, None);
        }
        self.check();
        assert_eq!(self.clients.answered.len() as u64, self.tally.commands, "every request is answered once");
        let mut folded = Replica::new();
        folded.follow(&self.store);
        assert_eq!(folded.last, self.replicas[0].last);
        assert!(folded.bytes() == self.replicas[0].bytes(), "the log alone gives the state");
        invariants::check(&folded.state, instant(self.latest_ms)).unwrap();
    }
}
