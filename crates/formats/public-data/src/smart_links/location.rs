//! A place.

use serde::Deserialize;

/// A FHIR Location, as far as scheduling needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Its id in the feed.
    pub id: String,
    /// Name as people say it; the id where the feed has none.
    pub name: String,
    /// City, where given.
    pub city: Option<String>,
    /// State, where given; two letters in the United States.
    pub state: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Written {
    id: String,
    name: Option<String>,
    address: Option<WrittenAddress>,
}

#[derive(Deserialize)]
struct WrittenAddress {
    city: Option<String>,
    state: Option<String>,
}

impl Location {
    pub(super) fn from_written(written: Written) -> Self {
        let (city, state) = written.address.map_or((None, None), |address| (address.city, address.state));
        let name = written.name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| written.id.clone());
        Self { id: written.id, name, city, state }
    }
}
