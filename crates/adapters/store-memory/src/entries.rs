//! The entries of one log, in blocks of a fixed length: a long log grows without moving what it holds.

use lindley_ports::Entry;

const BLOCK: usize = 4096;

/// Entries 1, 2, 3… in order.
#[derive(Default)]
pub(crate) struct Entries {
    blocks: Vec<Vec<Entry>>,
}

impl Entries {
    /// The number of the last entry.
    pub(crate) fn head(&self) -> u64 {
        let full = self.blocks.len().saturating_sub(1) * BLOCK;
        (full + self.blocks.last().map_or(0, Vec::len)) as u64
    }

    /// Appends copies of `entries`.
    pub(crate) fn extend(&mut self, entries: &[Entry]) {
        let mut rest = entries;
        while !rest.is_empty() {
            if self.blocks.last().is_none_or(|block| block.len() == BLOCK) {
                self.blocks.push(Vec::with_capacity(BLOCK));
            }
            let Some(block) = self.blocks.last_mut() else { return };
            let (now, later) = rest.split_at(rest.len().min(BLOCK - block.len()));
            block.extend_from_slice(now);
            rest = later;
        }
    }

    /// Up to `limit` entries after number `after`.
    pub(crate) fn after(&self, after: u64, limit: usize) -> Vec<Entry> {
        let skip = usize::try_from(after).unwrap_or(usize::MAX);
        let block = skip / BLOCK;
        self.blocks.iter().skip(block).flatten().skip(skip % BLOCK).take(limit).cloned().collect()
    }
}
