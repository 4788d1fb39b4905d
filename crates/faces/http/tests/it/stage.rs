//! A clinic on a store in memory, with a clock that stands still until it is moved.
//!
//! It is Monday, 23 November 2026, 07:00 in Berlin. The clinic has one site, one service, one visit type of 20 minutes
//! (a physician and a room), two physicians and one room, working 08:00 to 16:00 on weekdays.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use axum::Router;
use lindley_app::{App, Clock, Principal, Role, Settings};
use lindley_http::{HttpSettings, router};
use lindley_ports::Store;
use lindley_store_memory::MemoryStore;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::ask::{Answer, Ask};

/// Monday, 23 November 2026, 07:00 in Berlin.
const NOW_MS: i64 = 1_795_413_600_000;

/// A clock for tests.
pub(crate) struct StandingClock {
    now_ms: AtomicI64,
    broken: AtomicBool,
}

impl StandingClock {
    pub(crate) fn forward_seconds(&self, seconds: i64) {
        self.now_ms.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// From now on, whoever asks for the time panics.
    pub(crate) fn break_down(&self) {
        self.broken.store(true, Ordering::SeqCst);
    }
}

impl Clock for StandingClock {
    fn now_ms(&self) -> i64 {
        assert!(!self.broken.load(Ordering::SeqCst), "the clock is broken on purpose");
        self.now_ms.load(Ordering::SeqCst)
    }
}

pub(crate) struct Stage {
    pub(crate) router: Router,
    pub(crate) app: App,
    pub(crate) clock: Arc<StandingClock>,
    /// Tokens by role.
    pub(crate) admin: String,
    pub(crate) planner: String,
    pub(crate) clerk: String,
    pub(crate) viewer: String,
}

impl Stage {
    pub(crate) async fn new() -> Self {
        Self::with(HttpSettings::default(), Arc::new(MemoryStore::new())).await
    }

    pub(crate) async fn with_settings(settings: HttpSettings) -> Self {
        Self::with(settings, Arc::new(MemoryStore::new())).await
    }

    pub(crate) async fn with(settings: HttpSettings, store: Arc<dyn Store>) -> Self {
        Self::set_up(settings, store, Settings::default()).await
    }

    /// The stage of an app that is set up in its own way.
    pub(crate) async fn set_up(settings: HttpSettings, store: Arc<dyn Store>, how: Settings) -> Self {
        let clock =
            Arc::new(StandingClock { now_ms: AtomicI64::new(NOW_MS), broken: AtomicBool::new(false) });
        let shared: Arc<dyn Clock> = Arc::clone(&clock) as _;
        let app = App::open(store, shared, how).unwrap();
        let system = Principal::system("demo");
        app.found_organisation(&system, "demo", "Demo clinic", 365).await.unwrap();
        let token = |role: Role| {
            let (app, system) = (app.clone(), system.clone());
            async move {
                let account = app.add_account(&system, role.as_str(), None, &[role]).await.unwrap();
                app.issue_token(&system, account.id, "test", None).await.unwrap()
            }
        };
        let (admin, planner) = (token(Role::PlatformAdmin).await, token(Role::Planner).await);
        let (clerk, viewer) = (token(Role::Clerk).await, token(Role::Viewer).await);
        let stage = Self { router: router(app.clone(), settings), app, clock, admin, planner, clerk, viewer };
        stage.furnish().await;
        stage
    }

    /// A token of an administrator of this organisation only: account-5, or the next one that is free.
    pub(crate) async fn admin_of_the_organisation(&self) -> String {
        let system = Principal::system("demo");
        let account = self.app.add_account(&system, "admin", None, &[Role::Admin]).await.unwrap();
        self.app.issue_token(&system, account.id, "test", None).await.unwrap()
    }

    async fn furnish(&self) {
        let add = |path: &'static str, body: Value| async move {
            self.send(Ask::post(path, &body).by(&self.admin)).await.done();
        };
        add("/v1/sites", json!({"name": "North clinic", "zone": "Europe/Berlin"})).await;
        add("/v1/services", json!({"name": "General"})).await;
        add("/v1/visit-types", visit_type()).await;
        for (name, kind) in [("Dr Okafor", "practitioner"), ("Room 1", "room"), ("Dr Lind", "practitioner")] {
            add("/v1/resources", json!({"name": name, "kind": kind, "site": "site-1"})).await;
        }
        let hours = json!({"rules": [
            {"weekdays": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "until": "16:00"}
        ]});
        for resource in 1..=3 {
            let path = format!("/v1/resources/resource-{resource}/hours");
            self.send(Ask::put(&path, &hours).by(&self.admin)).await.done();
        }
    }

    pub(crate) async fn send(&self, ask: Ask) -> Answer {
        let response = self.router.clone().oneshot(ask.request()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Ask::get(path).by(&self.viewer)).await
    }

    /// Something that a clerk does.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Ask::post(path, &body).by(&self.clerk)).await
    }

    /// Something that a planner does.
    pub(crate) async fn plan(&self, path: &str, body: Value) -> Answer {
        self.send(Ask::post(path, &body).by(&self.planner)).await
    }

    /// Books a visit on Tuesday and gives its id.
    pub(crate) async fn book(&self, patient: &str, start: &str) -> String {
        let booked = self.post("/v1/appointments", booking(patient, start)).await.done();
        booked["id"].as_str().unwrap().to_owned()
    }
}

/// The clinic's visit type, 20 minutes every 10.
pub(crate) fn visit_type() -> Value {
    json!({
        "name": "Consultation", "service": "service-1", "start_every_minutes": 10,
        "steps": [{"name": "Visit", "from_minute": 0, "until_minute": 20, "demands": [
            {"role": "physician", "kind": "practitioner"}, {"role": "room", "kind": "room"}
        ]}]
    })
}

/// A booking on Tuesday at this local time.
pub(crate) fn booking(patient: &str, start: &str) -> Value {
    json!({"patient": patient, "visit_type": "visit-type-1", "site": "site-1", "start": tuesday(start)})
}

/// Tuesday, 24 November 2026 at this local time in Berlin.
pub(crate) fn tuesday(time: &str) -> String {
    format!("2026-11-24T{time}:00+01:00")
}
