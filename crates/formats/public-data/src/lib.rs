//! Readers of public scheduling data: Hangu, SMART Scheduling Links, the no-show file.
