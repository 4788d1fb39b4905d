//! The tamper-evident log: hash chain, RFC 6962 tree, checkpoints and proofs.
