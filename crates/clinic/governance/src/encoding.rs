//! Bytes as text: standard base64 with padding, as the C2SP formats write it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::error::ProofError;
use crate::tree::Hash;

/// A hash as base64, the way checkpoints write a root.
pub fn hash_to_text(hash: &Hash) -> String {
    to_text(hash)
}

/// Reads a hash from base64.
pub fn hash_from_text(text: &str) -> Result<Hash, ProofError> {
    let bytes = from_text(text, "a hash")?;
    bytes.try_into().map_err(|_| ProofError::Encoding { of: "a hash", problem: "it is not 32 bytes long" })
}

pub(crate) fn to_text(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Reads base64; only the canonical spelling is accepted. `of` says what is being read.
pub(crate) fn from_text(text: &str, of: &'static str) -> Result<Vec<u8>, ProofError> {
    STANDARD.decode(text).map_err(|_| ProofError::Encoding { of, problem: "it is not base64" })
}

/// A list of hashes as a list of base64 texts, for `serde(with)`.
pub(crate) mod hashes {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Hash, hash_from_text, hash_to_text};

    pub(crate) fn serialize<S: Serializer>(hashes: &[Hash], out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(hashes.iter().map(hash_to_text))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Hash>, D::Error> {
        let texts = Vec::<String>::deserialize(input)?;
        texts.iter().map(|text| hash_from_text(text).map_err(D::Error::custom)).collect()
    }
}

/// A hash as a base64 text, for `serde(with)`.
pub(crate) mod one_hash {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Hash, hash_from_text, hash_to_text};

    pub(crate) fn serialize<S: Serializer>(hash: &Hash, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&hash_to_text(hash))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Hash, D::Error> {
        hash_from_text(&String::deserialize(input)?).map_err(D::Error::custom)
    }
}
