//! A CSV file that may come inside a zip archive.

use std::borrow::Cow;
use std::io::{Cursor, Read, Seek, SeekFrom};

use zip::ZipArchive;

use crate::FileError;

/// The largest file, in bytes, that is unpacked from an archive: far above the public files, far below a machine's memory.
pub const LARGEST_UNPACKED: u64 = 256 << 20;

const ARCHIVE_MARKS: [&[u8; 4]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// The CSV as it is, or unpacked from the archive.
pub(crate) enum Plain<R> {
    AsItIs(R),
    Unpacked(Cursor<Vec<u8>>),
}

impl<R: Read> Read for Plain<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::AsItIs(input) => input.read(buffer),
            Self::Unpacked(bytes) => bytes.read(buffer),
        }
    }
}

/// Looks at the first bytes and unpacks the one CSV file if the input is a zip archive.
pub(crate) fn plain_csv<R: Read + Seek>(mut input: R) -> Result<Plain<R>, FileError> {
    let mut mark = Vec::with_capacity(4);
    input.by_ref().take(4).read_to_end(&mut mark)?;
    input.seek(SeekFrom::Start(0))?;
    if !ARCHIVE_MARKS.iter().any(|known| mark == *known) {
        return Ok(Plain::AsItIs(input));
    }
    unpack(input, LARGEST_UNPACKED).map(|bytes| Plain::Unpacked(Cursor::new(bytes)))
}

fn unpack<R: Read + Seek>(input: R, limit: u64) -> Result<Vec<u8>, FileError> {
    let damaged = |problem: &dyn std::fmt::Display| FileError::Archive { problem: problem.to_string() };
    let mut archive = ZipArchive::new(input).map_err(|problem| damaged(&problem))?;
    let names: Result<Vec<String>, _> = archive.file_names().map(|name| name.map(Cow::into_owned)).collect();
    let mut names = names.map_err(|problem| damaged(&problem))?;
    names.retain(|name| is_csv(name));
    let [name] = names.as_slice() else {
        return Err(FileError::CsvCount { found: names.len() });
    };
    let file = archive.by_name(name).map_err(|problem| damaged(&problem))?;
    let mut bytes = Vec::new();
    // The archive's own figure for the size may lie, so the limit is on what comes out.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|problem| damaged(&problem))?;
    if bytes.len() as u64 > limit { Err(FileError::TooLarge { limit }) } else { Ok(bytes) }
}

/// Archives made on a Mac hold a shadow of every file under `__MACOSX`.
fn is_csv(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".csv") && !name.starts_with("__MACOSX")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).expect("a new member");
            writer.write_all(bytes).expect("memory");
        }
        writer.finish().expect("memory").into_inner()
    }

    fn text(bytes: &[u8]) -> Result<String, FileError> {
        let mut text = String::new();
        plain_csv(Cursor::new(bytes))?.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn plain_and_zipped_give_the_same() {
        assert_eq!(text(b"a,b\n").expect("plain"), "a,b\n");
        let packed = archive(&[("Data.CSV", b"a,b\n"), ("__MACOSX/Data.csv", b"x"), ("read.me", b"y")]);
        assert_eq!(text(&packed).expect("zipped"), "a,b\n");
    }

    #[test]
    fn no_csv_two_csvs_and_cut_off_archives_are_refused() {
        assert!(matches!(text(&archive(&[("read.me", b"y")])), Err(FileError::CsvCount { found: 0 })));
        let two = archive(&[("a.csv", b""), ("b.csv", b"")]);
        assert!(matches!(text(&two), Err(FileError::CsvCount { found: 2 })));
        let whole = archive(&[("a.csv", &[b'7'; 5000])]);
        assert!(matches!(text(&whole[..whole.len() / 2]), Err(FileError::Archive { .. })));
    }

    #[test]
    fn an_archive_that_unpacks_beyond_the_limit_is_refused() {
        let packed = archive(&[("a.csv", &[b'0'; 10_000])]);
        assert!(matches!(unpack(Cursor::new(&packed), 9_999), Err(FileError::TooLarge { limit: 9_999 })));
        assert_eq!(unpack(Cursor::new(&packed), 10_000).expect("within the limit").len(), 10_000);
    }
}
