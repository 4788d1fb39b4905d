//! Pages of lists: the cursor is the last id of the page before, made opaque.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Bound;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lindley_api::page::{DEFAULT_LIMIT, MAX_LIMIT, Page};
use lindley_api::problem::catalogue as kinds;

use crate::failure::Failure;

/// The page that a request asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<K> {
    /// Only items after this one.
    pub(crate) after: Option<K>,
    limit: usize,
}

impl<K: Copy + Ord + Display + FromStr> Wanted<K> {
    /// Reads `limit` and `cursor`.
    pub(crate) fn read(limit: Option<u16>, cursor: Option<&str>) -> Result<Self, Failure> {
        let limit = limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            return Err(Failure::invalid_field("limit", format!("limit is 1 to {MAX_LIMIT}")));
        }
        let unreadable = || Failure::new(kinds::INVALID_CURSOR, "the cursor cannot be read").at("cursor");
        let after = cursor.map(|cursor| decode(cursor).ok_or_else(unreadable)).transpose()?;
        Ok(Self { after, limit: usize::from(limit) })
    }

    /// The page of those items of a map that are wanted.
    pub(crate) fn of_map<V, W>(
        &self,
        items: &BTreeMap<K, V>,
        wanted: impl Fn(&V) -> bool,
        view: impl Fn(K, &V) -> W,
    ) -> Page<W> {
        let from = self.after.map_or(Bound::Unbounded, Bound::Excluded);
        let rest = items.range((from, Bound::Unbounded)).filter(|(_, item)| wanted(item));
        self.of_rest(rest.map(|(id, item)| (*id, view(*id, item))))
    }

    /// The page of items whose ids go down: the newest first.
    pub(crate) fn of_newest_first<W>(&self, items: impl Iterator<Item = (K, W)>) -> Page<W> {
        self.of_rest(items.filter(|(id, _)| self.after.is_none_or(|after| *id < after)))
    }

    /// The page of items that are sorted by id and come after the cursor.
    pub(crate) fn of_rest<W>(&self, rest: impl Iterator<Item = (K, W)>) -> Page<W> {
        let mut rest = rest.peekable();
        let mut items = Vec::new();
        let mut last = None;
        while items.len() < self.limit {
            let Some((id, item)) = rest.next() else { break };
            items.push(item);
            last = Some(id);
        }
        let next_cursor = rest.peek().and(last).map(|id| URL_SAFE_NO_PAD.encode(id.to_string()));
        Page { items, next_cursor }
    }
}

fn decode<K: FromStr>(cursor: &str) -> Option<K> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?.parse().ok()
}
