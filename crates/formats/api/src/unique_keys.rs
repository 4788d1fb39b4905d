//! JSON objects read as maps. JSON lets a name stand twice in an object; which of the two was meant, nobody can tell.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A map whose names stand once. Refused is one of which any stands twice.
pub(crate) fn map<'de, D, T>(reader: D) -> Result<BTreeMap<String, T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    reader.deserialize_map(UniqueKeys(PhantomData))
}

/// As [`map`], or nothing: for a field that may be left out or null.
pub(crate) fn optional_map<'de, D, T>(reader: D) -> Result<Option<BTreeMap<String, T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Option::<Unique<T>>::deserialize(reader)?.map(|Unique(map)| map))
}

struct Unique<T>(BTreeMap<String, T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Unique<T> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        map(reader).map(Self)
    }
}

struct UniqueKeys<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for UniqueKeys<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, text: &mut fmt::Formatter) -> fmt::Result {
        text.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((name, value)) = entries.next_entry()? {
            if map.insert(name, value).is_some() {
                return Err(A::Error::custom("a name stands twice in this object: give each one once"));
            }
        }
        Ok(map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Read {
        #[serde(deserialize_with = "map")]
        always: BTreeMap<String, u8>,
        #[serde(default, deserialize_with = "optional_map")]
        perhaps: Option<BTreeMap<String, u8>>,
    }

    #[test]
    fn names_that_stand_once_are_read() {
        let read = |text: &str| serde_json::from_str::<Read>(text).expect("each name stands once");
        let map =
            |entries: &[(&str, u8)]| entries.iter().map(|(name, value)| ((*name).into(), *value)).collect();
        let both = Read { always: map(&[("A", 1), ("B", 1)]), perhaps: Some(map(&[("A", 2)])) };
        assert_eq!(read(r#"{"always": {"A": 1, "B": 1}, "perhaps": {"A": 2}}"#), both);
        for text in [r#"{"always": {}}"#, r#"{"always": {}, "perhaps": null}"#] {
            assert_eq!(read(text), Read { always: map(&[]), perhaps: None });
        }
    }

    #[test]
    fn names_that_stand_twice_are_refused_whatever_their_values() {
        for text in [
            r#"{"always": {"A": 1, "A": 2}}"#,
            r#"{"always": {"A": 1, "B": 2, "A": 1}}"#,
            r#"{"always": {}, "perhaps": {"A": 1, "\u0041": 1}}"#,
        ] {
            let refused = serde_json::from_str::<Read>(text).expect_err("a name stands twice");
            assert!(refused.to_string().starts_with("a name stands twice"), "{refused}");
        }
        assert!(serde_json::from_str::<Read>(r#"{"always": [1]}"#).is_err(), "no object");
    }
}
