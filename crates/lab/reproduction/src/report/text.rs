//! Words and numbers of the page.

/// Text with what HTML would take for its own written out.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A number with that many decimals, and a real minus sign.
pub(crate) fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    if is_zero(&text) { text.replace('-', "") } else { text.replace('-', "\u{2212}") }
}

/// Whether nothing is left of a number at the decimals it is written with.
fn is_zero(text: &str) -> bool {
    text.chars().all(|sign| matches!(sign, '+' | '-' | '0' | '.'))
}

/// A difference with its sign; nothing but a zero if it vanishes at that many decimals.
pub(crate) fn difference(value: f64, decimals: usize) -> String {
    let text = format!("{value:+.decimals$}");
    if is_zero(&text) {
        return "0".to_owned();
    }
    text.replace('-', "\u{2212}")
}

/// A number, or a dash where there is none.
pub(crate) fn or_dash(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "\u{2013}".to_owned(), |value| number(value, decimals))
}

/// A count with thin spaces between thousands.
pub(crate) fn count(value: usize) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(count(12_870), "12\u{202f}870");
        assert_eq!(count(96), "96");
        assert_eq!(difference(-0.000_001, 5), "0");
        assert_eq!(difference(-0.01, 2), "\u{2212}0.01");
        assert_eq!((number(-0.000_2, 3), number(-1.5, 1)), ("0.000".to_owned(), "\u{2212}1.5".to_owned()));
        assert_eq!(difference(0.01, 2), "+0.01");
        assert_eq!(escaped("<a & \"b\">"), "&lt;a &amp; &quot;b&quot;&gt;");
    }
}
