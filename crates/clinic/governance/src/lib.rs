//! The tamper-evident log: hash chain, RFC 6962 tree, checkpoints and proofs.
//!
//! Every entry of a log becomes a leaf whose hash also covers the leaf before it. The leaves form the Merkle
//! tree of RFC 6962, and from time to time the tree's size and root are signed. With that, one entry can be
//! proved to somebody who has neither the store nor the other entries, and any change to the past shows.
//!
//! ```
//! use lindley_governance::{Frontier, GENESIS, Record, leaf_hash};
//!
//! let record = Record { organisation: "demo", seq: 1, at_ms: 0, actor: "system", kind: "opened", version: 1, body: b"{}" };
//! let mut tree = Frontier::default();
//! tree.push(leaf_hash(&GENESIS, &record));
//! assert_eq!(tree.size(), 1);
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod audit;
mod bundle;
mod checkpoint;
mod consistency;
mod encoding;
mod error;
mod frontier;
mod inclusion;
mod key;
mod note;
mod record;
mod tree;

pub use audit::{Audit, AuditReport, Difference};
pub use bundle::{Checked, ProofBundle, ProvedRecord, check, check_against};
pub use checkpoint::{SignedCheckpoint, origin};
pub use consistency::{consistency_proof, verify_consistency};
pub use encoding::{hash_from_text, hash_to_text};
pub use error::ProofError;
pub use frontier::Frontier;
pub use inclusion::{InclusionProver, inclusion_proof, verify_inclusion};
pub use key::{SigningKey, Verifier};
pub use record::{GENESIS, Record, leaf_hash};
pub use tree::{EMPTY_ROOT, Hash};
