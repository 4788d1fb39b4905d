//! The one table of problems. It makes the answers, `docs/problems.md` and the tests.

use std::borrow::Cow;

/// A kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The stable code.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// In words.
    pub title: &'static str,
    /// What to do next.
    pub advice: &'static str,
    /// The registered address of the kind, where there is one.
    pub registered: Option<&'static str>,
}

impl Kind {
    /// The `type` of problems of this kind.
    pub fn address(&self) -> Cow<'static, str> {
        match self.registered {
            Some(address) => address.into(),
            None => format!("https://lindley.health/problems/{}", self.code).into(),
        }
    }
}

const fn row(code: &'static str, status: u16, title: &'static str, advice: &'static str) -> Kind {
    Kind { code, status, title, advice, registered: None }
}

const fn registered(kind: Kind, address: &'static str) -> Kind {
    Kind { registered: Some(address), ..kind }
}

macro_rules! catalogue {
    ($($(#[$doc:meta])* $name:ident = $kind:expr;)*) => {
        $($(#[$doc])* pub const $name: &Kind = &$kind;)*

        /// Every kind of problem: first those of the request itself, then those of the booking rules.
        pub const CATALOGUE: &[&Kind] = &[$($name),*];
    };
}

catalogue! {
    /// The body is not JSON.
    MALFORMED_JSON = row("malformed-json", 400, "The body is not JSON",
        "Correct the body at the line and column named and send it again.");
    /// A field that the operation does not know.
    UNKNOWN_FIELD = row("unknown-field", 400, "The request has an unknown field",
        "Remove the field or correct its name; /openapi.json lists the fields.");
    /// A field with a value that it cannot have.
    INVALID_FIELD = row("invalid-field", 400, "A field is missing or has a value that it cannot have",
        "Correct the field named in `errors`; /openapi.json describes it.");
    /// No session can be planned from what was sent.
    SESSION_PLAN_INVALID = row("session-plan-invalid", 400, "No session can be planned from what was sent",
        "Correct the field named in `errors`; for a plan that would take too long, ask for less as `detail` says.");
    /// Models cannot be asked or compared as things are.
    CANNOT_LEARN = row("cannot-learn", 422, "Nothing can be learnt or compared as things are",
        "Read `detail`; wait until the log holds more outcomes, then try again.");
    /// The list's cursor is not one that this API gave out.
    INVALID_CURSOR = row("invalid-cursor", 400, "The cursor is not one of this list",
        "Use `next_cursor` of the page before unchanged, or leave the cursor out to begin again.");
    /// The body is too large.
    BODY_TOO_LARGE = row("body-too-large", 413, "The body is too large",
        "Send at most 256 KiB; split larger changes into several requests.");
    /// The body is not declared as JSON.
    UNSUPPORTED_MEDIA_TYPE = row("unsupported-media-type", 415, "The body is not declared as JSON",
        "Send the header `Content-Type: application/json`.");
    /// The request took too long.
    REQUEST_TIMEOUT = row("request-timeout", 503, "The request took too long",
        "Send it again with the same idempotency key; if it was done after all, you get its answer.");
    /// No idempotency key.
    IDEMPOTENCY_KEY_MISSING = row("idempotency-key-missing", 400, "A change needs an idempotency key",
        "Send the header `Idempotency-Key` with a fresh random value, and the same value when you retry.");
    /// The idempotency key cannot be read.
    IDEMPOTENCY_KEY_INVALID = row("idempotency-key-invalid", 400, "The idempotency key cannot be read",
        "Use 1 to 255 visible ASCII characters, quoted or bare.");
    /// The key was used for another request.
    IDEMPOTENCY_KEY_REUSED = row("idempotency-key-reused", 422, "The idempotency key belongs to another request",
        "Use a fresh key for every intended change.");
    /// The key has made a token, whose secret cannot be shown again.
    TOKEN_ALREADY_ISSUED = row("token-already-issued", 409, "The key has made a token already",
        "Its secret is kept nowhere. If the first answer was lost, revoke the token named in `detail` and ask for \
         another with a fresh key.");
    /// The revision in `If-Match` cannot be read.
    PRECONDITION_INVALID = row("precondition-invalid", 400, "The If-Match header cannot be read",
        "Send the appointment's `ETag` unchanged, for example `\"3\"`.");
    /// Nobody is signed in.
    NOT_SIGNED_IN = row("not-signed-in", 401, "Nobody is signed in",
        "Sign in with POST /v1/session, or send a valid API token as `Authorization: Bearer`.");
    /// Login or password is wrong.
    WRONG_CREDENTIALS = row("wrong-credentials", 401, "The login or the password is wrong",
        "Check both and try again; an administrator can set a new password.");
    /// The principal may not do this.
    FORBIDDEN = row("forbidden", 403, "You may not do this",
        "Ask an administrator for a role that allows it.");
    /// Somebody would lock themselves out.
    OWN_ACCOUNT = row("own-account", 409, "This cannot be done to your own account",
        "Ask another administrator to do it; your own password is changed with POST /v1/session/password.");
    /// A browser's request from another origin.
    CROSS_SITE = row("cross-site", 403, "The request came from another site",
        "Send the header `X-Requested-With: lindley` with changes made under a browser session.");
    /// Nothing at this address.
    NOT_FOUND = row("not-found", 404, "There is nothing at this address",
        "Check the path and the id; /openapi.json lists the paths.");
    /// The address does not support the method.
    METHOD_NOT_ALLOWED = row("method-not-allowed", 405, "This address does not support the method",
        "Use one of the methods in the `Allow` header.");
    /// Too many requests.
    RATE_LIMITED = registered(row("rate-limited", 429, "Too many requests",
        "Wait as many seconds as the `Retry-After` header says."),
        "https://iana.org/assignments/http-problem-types#quota-exceeded");
    /// The server has more to do than it can.
    BUSY = registered(row("busy", 503, "The server is busy",
        "Wait a moment and send it again with the same idempotency key."),
        "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity");
    /// The server is stopping.
    STOPPING = row("stopping", 503, "The server is stopping",
        "Send it again with the same idempotency key; another server will answer.");
    /// The store cannot be reached.
    STORE_UNAVAILABLE = row("store-unavailable", 503, "The store cannot be reached",
        "Nothing half-done was written. Send it again later with the same idempotency key.");
    /// The store has no room left.
    STORE_FULL = row("store-full", 507, "The store has no room left",
        "Nothing was written. Whoever runs the server must make room; then send it again.");
    /// The store is damaged.
    STORE_CORRUPT = row("store-corrupt", 500, "The store is damaged",
        "Whoever runs the server must check it with `lindley audit verify` and restore a backup.");
    /// A name that must be unique is taken.
    NAME_TAKEN = row("name-taken", 409, "The name is taken", "Choose another name.");
    /// There is no such organisation.
    UNKNOWN_ORGANISATION = row("unknown-organisation", 404, "There is no such organisation",
        "Found it first with POST /v1/organisations.");
    /// A mistake of ours.
    INTERNAL = row("internal", 500, "Something went wrong on the server",
        "Tell whoever runs the server the `trace_id`; nothing half-done was written.");

    /// Booking rule: the organisation is not founded, or already is.
    ORGANISATION_FOUNDING = row("organisation-founding", 409, "The organisation is not founded, or already is",
        "Found the organisation once, before anything else.");
    /// Booking rule: a value is out of range.
    INVALID_VALUE = row("invalid-value", 422, "A value is out of range",
        "Correct the named field and send the command again.");
    /// Booking rule: something that the request names does not exist.
    UNKNOWN_REFERENCE = row("unknown-reference", 404, "Something that the request names does not exist",
        "Check the id; it may belong to another organisation.");
    /// Booking rule: this was already imported.
    ALREADY_IMPORTED = row("already-imported", 409, "This was already imported",
        "Nothing needs to be done: the earlier import stands.");
    /// Booking rule: the visit type is not offered at this site.
    NOT_OFFERED_AT_SITE = row("not-offered-at-site", 409, "The visit type is not offered at this site",
        "Choose a site that offers this visit type.");
    /// Booking rule: the visit type needs the patient's age.
    AGE_REQUIRED = row("age-required", 422, "The visit type needs the patient's age",
        "Send patient_age in whole years.");
    /// Booking rule: the visit type is not for this age.
    AGE_NOT_ELIGIBLE = row("age-not-eligible", 409, "The visit type is not for this age",
        "Choose a visit type for this age.");
    /// Booking rule: the visit type does not start at this minute.
    START_NOT_OFFERED = row("start-not-offered", 422, "The visit type does not start at this minute",
        "Choose a start from the openings search.");
    /// Booking rule: the start lies in the past.
    IN_THE_PAST = row("in-the-past", 409, "The start lies in the past",
        "Choose a later start.");
    /// Booking rule: a past visit must have ended.
    NOT_PAST = row("not-past", 422, "A past visit must have ended",
        "Only visits that have ended can be recorded as past.");
    /// Booking rule: the start lies too far ahead.
    BEYOND_HORIZON = row("beyond-horizon", 409, "The start lies too far ahead",
        "Choose an earlier start, or put the patient on the waiting list.");
    /// Booking rule: the visit type has no such role.
    UNKNOWN_ROLE = row("unknown-role", 422, "The visit type has no such role",
        "Use the role names of the visit type.");
    /// Booking rule: the resource cannot fill the role.
    RESOURCE_NOT_ELIGIBLE = row("resource-not-eligible", 409, "The resource cannot fill the role",
        "Choose a resource of this site with the kind and skills asked for.");
    /// Booking rule: no resource of the site can fill a role.
    NOBODY_ELIGIBLE = row("nobody-eligible", 409, "No resource of the site can fill a role",
        "Choose another site, or add a resource that fits.");
    /// Booking rule: the patient has another appointment then.
    PATIENT_BUSY = row("patient-busy", 409, "The patient has another appointment then",
        "Choose another time, or move the other appointment first.");
    /// Booking rule: the time is outside working hours.
    OUTSIDE_HOURS = row("outside-hours", 409, "The time is outside working hours",
        "Choose a time within working hours.");
    /// Booking rule: the time is blocked.
    BLOCKED = row("blocked", 409, "The time is blocked",
        "Choose a time outside the block, or have the block lifted.");
    /// Booking rule: the session is for other services.
    SESSION_FOR_OTHER_SERVICE = row("session-for-other-service", 409, "The session is for other services",
        "Choose a time in a session of this service.");
    /// Booking rule: a session template keeps the slot for other kinds of visit.
    SLOT_KEPT = row("slot-kept", 409, "The slot is kept for other visits",
        "Choose a slot for this kind of visit from the openings search, or wait until this one is released.");
    /// Booking rule: in a session with a template visits begin with a slot.
    NOT_A_SLOT_START = row("not-a-slot-start", 409, "Visits begin with a slot here",
        "Choose a start from the openings search.");
    /// Booking rule: the time is taken.
    SLOT_TAKEN = row("slot-taken", 409, "The time is taken",
        "Search again: the next openings are up to date.");
    /// Booking rule: the appointment's state does not allow this.
    ILLEGAL_TRANSITION = row("illegal-transition", 409, "The appointment's state does not allow this",
        "Reload the appointment and choose from its allowed states.");
    /// Booking rule: it is too early to tell this.
    TOO_EARLY = row("too-early", 409, "It is too early to tell this",
        "Wait until the day of the visit, or move the appointment to today first.");
    /// Booking rule: the appointment has changed since you read it.
    REVISION_STALE = row("revision-stale", 412, "The appointment has changed since you read it",
        "Reload the appointment, look at the change, and try again.");
    /// Booking rule: the hold has run out.
    HOLD_LAPSED = row("hold-lapsed", 409, "The hold has run out",
        "Search again and place a new hold.");
    /// Booking rule: this is not a hold.
    NOT_HELD = row("not-held", 409, "This is not a hold",
        "Reload the appointment: it is no longer a hold.");
    /// Booking rule: the fencing token is not the newest one.
    FENCE_STALE = row("fence-stale", 412, "The fencing token is not the newest one",
        "Use the fencing token of the newest renewal.");
    /// Booking rule: the resource already has a session then.
    SESSION_OVERLAP = row("session-overlap", 409, "The resource already has a session then",
        "Close or shorten the other session first.");
    /// The template has been decided about.
    TEMPLATE_SETTLED = row("template-settled", 409, "The template has been decided about",
        "Reload the template, or propose a new one.");
    /// Another template in force keeps the same time.
    TEMPLATE_OVERLAP = row("template-overlap", 409, "Another template is in force at the same time",
        "Retire the other template first, or name it as the one that is replaced.");
    /// Reminders are for booked appointments.
    NOT_BOOKED = row("not-booked", 409, "The appointment is not booked",
        "Reload the appointment: reminders are for booked ones.");
    /// The training has ended.
    TRAINING_ENDED = row("training-ended", 409, "The training has ended",
        "Start another training.");
    /// A training of the task is under way.
    TRAINING_UNFINISHED = row("training-unfinished", 409, "A training of this task is under way",
        "Wait until the training that is under way has ended.");
    /// Another worker has the training.
    TRAINING_TAKEN = row("training-taken", 409, "Another worker has the training",
        "Leave it to the other worker, or take it when its lease has run out.");
    /// No worker has the training.
    TRAINING_NOT_HELD = row("training-not-held", 409, "No worker has the training",
        "Take the training before working on it.");
    /// The model speaks for its task already.
    ALREADY_CHAMPION = row("already-champion", 409, "The model speaks for its task already",
        "Nothing needs to be done: this model speaks already.");
    /// The champion has changed since the gates were measured.
    CHAMPION_CHANGED = row("champion-changed", 412, "The champion has changed since the gates were measured",
        "Look at the gates again: they are measured against the present champion.");
    /// The challenger did not pass the gates.
    GATE_FAILED = row("gate-failed", 409, "The challenger may not be promoted",
        "Keep the champion; look at the failed gates, and train again when more is known.");
    /// No champion came before the present one.
    NO_EARLIER_CHAMPION = row("no-earlier-champion", 409, "No earlier champion can come back",
        "Promote another model instead.");
    /// Booking rule: appointments stand in the way.
    STRANDS_APPOINTMENTS = row("strands-appointments", 409, "Appointments stand in the way",
        "Move or cancel the appointments in the way first.");
}

/// The kind with this code.
pub fn kind(code: &str) -> Option<&'static Kind> {
    CATALOGUE.iter().copied().find(|kind| kind.code == code)
}
