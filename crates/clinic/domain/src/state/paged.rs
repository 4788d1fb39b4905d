//! A list that grows without moving what it holds.

/// How many items a page has.
const PAGE: usize = 4096;

/// A growing list in pages: adding never copies the list, so no caller waits for a large one to move.
#[derive(Clone, Debug)]
pub(super) struct Paged<T> {
    pages: Vec<Vec<T>>,
    length: usize,
}

impl<T> Default for Paged<T> {
    fn default() -> Self {
        Self { pages: Vec::new(), length: 0 }
    }
}

impl<T> Paged<T> {
    pub(super) const fn len(&self) -> usize {
        self.length
    }

    pub(super) fn get(&self, index: usize) -> Option<&T> {
        self.pages.get(index / PAGE)?.get(index % PAGE)
    }

    pub(super) fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        self.pages.get_mut(index / PAGE)?.get_mut(index % PAGE)
    }

    pub(super) fn push(&mut self, item: T) {
        if self.length.is_multiple_of(PAGE) {
            self.pages.push(Vec::with_capacity(PAGE));
        }
        if let Some(page) = self.pages.last_mut() {
            page.push(item);
            self.length += 1;
        }
    }

    /// Drops everything from `length` on.
    pub(super) fn truncate(&mut self, length: usize) {
        if length >= self.length {
            return;
        }
        self.pages.truncate(length.div_ceil(PAGE));
        if let Some(page) = self.pages.last_mut().filter(|_| !length.is_multiple_of(PAGE)) {
            page.truncate(length % PAGE);
        }
        self.length = length;
    }

    pub(super) fn iter(&self) -> Items<'_, T> {
        Items { list: self, next: 0, end: self.length }
    }
}

impl<T> FromIterator<T> for Paged<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut list = Self::default();
        items.into_iter().for_each(|item| list.push(item));
        list
    }
}

/// The items of a paged list, from either end.
pub(super) struct Items<'a, T> {
    list: &'a Paged<T>,
    next: usize,
    end: usize,
}

impl<'a, T> Iterator for Items<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {
        let item = if self.next < self.end { self.list.get(self.next) } else { None };
        self.next += usize::from(item.is_some());
        item
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.end - self.next, Some(self.end - self.next))
    }
}

impl<T> DoubleEndedIterator for Items<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.next == self.end {
            return None;
        }
        self.end -= 1;
        self.list.get(self.end)
    }
}

impl<T> ExactSizeIterator for Items<'_, T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paged_list_behaves_like_a_vector() {
        let mut list = Paged::default();
        let mut vector = Vec::new();
        for number in 0..3 * PAGE + 7 {
            list.push(number);
            vector.push(number);
        }
        for length in [3 * PAGE + 7, 3 * PAGE + 1, 3 * PAGE, 2 * PAGE + 5, PAGE, 1, 0] {
            list.truncate(length);
            vector.truncate(length);
            assert_eq!(list.len(), length);
            assert!(list.iter().eq(vector.iter()) && list.iter().rev().eq(vector.iter().rev()));
            assert_eq!(list.get(length), None);
        }
        list.push(9);
        assert_eq!(list.get(0), Some(&9));
    }
}
