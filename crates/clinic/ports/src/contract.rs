//! The rules that every store passes, one function per rule.
//!
//! A store's tests call [`store_contract!`](crate::store_contract) with a function that makes a fresh, empty store;
//! the macro expands to one `#[test]` per rule, so that a failure names the rule. [`differential`] beside it compares
//! a store with the reference store over random sequences of calls.

pub mod accounts;
pub mod append;
pub mod beside;
pub mod blobs;
pub mod differential;
pub mod following;
pub mod idempotency;
pub mod racing;
pub mod reading;
pub mod samples;

use std::sync::Arc;

use crate::Store;

/// A store under test. When it is dropped, what it holds may go.
pub trait Fixture {
    /// Another handle to the same store, as another process would have it.
    fn open(&self) -> Arc<dyn Store>;
}

/// How a rule opens handles to the store under test.
pub type Open<'a> = &'a (dyn Fn() -> Arc<dyn Store> + Sync);

/// One `#[test]` per rule of the contract.
///
/// The argument is a function without arguments that answers `Option<impl Fixture + Sync>`: a fresh, empty store,
/// or `None` if this machine cannot run it (the function then says why on standard error).
#[macro_export]
macro_rules! store_contract {
    ($fresh:path) => {
        $crate::store_contract! { $fresh;
            append::a_new_log_has_head_zero,
            append::appended_entries_are_read_byte_for_byte,
            append::a_second_handle_sees_the_append,
            append::a_moved_head_is_a_conflict_and_nothing_is_written,
            append::an_append_ahead_of_the_head_is_a_conflict,
            append::wrong_numbering_is_refused,
            append::big_bodies_are_kept,
            append::any_bytes_are_kept,
            append::an_empty_batch_changes_nothing,
            append::the_head_check_comes_before_the_key_check,
            idempotency::entries_and_outcomes_are_written_together,
            idempotency::used_keys_are_listed_and_nothing_is_written,
            idempotency::a_key_twice_in_a_batch_is_refused,
            idempotency::an_expired_key_can_be_used_again,
            idempotency::an_expired_outcome_is_not_found,
            idempotency::expired_outcomes_are_dropped,
            idempotency::outcomes_without_entries_are_recorded,
            idempotency::outcomes_without_entries_need_the_head_too,
            idempotency::keys_belong_to_their_organisation,
            idempotency::many_outcomes_fit_one_batch,
            reading::pages_join_without_a_seam,
            reading::reading_past_the_end_is_empty,
            reading::organisations_are_listed_in_order,
            reading::an_organisation_without_entries_is_not_listed,
            reading::organisations_do_not_see_each_other,
            following::waiting_ends_when_another_handle_appends,
            following::waiting_ends_at_once_if_the_head_differs,
            following::waiting_ends_when_patience_is_over,
            following::another_organisations_append_does_not_end_the_wait,
            beside::the_newest_snapshot_wins,
            beside::a_large_snapshot_is_kept,
            beside::snapshots_belong_to_their_organisation,
            beside::the_first_checkpoint_of_a_size_is_kept,
            blobs::an_absent_blob_is_none,
            blobs::a_blob_comes_back_byte_for_byte,
            blobs::an_empty_blob_is_kept,
            blobs::a_large_blob_is_kept,
            blobs::a_blob_put_again_stays,
            blobs::a_second_handle_sees_the_blob,
            blobs::a_blob_survives_reopening,
            blobs::blobs_belong_to_their_organisation,
            blobs::a_blob_needs_no_log_and_begins_none,
            blobs::racing_writers_of_one_blob_all_succeed,
            accounts::an_account_is_found_by_login_and_number,
            accounts::a_login_is_unique_over_all_organisations,
            accounts::an_account_is_changed,
            accounts::accounts_are_listed_by_number,
            accounts::a_credential_is_added_found_and_removed,
            accounts::a_credential_needs_its_account,
            racing::racing_writers_leave_no_hole_and_lose_nothing,
            racing::racing_writers_use_a_key_once,
        }
    };
    ($fresh:path; $($module:ident::$rule:ident),* $(,)?) => {
        $(
            #[test]
            fn $rule() {
                if let Some(fixture) = $fresh() {
                    $crate::contract::$module::$rule(&|| $crate::contract::Fixture::open(&fixture));
                }
            }
        )*
    };
}
