//! `lindley session reproduce`: the published study recomputed from its open data, or from a synthetic stand-in.

use std::fs;
use std::io::{ErrorKind, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use lindley_app::Threads;
use lindley_reproduction::authors_outputs::{CLASSES_FILE, PREDICTIONS_FILE};
use lindley_reproduction::{
    AuthorsOutputs, Headline, Study, headlines, read_authors_outputs, read_records, report, reproduce,
    search_settings, synthetic,
};
use lindley_seed::Seed;

use super::bounds;

/// Seed of the synthetic consultations.
const SYNTHETIC_SEED: u64 = 123;
/// Seeds that the chosen sequences are scored on unless asked otherwise.
pub(super) const FRESH_SEEDS: u32 = 20;
/// The file of consultations in the folder of the open data.
pub(super) const DATA_FILE: &str = "Data.csv";

/// What to recompute, and where to.
#[derive(Args, Debug)]
pub(crate) struct ReproduceArgs {
    /// The folder of the Hangu open data: Data.csv, and authors_outputs if at hand.
    #[arg(long, value_name = "DIR", required_unless_present = "synthetic")]
    data: Option<PathBuf>,
    /// Use consultations drawn from the published facts instead of the file.
    #[arg(long, conflicts_with = "data")]
    synthetic: bool,
    /// Where to write results.json and report.html; the folder is made if it is missing.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Score the chosen sequences out of sample on this many seeds.
    #[arg(long, value_name = "N", default_value_t = FRESH_SEEDS, value_parser = clap::value_parser!(u32).range(0..=1_000))]
    fresh_seeds: u32,
    /// Also try this many random settings of each method's published ranges by cross-validation, in place of the study's
    /// Bayesian optimisation; 50 take minutes. The study's own settings stay in its table.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=1_000))]
    search_settings: u32,
    /// Threads to use; as many as the machine has without it. The results do not depend on it.
    #[arg(long, value_name = "N", value_parser = bounds::threads)]
    threads: Option<NonZeroUsize>,
}

/// Recomputes, writes both files and prints the main findings.
pub(crate) fn run(args: &ReproduceArgs) -> Result<()> {
    let study = study(args.data.as_deref())?;
    fs::create_dir_all(&args.out).with_context(|| format!("--out {} cannot be made", args.out.display()))?;
    let progress = progress();
    let tell = |what: &str| {
        progress.set_message(what.to_owned());
        if !std::io::stderr().is_terminal() {
            eprintln!("lindley: {what}");
        }
    };
    let crew = Threads::new(args.threads);
    let mut results = reproduce(&study, args.fresh_seeds, &crew, &tell)?;
    if args.search_settings > 0 {
        tell("searching settings of the methods that predict");
        results.prediction.settings_search = search_settings(&study, args.search_settings as usize, &crew)?;
    }
    tell("writing results.json and report.html");
    write(&args.out.join("results.json"), &results.to_json()?)?;
    write(&args.out.join("report.html"), &report(&results))?;
    progress.finish_and_clear();
    print(&headlines(&results), &args.out)
}

/// The open data in a folder, or the synthetic consultations.
fn study(folder: Option<&Path>) -> Result<Study> {
    let Some(folder) = folder else {
        let rows = synthetic::consultations(synthetic::PUBLISHED_SESSIONS, Seed::from_u64(SYNTHETIC_SEED));
        return Ok(Study::of_synthetic(rows)?);
    };
    let path = folder.join(DATA_FILE);
    let file = fs::File::open(&path).with_context(|| {
        format!(
            "{} cannot be read; give the folder of the Hangu open data with --data, or use --synthetic",
            path.display()
        )
    })?;
    Ok(Study::of_file(read_records(file)?, authors(folder)?)?)
}

/// Everything that the command does as it is usually called, from reading the data to writing both files.
pub(super) fn whole(data: Option<&Path>, out: &Path, crew: Threads) -> Result<()> {
    let results = reproduce(&study(data)?, FRESH_SEEDS, &crew, &|_| {})?;
    write(&out.join("results.json"), &results.to_json()?)?;
    write(&out.join("report.html"), &report(&results))
}

/// What the authors stored, in the folder itself or in `authors_outputs`; both files or none.
fn authors(folder: &Path) -> Result<Option<AuthorsOutputs>> {
    let found = [PREDICTIONS_FILE, CLASSES_FILE].map(|name| {
        let beside = folder.join("authors_outputs").join(name);
        optional(&if beside.exists() { beside } else { folder.join(name) })
    });
    match found {
        [Ok(Some(predictions)), Ok(Some(classes))] => Ok(Some(read_authors_outputs(&predictions, &classes)?)),
        [Ok(None), Ok(None)] => Ok(None),
        [Err(problem), _] | [_, Err(problem)] => Err(problem),
        [Ok(None), _] => bail!("{CLASSES_FILE} is there and {PREDICTIONS_FILE} is not; give both or none"),
        [_, Ok(None)] => bail!("{PREDICTIONS_FILE} is there and {CLASSES_FILE} is not; give both or none"),
    }
}

fn optional(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(problem) if problem.kind() == ErrorKind::NotFound => Ok(None),
        Err(problem) => Err(problem).with_context(|| format!("{} cannot be read", path.display())),
    }
}

fn progress() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

fn print(headlines: &[Headline], out: &Path) -> Result<()> {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_header(["finding", "costs", "here", "published"]);
    for headline in headlines {
        let published = headline.published.map_or_else(|| "-".to_owned(), |value| format!("{value} %"));
        let costs = format!("({}, {})", headline.cost_idle, headline.cost_overtime);
        table.add_row([headline.finding.clone(), costs, format!("{:.3} %", headline.percent), published]);
    }
    let (results, report) = (out.join("results.json"), out.join("report.html"));
    let told = format!("{table}\nNumbers: {}\nReport:  {}", results.display(), report.display());
    writeln!(std::io::stdout(), "{told}").context("standard output")
}
