//! SMART Scheduling Links: places become sites, schedules resources, free slots sessions, busy slots blocks.

mod catalogue;
mod feed;
mod slots;
mod zones;

use anyhow::Result;
use clap::Args;
use lindley_time::Zone;

use super::Common;
use super::door::Door;
use super::report::Report;

const TITLE: &str = "SMART Scheduling Links";
const SITES: &str = "sites";
const RESOURCES: &str = "resources";
const SESSIONS: &str = "sessions";
const BLOCKS: &str = "blocks";

/// What `lindley import smart-links` is asked to do.
#[derive(Args, Debug)]
pub(crate) struct SmartLinksArgs {
    #[command(flatten)]
    pub(super) common: Common,
    /// Zone of places whose address names no state of the United States, for example Europe/Berlin.
    #[arg(long, value_name = "ZONE")]
    zone: Option<Zone>,
    /// Who publishes the feed, 1 to 20 characters of a-z 0-9 -: ids of different publishers may be the same.
    #[arg(long, value_name = "NAME", default_value = "feed", value_parser = publisher)]
    publisher: String,
}

fn publisher(text: &str) -> Result<String, String> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let good = (1..=20).contains(&text.len()) && text.chars().all(allowed);
    if good { Ok(text.to_owned()) } else { Err("1 to 20 characters of a-z 0-9 -".to_owned()) }
}

/// Imports the feed.
pub(super) async fn import(door: &Door<'_>, args: &SmartLinksArgs) -> Result<Report> {
    let mut report = Report::new(TITLE, &[SITES, RESOURCES, SESSIONS, BLOCKS]);
    let feed = feed::read(&args.common.data, &mut report)?;
    let keys = Keys(args.publisher.clone());
    let sites = catalogue::sites(door, &mut report, &feed.locations, &keys, args.zone.as_ref()).await?;
    let resources = catalogue::resources(door, &mut report, &feed, &sites, &keys).await?;
    slots::add(door, &mut report, &feed.slots, &resources, &keys).await?;
    Ok(report)
}

/// The keys under which a publisher's things are known.
struct Keys(String);

impl Keys {
    fn of(&self, what: &str, id: &str) -> String {
        format!("smart:{}:{what}:{id}", self.0)
    }
}
