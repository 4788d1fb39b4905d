//! `lindley import`: public scheduling data as commands through the one door.
//!
//! Each source has a pure part that turns rows into commands and a part that hands them in. Every command carries
//! a key that names its row, so that an interrupted import goes on and a second one adds nothing.

mod door;
mod hangu;
mod noshow;
mod progress;
mod report;
mod report_text;
mod smart_links;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use lindley_app::{App, Principal, Role, Settings, SystemClock};

use self::door::Door;
use self::report::Report;
use crate::store_choice::StoreArgs;

/// How many days ahead appointments open in an organisation that an import founds.
const HORIZON_DAYS: u16 = 365;

/// What `lindley import` is asked to do.
#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    #[command(subcommand)]
    source: Source,
}

#[derive(Subcommand, Debug)]
enum Source {
    /// Consultations of one physician in Guangzhou: Data.csv of the Hangu open data.
    Hangu(Common),
    /// Slots of a SMART Scheduling Links feed: a folder, a bulk-publish manifest or one NDJSON file.
    SmartLinks(smart_links::SmartLinksArgs),
    /// Kept and missed appointments of Vitória: the no-show file, as CSV or as it is zipped.
    Noshow(Common),
}

/// What every import is told.
#[derive(Args, Clone, Debug)]
struct Common {
    /// The file or folder to read.
    #[arg(long, value_name = "PATH")]
    data: PathBuf,
    #[command(flatten)]
    store: StoreArgs,
    /// The organisation to add to; it is founded if it does not exist.
    #[arg(long, value_name = "ORGANISATION", default_value = "demo")]
    organisation: String,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
    /// Write every refused row to this file, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    refused: Option<PathBuf>,
}

impl Source {
    const fn common(&self) -> &Common {
        match self {
            Self::Hangu(common) | Self::Noshow(common) => common,
            Self::SmartLinks(args) => &args.common,
        }
    }
}

/// Imports and reports. Success even with refused rows, unless nothing at all could be used.
pub(crate) fn run(args: ImportArgs) -> ExitCode {
    let ImportArgs { source } = args;
    match import(&source).and_then(|report| deliver(&report, source.common())) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            crate::tell(&problem);
            ExitCode::FAILURE
        }
    }
}

fn import(source: &Source) -> Result<Report> {
    let common = source.common();
    // Looked at first, so that a wrong path is said before the log is loaded.
    std::fs::metadata(&common.data)
        .with_context(|| format!("{} cannot be read; check --data", common.data.display()))?;
    let app = App::open(common.store.store.open()?, Arc::new(SystemClock), Settings::default())
        .context("the log cannot be loaded")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let report = runtime.block_on(work(&app, source));
    app.shutdown();
    report
}

async fn work(app: &App, source: &Source) -> Result<Report> {
    let common = source.common();
    let mut by = Principal::system(&common.organisation);
    let mut founded = None;
    if app.log_length(&common.organisation).await? == 0 {
        let name = &common.organisation;
        app.found_organisation(&by, name, name, HORIZON_DAYS).await.context("the organisation")?;
        founded = Some(format!("The organisation {name} did not exist and was founded."));
    }
    by.roles = vec![Role::Importer];
    let door = Door::new(app, &by);
    let mut report = match source {
        Source::Hangu(common) => hangu::import(&door, &common.data).await?,
        Source::SmartLinks(args) => smart_links::import(&door, args).await?,
        Source::Noshow(common) => noshow::import(&door, &common.data).await?,
    };
    report.assumed.extend(founded);
    Ok(report)
}

/// Prints the report and writes the refusals; answers whether anything of the source could be used.
fn deliver(report: &Report, common: &Common) -> Result<bool> {
    if let Some(path) = &common.refused {
        write_refused(report, path).with_context(|| format!("--refused {}", path.display()))?;
    }
    let text = if common.json { report.to_json()? } else { report_text::written(report) };
    writeln!(std::io::stdout(), "{text}").context("standard output")?;
    Ok(report.is_any_use())
}

fn write_refused(report: &Report, path: &Path) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for refused in &report.refused {
        serde_json::to_writer(&mut file, refused)?;
        file.write_all(b"\n")?;
    }
    Ok(file.flush()?)
}

/// The file's name without its folders, as the report shows it.
fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
