//! Numbers by kind of visit, as written on the command line: `A=8,B=8`.

use anyhow::{Context, Result, bail, ensure};

/// The numbers by kind, kind A first; nothing for a kind that is not named. `number` reads one and says what it should be.
pub(super) fn by_kind<T: Clone>(text: &str, number: impl Fn(&str) -> Result<T>) -> Result<Vec<Option<T>>> {
    let mut found: Vec<Option<T>> = Vec::new();
    for part in text.split(',') {
        let (kind, written) =
            part.split_once('=').with_context(|| format!("'{part}' is not KIND=N, such as A=8"))?;
        let letter = kind.trim();
        let kind = match letter.as_bytes() {
            [letter @ b'A'..=b'Z'] => usize::from(letter - b'A'),
            _ => bail!("'{letter}' is not a kind: use one letter from A to Z"),
        };
        let number = number(written.trim())?;
        if found.len() <= kind {
            found.resize(kind + 1, None);
        }
        ensure!(found[kind].replace(number).is_none(), "kind {letter} stands twice");
    }
    Ok(found)
}

/// The letter of a kind: 0 is A.
pub(super) fn letter(kind: usize) -> char {
    u8::try_from(kind).map_or('?', |kind| char::from(b'A'.saturating_add(kind.min(25))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_that_are_not_named_have_no_number() {
        let numbers = by_kind("C=3, A=1", |text| Ok(text.parse::<u8>()?)).expect("two numbers");
        assert_eq!(numbers, [Some(1), None, Some(3)]);
        assert_eq!((letter(0), letter(25)), ('A', 'Z'));
    }

    #[test]
    fn what_is_no_number_by_kind_is_refused() {
        let refusal = |text: &str| {
            let refused = by_kind(text, |text| Ok(text.parse::<u8>()?)).expect_err("this must be refused");
            refused.to_string()
        };
        assert_eq!(refusal("A"), "'A' is not KIND=N, such as A=8");
        assert_eq!(refusal("é=1"), "'é' is not a kind: use one letter from A to Z");
        assert_eq!(refusal("A=1,A=2"), "kind A stands twice");
    }
}
