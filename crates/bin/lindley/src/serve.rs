//! `lindley serve`: the API and the web app on one address.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use lindley_app::{App, Settings, SystemClock};
use lindley_http::{AddressRange, HttpSettings, Quota};
use tokio::signal::unix::{SignalKind, signal};

use crate::demo;
use crate::feed::FeedChoice;
use crate::learner::Learner;
use crate::open_files;
use crate::signing_key;
use crate::store_choice::{StoreArgs, StoreChoice};

/// What `lindley serve` is asked to do.
#[derive(Args, Debug)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    store: StoreArgs,
    /// The address to listen on. Anything but loopback should stand behind TLS.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7070")]
    listen: SocketAddr,
    /// Fill an empty store with the demo clinic and its accounts.
    #[arg(long)]
    demo: bool,
    /// The key that signs checkpoints; made if missing. Default: signing.key beside an SQLite store.
    #[arg(long, value_name = "FILE", env = "LINDLEY_SIGNING_KEY")]
    signing_key: Option<PathBuf>,
    /// Ask a feed every quarter of an hour: NAME=FORMAT:SOURCE, as `lindley feed pull` takes it. May be given several times.
    #[arg(long = "feed", value_name = "FEED")]
    feeds: Vec<FeedChoice>,
    /// Leave trainings, nightly retraining, daily predictions and feeds to other processes.
    #[arg(long)]
    no_learner: bool,
    /// Requests an account may make per minute; 0 switches the limit off.
    #[arg(long, value_name = "N", default_value_t = 600)]
    requests_per_minute: u32,
    /// Requests an API token may make per minute; 0 switches the limit off.
    #[arg(long, value_name = "N", default_value_t = 1_200_000)]
    token_requests_per_minute: u32,
    /// A reverse proxy in front, as 10.0.0.7 or 10.0.0.0/8: clients are told apart by the X-Forwarded-For that it
    /// writes, so that one of them cannot use up the sign-in attempts of all. May be given several times.
    #[arg(long = "trusted-proxy", value_name = "ADDRESS[/BITS]")]
    trusted_proxies: Vec<AddressRange>,
}

/// Serves until the process is told to stop.
pub(crate) fn run(args: &ServeArgs) -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("LINDLEY_LOG").unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    open_files::raise_limit();
    let store = args.store.store.open()?;
    let mut settings = Settings::default();
    let key = signing_key::of_server(args.signing_key.as_deref(), &args.store.store)?;
    settings.signing_key = key.map(Arc::new);
    let verifier = settings.signing_key.as_ref().map(|key| key.verifier().to_string());
    let app = App::open(store, Arc::new(SystemClock), settings).context("the log cannot be loaded")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(serve(args, &app, verifier));
    app.shutdown();
    served
}

async fn serve(args: &ServeArgs, app: &App, verifier: Option<String>) -> Result<()> {
    if args.demo {
        demo::fill(app).await?;
    }
    let _learner =
        if args.no_learner { None } else { Some(Learner::start(app, args.demo, args.feeds.clone())?) };
    let http = HttpSettings {
        people: limit(args.requests_per_minute),
        machines: limit(args.token_requests_per_minute),
        trusted_proxies: args.trusted_proxies.clone(),
        ..HttpSettings::default()
    };
    let stop = stop_signal()?;
    let listener = tokio::net::TcpListener::bind(args.listen)
        .await
        .with_context(|| format!("cannot listen on {}: choose another --listen", args.listen))?;
    say(&greeting(listener.local_addr()?, &args.store.store, args.demo, verifier.as_deref()));
    lindley_http::serve(listener, lindley_http::router(app.clone(), http), stop).await?;
    match app.readiness().problem {
        None => say("Stopped: everything acknowledged is in the log.\n"),
        Some(problem) => say(&format!("Stopped, but the log needs care: {problem}.\n")),
    }
    Ok(())
}

fn limit(per_minute: u32) -> Option<Quota> {
    (per_minute > 0).then_some(Quota { requests: per_minute, window: Duration::from_mins(1) })
}

fn greeting(address: SocketAddr, store: &StoreChoice, demo: bool, verifier: Option<&str>) -> String {
    let mut text = format!("Lindley is listening on http://{address}\n  log        {}\n", store.describe());
    if let Some(verifier) = verifier {
        text.extend(["  verifier   ", verifier, "\n"]);
    } else {
        text.push_str("  verifier   none: no checkpoints are signed; give --signing-key FILE\n");
    }
    if demo {
        text.push_str(demo::WHO_CAN_SIGN_IN);
    }
    text.push_str("  stop       Ctrl-C\n");
    text
}

/// Waits for Ctrl-C or a polite request to end. Listens from the moment it is called, before anyone is told the address.
fn stop_signal() -> Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt()).context("listening for Ctrl-C")?;
    let mut terminate = signal(SignalKind::terminate()).context("listening for the request to end")?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Words on standard output, at once.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    // A closed standard output must not end the server.
    drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}
