//! Large artefacts by the hash of their bytes: models, manifests, reports, predictions. The log carries the hashes.

use crate::error::PortError;

/// Bytes that are kept under their hash, apart for each organisation.
///
/// A store neither computes nor checks hashes: it answers the bytes that were put, and whoever trusts the log that names
/// a hash compares it with what it is given.
pub trait Blobs: Send + Sync + 'static {
    /// Keeps the bytes under their hash, durably: when this returns `Ok`, they survive a crash. What is kept under this
    /// hash already stays as it is, and that is `Ok` too. After a failure the blob is absent unless it was there before,
    /// or, if the failure is `Unavailable`, unless the connection broke after the store had kept it; putting it again is
    /// always safe.
    fn put_blob(&self, organisation: &str, hash: &[u8; 32], bytes: &[u8]) -> Result<(), PortError>;

    /// The bytes that were put under this hash, or none. A blob of which a part is missing is `Corrupt`, and its place
    /// names the hash.
    fn blob(&self, organisation: &str, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, PortError>;
}
