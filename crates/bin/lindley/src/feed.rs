//! `lindley feed`: what the world outside tells, from a file or over HTTP(S), into the log, and how feeds stand.

mod standing;

use std::io::Write;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use lindley_app::{App, AppError, FeedTaken, Principal, Settings, SystemClock};
use lindley_feeds::{FeedFormat, FeedSettings, FileSource, HttpSettings, HttpSource, SourceFeed};
use lindley_ports::Feed;
use lindley_time::Zone;
use serde_json::{Value, json};

use crate::store_choice::StoreArgs;

/// Refused rows that are shown.
const SHOWN: usize = 20;

/// What `lindley feed` is asked to do.
#[derive(Args, Debug)]
pub(crate) struct FeedArgs {
    #[command(subcommand)]
    task: FeedTask,
}

#[derive(Subcommand, Debug)]
enum FeedTask {
    /// Ask a feed once and write what is new; a second run adds nothing.
    Pull {
        /// NAME=FORMAT:SOURCE, for example weather=signals:./rain.csv or flu=ilinet/National:https://….
        /// Formats: signals, special-days, ilinet/REGION.
        feed: FeedChoice,
        #[command(flatten)]
        store: StoreArgs,
        /// The organisation's key.
        #[arg(long, value_name = "ORGANISATION", default_value = "demo")]
        organisation: String,
        /// The zone whose clock counts where a time of the source has no offset.
        #[arg(long, default_value = "UTC")]
        zone: String,
        /// Answer as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say of every feed what it told last, how often, and whether it has fallen silent.
    List {
        #[command(flatten)]
        store: StoreArgs,
        /// The organisation's key.
        #[arg(long, value_name = "ORGANISATION", default_value = "demo")]
        organisation: String,
        /// Answer as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// A feed, not yet asked: its name, format and source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FeedChoice {
    name: String,
    format: FeedFormat,
    source: String,
}

impl FromStr for FeedChoice {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = "use NAME=FORMAT:SOURCE, for example weather=signals:./rain.csv";
        let (name, rest) = text.split_once('=').ok_or(wanted)?;
        let (format, source) = rest.split_once(':').ok_or(wanted)?;
        let format = match format.split_once('/') {
            None if format == "signals" => FeedFormat::Signals,
            None if format == "special-days" => FeedFormat::SpecialDays,
            Some(("ilinet", region)) if !region.is_empty() => FeedFormat::Ilinet { region: region.into() },
            _ => return Err(format!("{format}: a format is signals, special-days or ilinet/REGION")),
        };
        if name.trim().is_empty() || source.is_empty() {
            return Err(wanted.to_owned());
        }
        Ok(Self { name: name.to_owned(), format, source: source.to_owned() })
    }
}

impl FeedChoice {
    /// The feed, ready to be asked.
    pub(crate) fn open(&self, zone: Zone) -> Result<Box<dyn Feed>> {
        let settings = FeedSettings::new(&self.name, self.format.clone(), zone);
        if self.source.starts_with("http://") || self.source.starts_with("https://") {
            let source = HttpSource::new(&self.name, &self.source, HttpSettings::default())?;
            return Ok(Box::new(SourceFeed::new(source, settings)));
        }
        Ok(Box::new(SourceFeed::new(FileSource::new(Path::new(&self.source)), settings)))
    }

    /// Its name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

/// Does it.
pub(crate) fn run(args: &FeedArgs) -> Result<()> {
    match &args.task {
        FeedTask::Pull { feed, store, organisation, zone, json } => {
            let zone = Zone::parse(zone).with_context(|| format!("--zone {zone}"))?;
            let feed = feed.open(zone)?;
            let taken =
                with_app(store, |app| app.take_from_feed(&Principal::system(organisation), feed.as_ref()))?;
            let json = json.then(|| taken_json(&taken));
            say(json, || written(&taken))
        }
        FeedTask::List { store, organisation, json } => {
            let told = with_app(store, |app| app.told_feeds(&Principal::system(organisation)))?;
            let json = json.then(|| standing::json(&told));
            say(json, || standing::table(&told))
        }
    }
}

fn with_app<T>(store: &StoreArgs, ask: impl FnOnce(&App) -> Result<T, AppError>) -> Result<T> {
    let app = App::open(store.store.open()?, Arc::new(SystemClock), Settings::default())?;
    let answer = ask(&app);
    app.shutdown();
    Ok(answer?)
}

/// As JSON where that was asked for, or as people read it.
fn say(json: Option<Value>, written: impl FnOnce() -> String) -> Result<()> {
    let text = match json {
        Some(json) => serde_json::to_string_pretty(&json)?,
        None => written(),
    };
    writeln!(std::io::stdout().lock(), "{text}").context("standard output")
}

fn taken_json(taken: &FeedTaken) -> Value {
    let FeedTaken { readings, days, known, refused, unknown_signals } = taken;
    let unknown = unknown_signals.iter().map(|unknown| {
        json!({
            "signal": unknown.signal, "readings": unknown.readings, "nearest": unknown.nearest, "advice": unknown.words(),
        })
    });
    json!({
        "readings": readings, "days": days, "known": known, "refused": refused,
        "unknown_signals": unknown.collect::<Vec<_>>(),
    })
}

fn written(taken: &FeedTaken) -> String {
    let FeedTaken { readings, days, known, refused, unknown_signals } = taken;
    let mut text = format!(
        "{readings} readings and {days} special days written; {known} known already; {} refused",
        refused.len()
    );
    for row in refused.iter().take(SHOWN) {
        text.push_str("\n  ");
        text.push_str(row);
    }
    if refused.len() > SHOWN {
        text.push_str("\n  …");
    }
    for unknown in unknown_signals {
        text.push('\n');
        text.push_str(&unknown.words());
    }
    text
}

#[cfg(test)]
mod tests {
    use lindley_forecast::demand::UnknownSignal;

    use super::*;

    #[test]
    fn feeds_are_named_with_format_and_source() {
        let read: FeedChoice = "flu=ilinet/Region 1:https://health.example/flu.csv".parse().unwrap();
        assert_eq!(read.format, FeedFormat::Ilinet { region: "Region 1".into() });
        assert_eq!((read.name.as_str(), read.source.as_str()), ("flu", "https://health.example/flu.csv"));
        for wrong in [
            "",
            "flu",
            "flu=signals",
            "=signals:x",
            "flu=signals:",
            "flu=xml:x",
            "flu=ilinet/:x",
            "flu=ilinet:x",
        ] {
            assert!(wrong.parse::<FeedChoice>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_signal_that_nobody_knows_is_told_with_the_one_that_is_meant() {
        let unknown_signals = UnknownSignal::among(["temprature", "temprature"]);
        let taken = FeedTaken { readings: 2, unknown_signals, ..FeedTaken::default() };
        let text = written(&taken);
        assert!(text.contains("2 readings") && text.ends_with("Is temperature meant?"), "{text}");
        let json = taken_json(&taken);
        assert_eq!(json["unknown_signals"][0]["nearest"], "temperature");
        assert_eq!(json["unknown_signals"][0]["readings"], 2);
    }

    #[test]
    fn an_address_that_is_none_is_told_at_once() {
        let read: FeedChoice = "flu=signals:https://".parse().unwrap();
        assert!(read.open(Zone::utc()).is_err());
    }
}
