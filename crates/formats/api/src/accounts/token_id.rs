//! The id of an API token.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// What names a token: the first 16 hexadecimal digits of its digest. Nobody can make the secret from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TokenId(u64);

impl fmt::Display for TokenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for TokenId {
    type Err = NotATokenId;
    fn from_str(text: &str) -> Result<Self, NotATokenId> {
        let number = u64::from_str_radix(text, 16).map(Self);
        // One way to write each id: no sign, no capitals, no digit more or less.
        number.ok().filter(|id| id.to_string() == text).ok_or(NotATokenId)
    }
}

/// The text does not name a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATokenId;

impl fmt::Display for NotATokenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a token's id has 16 hexadecimal digits in lower case")
    }
}

impl std::error::Error for NotATokenId {}

impl Serialize for TokenId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TokenId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl PartialSchema for TokenId {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("What names a token: the first 16 hexadecimal digits of its digest."))
            .pattern(Some("^[0-9a-f]{16}$"))
            .examples(["6f9b2c1e52a44e0b"])
            .into()
    }
}

impl ToSchema for TokenId {}
