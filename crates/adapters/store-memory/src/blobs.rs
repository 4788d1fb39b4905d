//! Blobs in memory.

use std::collections::BTreeMap;

use lindley_ports::{Blobs, PortError};

use crate::MemoryStore;

/// The blobs of each organisation by their hash.
pub(crate) type Shelves = BTreeMap<String, BTreeMap<[u8; 32], Vec<u8>>>;

impl Blobs for MemoryStore {
    fn put_blob(&self, organisation: &str, hash: &[u8; 32], bytes: &[u8]) -> Result<(), PortError> {
        let mut contents = self.contents();
        let kept = contents.blobs.entry(organisation.to_owned()).or_default();
        kept.entry(*hash).or_insert_with(|| bytes.to_vec());
        Ok(())
    }

    fn blob(&self, organisation: &str, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, PortError> {
        Ok(self.contents().blobs.get(organisation).and_then(|kept| kept.get(hash).cloned()))
    }
}
