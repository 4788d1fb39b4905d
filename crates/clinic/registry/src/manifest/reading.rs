//! A manifest's bytes: written in one form, read with care.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::canonical::canonical;
use super::{FORMAT, Manifest, ManifestError};

/// A manifest behind the name of its format.
#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    manifest: &'a Manifest,
}

/// The same, owned.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "format")]
    _format: String,
    manifest: Manifest,
}

impl Manifest {
    /// The manifest as canonical JSON on one line, without a line end: the same manifest gives the same bytes everywhere.
    ///
    /// Refused if a figure is no number or the parts contradict each other; see [`ManifestError`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, ManifestError> {
        self.check()?;
        let unwritable = |error: serde_json::Error| ManifestError::NotAManifest(error.to_string());
        let value = serde_json::to_value(Written { format: FORMAT, manifest: self }).map_err(unwritable)?;
        Ok(canonical(&value).into_bytes())
    }

    /// Reads what [`Manifest::to_bytes`] has written, in exactly that form.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ManifestError> {
        let not_one = |problem: String| ManifestError::NotAManifest(problem);
        let text = std::str::from_utf8(bytes).map_err(|_| not_one("they are no text".to_owned()))?;
        let value: Value = serde_json::from_str(text).map_err(|error| not_one(error.to_string()))?;
        match value.get("format").and_then(Value::as_str) {
            Some(FORMAT) => {}
            Some(other) if other.starts_with("lindley-manifest/") => {
                return Err(ManifestError::Newer(other.to_owned()));
            }
            _ => return Err(not_one("they do not name the format of a manifest".to_owned())),
        }
        let mut json = serde_json::Deserializer::from_str(text);
        let read: Read = serde_path_to_error::deserialize(&mut json).map_err(|error| {
            let place = error.path().to_string();
            ManifestError::Field { place, problem: error.into_inner().to_string() }
        })?;
        read.manifest.check()?;
        if read.manifest.to_bytes()? == bytes { Ok(read.manifest) } else { Err(ManifestError::NotCanonical) }
    }

    /// What no field can say alone.
    fn check(&self) -> Result<(), ManifestError> {
        self.report.check_finite()?;
        let contradiction = |problem: &str| Err(ManifestError::Contradiction(problem.to_owned()));
        if self.report.task != self.task {
            return contradiction("its report is about another task");
        }
        if self.from >= self.until {
            return contradiction("its days of learning end before they begin");
        }
        if self.report.from >= self.report.until {
            return contradiction("its judged days end before they begin");
        }
        Ok(())
    }
}
