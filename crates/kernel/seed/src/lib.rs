//! Named child streams of one seed: the same bytes on every platform.
