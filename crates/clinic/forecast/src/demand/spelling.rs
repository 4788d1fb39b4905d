//! Which of some known names a misspelt one comes nearest to.

/// Letters that a word has at least of which part of a name can be known.
const FEWEST_LETTERS: usize = 3;
/// Of so many letters of a known name one may be wrong.
const LETTERS_PER_MISTAKE: usize = 3;

/// The known name that is near enough to be meant: with few letters wrong, or with which a word of it begins (`rain_in_mm`),
/// or that begins like a word of it (`temp`). Capitals do not count. None for a name that is like none of them.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.trim().to_lowercase();
    let words: Vec<&str> = name.split(|letter: char| !letter.is_alphanumeric()).collect();
    let is_part = |known: &str| {
        let of_it = |word: &&str| {
            let long_enough = word.chars().count() >= FEWEST_LETTERS;
            long_enough && (known.starts_with(word) || word.starts_with(known))
        };
        known.chars().count() >= FEWEST_LETTERS && words.iter().any(of_it)
    };
    let near = known.into_iter().filter_map(|known| {
        let (mistakes, letters) = (mistakes(&name, known), known.chars().count());
        let is_near = mistakes * LETTERS_PER_MISTAKE <= letters || is_part(known);
        is_near.then_some((mistakes, known))
    });
    near.min().map(|(_, known)| known)
}

/// How many letters have to be put in, left out or changed to make one of the other.
fn mistakes(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (place, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], place + 1);
        for (at, same) in other.iter().map(|known| *known == letter).enumerate() {
            let above = row[at + 1];
            row[at + 1] = (diagonal + usize::from(!same)).min(above + 1).min(row[at] + 1);
            diagonal = above;
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{mistakes, nearest};

    #[test]
    fn what_was_meant_is_found_and_nothing_is_made_up() {
        let known = ["rain", "temperature", "influenza"];
        for (written, meant) in [
            ("temprature", Some("temperature")),
            ("Temperature", Some("temperature")),
            ("temperature_c", Some("temperature")),
            ("outdoor temp", Some("temperature")),
            ("rian", None),
            ("rains", Some("rain")),
            ("rainfall", Some("rain")),
            ("calls per hour", None),
            ("influenca", Some("influenza")),
            ("pollen", None),
            ("pm", None),
            ("", None),
            ("température", Some("temperature")),
        ] {
            assert_eq!(nearest(written, known), meant, "{written}");
        }
    }

    proptest! {
        #[test]
        fn mistakes_are_a_distance(one in "[a-c]{0,6}", other in "[a-c]{0,6}", third in "[a-c]{0,6}") {
            prop_assert_eq!(mistakes(&one, &other), mistakes(&other, &one));
            prop_assert_eq!(mistakes(&one, &other) == 0, one == other);
            prop_assert!(mistakes(&one, &third) <= mistakes(&one, &other) + mistakes(&other, &third));
        }
    }
}
