//! A crew's results by number: the same list whoever did the work.

use std::sync::Mutex;

use lindley_session::Crew;

/// The results of the parts `0..parts`, in order.
pub(crate) fn gather<T: Send>(crew: &dyn Crew, parts: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let slots: Vec<Mutex<Option<T>>> = (0..parts).map(|_| Mutex::new(None)).collect();
    crew.each(parts, &|part| {
        let found = work(part);
        // A poisoned lock would mean that a worker failed, and that failure is on its way already.
        if let Ok(mut slot) = slots[part].lock() {
            *slot = Some(found);
        }
    });
    slots.into_iter().filter_map(|slot| slot.into_inner().ok().flatten()).collect()
}

#[cfg(test)]
mod tests {
    use lindley_session::Alone;

    use super::*;

    #[test]
    fn results_stand_in_the_order_of_their_numbers() {
        assert_eq!(gather(&Alone, 4, |part| part * part), [0, 1, 4, 9]);
        assert!(gather(&Alone, 0, |part| part).is_empty());
    }
}
