//! How the program uses memory.

/// Bookings are many small allocations on several threads; this allocator serves them faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Asks the kernel for ordinary pages only.
///
/// A huge page is cleared whole, 2 MiB at a time, while the organisation's writer waits for it: with huge pages the
/// slowest hundredth of bookings took four times as long and the rate fell by a third (`docs/benchmarks.md`).
pub(crate) fn prefer_small_pages() {
    if rustix::thread::disable_transparent_huge_pages(true).is_err() {
        // A kernel that refuses keeps huge pages, which costs speed and nothing else.
    }
}
