//! The bulk-publish manifest: which files a feed has.

use serde::Deserialize;

use super::Kind;
use crate::FileError;

/// The files of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The files whose kind this reader knows, in the manifest's order.
    pub files: Vec<ManifestFile>,
    /// Types of further files, which are not read.
    pub other_types: Vec<String>,
}

/// One file of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestFile {
    /// What it holds.
    pub kind: Kind,
    /// Where it is published.
    pub url: String,
}

#[derive(Deserialize)]
struct Written {
    output: Vec<WrittenFile>,
}

#[derive(Deserialize)]
struct WrittenFile {
    #[serde(rename = "type")]
    kind: String,
    url: String,
}

/// Reads a manifest.
pub fn read_manifest(bytes: &[u8]) -> Result<Manifest, FileError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileError::Empty);
    }
    let written: Written =
        serde_json::from_slice(bytes).map_err(|error| FileError::Manifest { problem: error.to_string() })?;
    let mut manifest = Manifest { files: Vec::new(), other_types: Vec::new() };
    for file in written.output {
        match Kind::from_name(&file.kind) {
            Some(kind) => manifest.files.push(ManifestFile { kind, url: file.url }),
            None => manifest.other_types.push(file.kind),
        }
    }
    if manifest.files.is_empty() {
        let problem = "it lists no Location, Schedule or Slot file".to_owned();
        return Err(FileError::Manifest { problem });
    }
    Ok(manifest)
}
