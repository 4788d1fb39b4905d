//! The readers on the published files, where those are at hand: their published counts come out.

#![expect(clippy::disallowed_methods, reason = "the published data are files beside the checkout")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::PathBuf;

use lindley_public_data::smart_links::{Kind, Reader, Resource, read_manifest};
use lindley_public_data::{hangu, no_show};
use lindley_time::civil::date;

/// The folder of a data set, or none where it is not at hand.
fn data(name: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let folder = std::env::var_os("LINDLEY_DATA").map_or_else(beside, PathBuf::from).join(name);
    if !folder.is_dir() {
        println!("skipped: no data in {}", folder.display());
        return None;
    }
    Some(folder)
}

#[test]
fn hangu_has_its_published_counts() {
    let Some(folder) = data("hangu") else { return };
    let file = File::open(folder.join("Data.csv")).expect("Data.csv");
    let rows: Result<Vec<_>, _> = hangu::Reader::open(file).expect("its header").collect();
    let rows = rows.expect("every row is good");
    let sessions: BTreeSet<u32> = rows.iter().map(|row| row.value.session).collect();
    let patients: BTreeSet<&str> = rows.iter().map(|row| row.value.patient.as_str()).collect();
    assert_eq!((rows.len(), sessions.len(), patients.len()), (6_637, 381, 2_429));
    assert_eq!(rows.iter().filter(|row| row.value.paid.is_none()).count(), 279);
    assert_eq!(rows.iter().filter(|row| row.value.address == hangu::Address::Unknown).count(), 2_392);
    let mut marks = BTreeMap::new();
    for row in &rows {
        let mark = hangu::SessionMark::from(&row.value);
        assert_eq!(*marks.entry(row.value.session).or_insert(mark), mark, "a session has one half-day");
    }
    let placed = hangu::place(&marks.into_values().collect::<Vec<_>>()).expect("every session finds a date");
    assert!(placed.working_days_agree && placed.dates.is_sorted());
    assert_eq!((placed.dates[0], placed.dates[380]), (date(2018, 1, 3), date(2019, 12, 28)));
    let seconds = rows.iter().map(|row| row.value.service_seconds);
    assert_eq!((seconds.clone().min(), seconds.max()), (Some(180), Some(3_457)));
}

#[test]
fn no_show_has_its_published_counts_and_defects() {
    let Some(folder) = data("noshow-kaggle") else { return };
    let file = File::open(folder.join("KaggleV2-May-2016.csv.zip")).expect("the archive");
    let (mut good, mut missed, mut refused) = (0, 0, Vec::new());
    for row in no_show::Reader::open(file).expect("its header") {
        match row {
            Ok(row) => {
                good += 1;
                missed += u32::from(row.value.missed);
            }
            Err(error) => refused.push(error.field),
        }
    }
    assert_eq!(good + refused.len(), 110_527);
    assert_eq!(refused.iter().filter(|field| *field == "AppointmentDay").count(), 5);
    assert_eq!(refused.iter().filter(|field| *field == "Age").count(), 1);
    assert_eq!((refused.len(), missed), (6, 22_319 - 5), "the five with an impossible lead were all missed");
}

#[test]
fn smart_links_has_its_published_counts() {
    let Some(folder) = data("smart-scheduling-links") else { return };
    let manifest = std::fs::read(folder.join("$bulk-publish")).expect("the manifest");
    let (mut locations, mut schedules, mut slots) = (0, 0, 0);
    for listed in read_manifest(&manifest).expect("its form").files {
        let name = listed.url.rsplit('/').next().expect("a file name");
        for row in Reader::new(File::open(folder.join(name)).expect("a listed file"), listed.kind) {
            match row.expect("every row is good").value {
                Resource::Location(location) => {
                    locations += u32::from(location.state.as_deref() == Some("MA"));
                }
                Resource::Schedule(_) => schedules += 1,
                Resource::Slot(slot) => slots += u32::from(slot.capacity == 100 && slot.deep_link.is_some()),
            }
        }
    }
    assert_eq!((locations, schedules, slots), (10, 10, 300));
    assert_eq!(Kind::from_name("Patient"), None);
}
