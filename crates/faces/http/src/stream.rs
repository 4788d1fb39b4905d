//! The event stream: what was missed from the store, then what happens, without a gap and without a repetition.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::stream;
use lindley_api::events::EventRecord;
use lindley_api::moment::Moment;
use lindley_app::{AppError, Permission, Principal};
use lindley_ports::Entry;
use lindley_time::Instant;
use serde_json::value::RawValue;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, mpsc};
use tokio::time::{Instant as Deadline, interval_at, sleep_until};

use crate::answer::Outcome;
use crate::face::Face;
use crate::failure::Failure;

/// Entries read from the store at a time.
const PAGE: usize = 256;
/// Parts of the stream that may wait for a slow reader before the stream waits too.
const WAITING: usize = 16;

/// The name of the event that says only that the stream lives.
const HEARTBEAT: &str = "heartbeat";

/// Opens a stream of the events after `after`; from now on if none.
///
/// The log is read once before the answer begins, so that a log that cannot be read is a problem and not an empty
/// stream.
pub(crate) async fn follow(
    face: &Arc<Face>,
    by: &Principal,
    secret: &str,
    after: Option<u64>,
) -> Outcome<Response> {
    let live = face.app.subscribe(by)?;
    let head = face.app.read(by, Permission::ReadSchedule, lindley_domain::State::head)?;
    let after = after.unwrap_or(head);
    if after > head {
        let problem = format!("the last event is {head}; there is none with the number {after} yet");
        return Err(Failure::invalid_field("/after", problem));
    }
    face.app.entries_after(by, after, 1).await?;
    let (parts, waiting) = mpsc::channel(WAITING);
    let follower =
        Follower { face: Arc::clone(face), by: by.clone(), secret: secret.to_owned(), sent: after, parts };
    tokio::spawn(follower.run(live));
    let body = stream::unfold(waiting, |mut waiting| async {
        let part: Option<Bytes> = waiting.recv().await;
        part.map(|part| (Ok::<_, Infallible>(part), waiting))
    });
    let mut response = Response::new(Body::from_stream(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    Ok(response)
}

/// Why a stream ends.
enum End {
    /// The reader has gone.
    ReaderGone,
    /// The app is stopping, the session has ended or the store cannot be read.
    Finished,
}

impl<T> From<mpsc::error::SendError<T>> for End {
    fn from(_: mpsc::error::SendError<T>) -> Self {
        Self::ReaderGone
    }
}

/// Writes one stream.
struct Follower {
    face: Arc<Face>,
    by: Principal,
    secret: String,
    /// The number of the last event sent.
    sent: u64,
    parts: mpsc::Sender<Bytes>,
}

impl Follower {
    async fn run(mut self, live: broadcast::Receiver<Arc<Vec<Entry>>>) {
        let streams = self.face.metrics.streams().clone();
        streams.inc();
        match self.write(live).await {
            Err(End::Finished) => tracing::debug!("an event stream was ended"),
            Err(End::ReaderGone) | Ok(()) => {}
        }
        streams.dec();
    }

    async fn write(&mut self, mut live: broadcast::Receiver<Arc<Vec<Entry>>>) -> Result<(), End> {
        let begun = Deadline::now();
        let end = sleep_until(begun + self.face.settings.stream_life);
        tokio::pin!(end);
        let mut beat = interval_at(begun + self.face.settings.heartbeat, self.face.settings.heartbeat);
        self.parts.send(Bytes::from_static(b"retry: 2000\n\n")).await?;
        self.catch_up().await?;
        loop {
            tokio::select! {
                batch = live.recv() => match batch {
                    Ok(entries) => self.send_live(&entries).await?,
                    Err(RecvError::Lagged(_)) => self.catch_up().await?,
                    Err(RecvError::Closed) => return Err(End::Finished),
                },
                _ = beat.tick() => self.show_life().await?,
                () = self.parts.closed() => return Err(End::ReaderGone),
                () = &mut end => return Ok(()),
            }
        }
    }

    /// Sends what is new in a live batch; a batch that does not follow on is read from the store instead.
    async fn send_live(&mut self, entries: &[Entry]) -> Result<(), End> {
        let new = &entries[entries.partition_point(|entry| entry.seq <= self.sent)..];
        match new.first() {
            None => Ok(()),
            Some(first) if first.seq == self.sent + 1 => self.send(new).await,
            Some(_) => self.catch_up().await,
        }
    }

    /// Sends everything in the store that has not been sent.
    async fn catch_up(&mut self) -> Result<(), End> {
        loop {
            let missed = self.face.app.entries_after(&self.by, self.sent, PAGE).await;
            let missed = match missed {
                Ok(missed) => missed,
                Err(error) => return Err(self.say_why(error).await),
            };
            if missed.is_empty() {
                return Ok(());
            }
            self.send(&missed).await?;
        }
    }

    /// Tells the reader why the stream ends before it has everything.
    async fn say_why(&self, error: AppError) -> End {
        tracing::warn!(%error, "an event stream cannot read the log");
        let problem = serde_json::to_string(&Failure::from(error).problem).unwrap_or_default();
        let part = format!("event: problem\ndata: {problem}\n\n");
        self.parts.send(part.into()).await.map_or(End::ReaderGone, |()| End::Finished)
    }

    async fn send(&mut self, entries: &[Entry]) -> Result<(), End> {
        let mut text = String::with_capacity(entries.len() * 256);
        for entry in entries {
            write_event(&mut text, entry);
        }
        self.parts.send(text.into()).await?;
        self.sent = entries.last().map_or(self.sent, |entry| entry.seq);
        Ok(())
    }

    /// A sign of life, if the session still counts and may still look.
    ///
    /// The comment is for readers that count lines. Browsers do not tell a page about comments, so a page that wants to
    /// know whether the server still speaks gets an event as well, without an id: it is not in the log. `every_ms`
    /// says when the next one is due.
    async fn show_life(&self) -> Result<(), End> {
        let by = self.face.app.authenticate(&self.secret).await.map_err(|_| End::Finished)?;
        by.require(Permission::ReadSchedule).map_err(|_| End::Finished)?;
        let every_ms = self.face.settings.heartbeat.as_millis();
        let (head, beat) = (self.sent, format!("event: {HEARTBEAT}\ndata: "));
        self.parts.send(format!(":\n{beat}{{\"head\":{head},\"every_ms\":{every_ms}}}\n\n").into()).await?;
        Ok(())
    }
}

fn write_event(text: &mut String, entry: &Entry) {
    let body = serde_json::from_slice::<&RawValue>(&entry.body).unwrap_or(RawValue::NULL);
    let record = EventRecord {
        seq: entry.seq,
        at: Moment(Instant::from_seconds(entry.at_ms.div_euclid(1000))),
        kind: &entry.kind,
        body,
    };
    let data = serde_json::to_string(&record).unwrap_or_default();
    // Writing to a string cannot fail.
    _ = write!(text, "id: {}\nevent: {}\n", entry.seq, entry.kind);
    for line in data.lines() {
        _ = writeln!(text, "data: {line}");
    }
    text.push('\n');
}
