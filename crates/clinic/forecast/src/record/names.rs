//! Words that return often, each kept once.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The number of a word; 0 stands for none.
pub(super) type NameNumber = u32;

/// Words by number and numbers by word.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    words: Vec<Arc<str>>,
    numbers: BTreeMap<Arc<str>, NameNumber>,
}

impl Names {
    /// The number of a word, which is taken up if it is new.
    pub(super) fn number(&mut self, word: &str) -> NameNumber {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let word: Arc<str> = word.into();
        self.words.push(Arc::clone(&word));
        let number = u32::try_from(self.words.len()).unwrap_or(0);
        self.numbers.insert(word, number);
        number
    }

    /// The number of a word that may be missing.
    pub(super) fn number_of(&mut self, word: Option<&str>) -> NameNumber {
        word.map_or(0, |word| self.number(word))
    }

    /// The word of a number.
    pub(super) fn word(&self, number: NameNumber) -> Option<&str> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        self.words.get(place).map(AsRef::as_ref)
    }
}
