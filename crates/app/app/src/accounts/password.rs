//! Passwords: what one must look like, hashing and verifying.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::digest::{SHA256, digest};

use crate::error::AppError;

/// Shortest password.
const CHARACTERS_MIN: usize = 10;
/// Longest password; hashing takes time with the length.
const BYTES_MAX: usize = 1024;

/// Verified when a login does not exist, so that the answer takes as long as for one that does.
static NOBODYS_HASH: LazyLock<Option<String>> = LazyLock::new(|| hash("nobody signs in with this").ok());

/// Refuses a new password that is too short or too long.
pub(super) fn check(password: &str) -> Result<(), AppError> {
    if password.chars().count() >= CHARACTERS_MIN && password.len() <= BYTES_MAX {
        return Ok(());
    }
    let problem = format!("must have at least {CHARACTERS_MIN} characters and at most {BYTES_MAX} bytes");
    Err(AppError::Invalid { field: "password", problem })
}

/// Argon2id with 19 MiB, 2 passes, 1 lane: OWASP's first recommendation.
fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// The hash that is stored, in PHC form.
pub(super) fn hash(password: &str) -> Result<String, AppError> {
    let mut salt = [0_u8; 16];
    aws_lc_rs::rand::fill(&mut salt).map_err(|_| AppError::Stopped)?;
    let hash = hasher().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| AppError::Damaged(format!("argon2: {error}")))
}

/// Whether the password is the one of this hash. Takes as long when there is no hash.
pub(super) fn verify(password: &str, hash: Option<&String>) -> bool {
    let parsed = hash.or(NOBODYS_HASH.as_ref()).and_then(|hash| PasswordHash::new(hash).ok());
    let genuine = parsed.is_some_and(|parsed| hasher().verify_password(password.as_bytes(), &parsed).is_ok());
    genuine && hash.is_some()
}

/// The same 32 bytes for the same words and place, as slow to guess the words from as from a stored hash.
pub(super) fn stretch(words: &str, place: &str) -> Result<[u8; 32], AppError> {
    let mut stretched = [0; 32];
    let salt = digest(&SHA256, place.as_bytes());
    hasher()
        .hash_password_into(words.as_bytes(), salt.as_ref(), &mut stretched)
        .map_err(|error| AppError::Damaged(format!("argon2: {error}")))?;
    Ok(stretched)
}
