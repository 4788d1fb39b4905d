//! An entry's canonical bytes and its leaf hash.

use aws_lc_rs::digest::{Context, SHA256};

use crate::tree::{Hash, LEAF_PREFIX, sha256, to_hash};

/// What stands in for the previous leaf hash in the first entry of a log.
pub const GENESIS: Hash = [0; 32];

/// Names the layout of the canonical bytes. Another layout gets another tag, so that no bytes mean two things.
const LAYOUT: &[u8; 16] = b"lindley/entry/1\n";

/// Entries whose leaf input fits here are hashed in one call from the stack; that is nearly all of them.
const NEAR: usize = 1024;

/// The fields of a log entry that its leaf hash covers.
///
/// The canonical bytes are, in this order: the layout's tag `lindley/entry/1\n`; the organisation; the number
/// as 8 bytes; the time as 8 bytes; the actor; the kind; the version as 2 bytes; the body. Numbers are
/// big-endian, and every text and the body are preceded by their length in bytes as 8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// The organisation's key.
    pub organisation: &'a str,
    /// The entry's number; the first is 1.
    pub seq: u64,
    /// When it was decided, in milliseconds since the epoch.
    pub at_ms: i64,
    /// Who asked.
    pub actor: &'a str,
    /// The event's kind.
    pub kind: &'a str,
    /// The version of the event's schema.
    pub version: u16,
    /// The event.
    pub body: &'a [u8],
}

/// The leaf hash of an entry: SHA-256 over a zero byte, the previous leaf hash and the canonical bytes.
///
/// It is the RFC 6962 hash of a leaf that holds the previous leaf hash and the record, so the leaves are a
/// hash chain and a Merkle tree at once. The first entry follows [`GENESIS`].
pub fn leaf_hash(previous: &Hash, record: &Record<'_>) -> Hash {
    let mut near = Near { bytes: [0; NEAR], length: 0 };
    if record.feed(previous, &mut near) {
        return sha256(&near.bytes[..near.length]);
    }
    let mut far = Far(Context::new(&SHA256));
    record.feed(previous, &mut far);
    to_hash(far.0.finish().as_ref())
}

impl Record<'_> {
    /// Hands the leaf's input to the sink piece by piece; false when the sink has no room for it.
    fn feed(&self, previous: &Hash, sink: &mut impl Sink) -> bool {
        sink.take(&[LEAF_PREFIX])
            && sink.take(previous)
            && sink.take(LAYOUT)
            && sink.take_counted(self.organisation.as_bytes())
            && sink.take(&self.seq.to_be_bytes())
            && sink.take(&self.at_ms.to_be_bytes())
            && sink.take_counted(self.actor.as_bytes())
            && sink.take_counted(self.kind.as_bytes())
            && sink.take(&self.version.to_be_bytes())
            && sink.take_counted(self.body)
    }
}

/// Takes the pieces of a leaf's input.
trait Sink {
    /// Takes a piece; false when there is no room for it.
    fn take(&mut self, piece: &[u8]) -> bool;

    /// Takes a piece of any length, preceded by its length.
    fn take_counted(&mut self, piece: &[u8]) -> bool {
        self.take(&(piece.len() as u64).to_be_bytes()) && self.take(piece)
    }
}

/// Gathers a short input on the stack.
struct Near {
    bytes: [u8; NEAR],
    length: usize,
}

impl Sink for Near {
    #[inline]
    fn take(&mut self, piece: &[u8]) -> bool {
        let end = self.length + piece.len();
        let Some(room) = self.bytes.get_mut(self.length..end) else { return false };
        room.copy_from_slice(piece);
        self.length = end;
        true
    }
}

/// Hashes an input of any length as it comes.
struct Far(Context);

impl Sink for Far {
    fn take(&mut self, piece: &[u8]) -> bool {
        self.0.update(piece);
        true
    }
}
