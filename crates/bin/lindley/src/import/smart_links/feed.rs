//! The files of a feed: a folder, a manifest beside its files, or one file.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use lindley_public_data::smart_links::{Kind, Location, Reader, Resource, Schedule, Slot, read_manifest};

use super::super::file_name;
use super::super::report::{Refused, Report};
use super::{RESOURCES, SESSIONS, SITES};

/// The name under which a feed publishes its manifest.
const MANIFEST: &str = "$bulk-publish";

/// A resource and where it was read.
pub(super) struct Found<T> {
    pub(super) file: String,
    pub(super) line: u64,
    pub(super) value: T,
}

/// Everything that could be read.
#[derive(Default)]
pub(super) struct Feed {
    pub(super) locations: Vec<Found<Location>>,
    pub(super) schedules: Vec<Found<Schedule>>,
    pub(super) slots: Vec<Found<Slot>>,
}

/// Reads all files; rows that cannot be read go to the report.
pub(super) fn read(path: &Path, report: &mut Report) -> Result<Feed> {
    let mut feed = Feed::default();
    for (kind, path) in files(path, report)? {
        let file = file_name(&path);
        let input = File::open(&path).with_context(|| format!("{} cannot be opened", path.display()))?;
        for row in Reader::new(input, kind) {
            report.rows += 1;
            match row {
                Err(error) => report.refuse(counted_as(kind), Refused::unreadable(&file, error)),
                Ok(row) => {
                    let (file, line) = (file.clone(), row.line);
                    match row.value {
                        Resource::Location(value) => feed.locations.push(Found { file, line, value }),
                        Resource::Schedule(value) => feed.schedules.push(Found { file, line, value }),
                        Resource::Slot(value) => feed.slots.push(Found { file, line, value }),
                    }
                }
            }
        }
    }
    Ok(feed)
}

const fn counted_as(kind: Kind) -> &'static str {
    match kind {
        Kind::Location => SITES,
        Kind::Schedule => RESOURCES,
        Kind::Slot => SESSIONS,
    }
}

/// The files to read and what each holds.
fn files(path: &Path, report: &mut Report) -> Result<Vec<(Kind, PathBuf)>> {
    if path.is_dir() {
        let manifest = path.join(MANIFEST);
        return if manifest.is_file() { listed(&manifest, report) } else { in_folder(path) };
    }
    match kind_of(path)? {
        Some(kind) => Ok(vec![(kind, path.to_owned())]),
        None => listed(path, report),
    }
}

/// The files that a manifest lists, found beside it by name: nothing is fetched.
fn listed(manifest: &Path, report: &mut Report) -> Result<Vec<(Kind, PathBuf)>> {
    let place = manifest.display();
    let bytes = std::fs::read(manifest).with_context(|| format!("{place} cannot be read"))?;
    let read = read_manifest(&bytes).with_context(|| place.to_string())?;
    let folder = manifest.parent().unwrap_or(Path::new("."));
    let mut files = Vec::new();
    for file in read.files {
        let name = file.url.rsplit('/').next().unwrap_or_default();
        let path = folder.join(name);
        if name.is_empty() || !path.is_file() {
            bail!("{place} lists {}, which is not beside it; download it there", file.url);
        }
        files.push((file.kind, path));
    }
    if !read.other_types.is_empty() {
        let others = read.other_types.join(", ");
        report.assumed.push(format!("Files of other types in the manifest were not read: {others}."));
    }
    Ok(files)
}

fn in_folder(folder: &Path) -> Result<Vec<(Kind, PathBuf)>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ndjson") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        if let Some(kind) = kind_of(&path)? {
            files.push((kind, path));
        }
    }
    if files.is_empty() {
        bail!("{} has neither {MANIFEST} nor a Location, Schedule or Slot file (.ndjson)", folder.display());
    }
    Ok(files)
}

/// What a file holds, by its first line; nothing if that is not a resource of a feed.
fn kind_of(path: &Path) -> Result<Option<Kind>> {
    let input = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
    let mut first = Vec::new();
    let mut input = BufReader::new(input);
    while first.iter().all(u8::is_ascii_whitespace) {
        first.clear();
        if input.read_until(b'\n', &mut first).with_context(|| path.display().to_string())? == 0 {
            break;
        }
    }
    let value: Option<serde_json::Value> = serde_json::from_slice(&first).ok();
    let name = value.as_ref().and_then(|value| value.get("resourceType")).and_then(|name| name.as_str());
    Ok(name.and_then(Kind::from_name))
}
