//! Blobs by their hash: what the store hands out is what the log names, or an error.

use lindley_domain::BlobHash;
use lindley_ports::Blobs;

use crate::error::AppError;

/// The hash that names these bytes.
pub(crate) fn hash_of(bytes: &[u8]) -> BlobHash {
    BlobHash(*blake3::hash(bytes).as_bytes())
}

/// Keeps bytes durably; answers their name.
pub(crate) fn put(blobs: &dyn Blobs, organisation: &str, bytes: &[u8]) -> Result<BlobHash, AppError> {
    let hash = hash_of(bytes);
    blobs.put_blob(organisation, &hash.0, bytes)?;
    Ok(hash)
}

/// The bytes of a name that the log carries. Absent or altered bytes are damage, told with the name.
pub(crate) fn get(blobs: &dyn Blobs, organisation: &str, hash: BlobHash) -> Result<Vec<u8>, AppError> {
    match blobs.blob(organisation, &hash.0)? {
        Some(bytes) if hash_of(&bytes) == hash => Ok(bytes),
        Some(_) => Err(AppError::Damaged(format!("the bytes of blob {hash} are not those that were kept"))),
        None => Err(AppError::Damaged(format!("blob {hash}, which the log names, is not in the store"))),
    }
}
