//! The table of a benchmark run: one row per number, with its floor.

use std::fmt;

use serde_json::Value;

use super::cases::{Bound, Case};

/// The rows so far.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<(&'static str, &'static str, Option<f64>, Bound)>,
}

impl Table {
    /// Adds the numbers of one case.
    pub(super) fn add(&mut self, case: &Case, measured: &Value) {
        let numbers = case
            .fields
            .iter()
            .map(|field| (case.name, field.name, number(measured, field.name), field.bound));
        self.rows.extend(numbers);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{:<18} {:<24} {:>12}  {:<16} verdict", "case", "number", "measured", "wanted")?;
        for (case, name, measured, bound) in &self.rows {
            let number = measured.map_or_else(|| "missing".to_owned(), |measured| format!("{measured:.1}"));
            let line = format!(
                "{case:<18} {name:<24} {number:>12}  {:<16} {}",
                wanted(*bound),
                verdict(*measured, *bound)
            );
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// The number at a dotted path, like `open.p99_ms`.
fn number(measured: &Value, path: &str) -> Option<f64> {
    path.split('.').try_fold(measured, |value, name| value.get(name))?.as_f64()
}

fn wanted(bound: Bound) -> String {
    match bound {
        Bound::AtLeast(floor) => format!("at least {floor}"),
        Bound::AtMost(ceiling) => format!("at most {ceiling}"),
        Bound::Free => String::new(),
    }
}

fn verdict(measured: Option<f64>, bound: Bound) -> &'static str {
    match (measured, bound) {
        (None, _) => "MISSING",
        (Some(_), Bound::Free) => "",
        (Some(number), Bound::AtLeast(floor)) if number >= floor => "met",
        (Some(number), Bound::AtMost(ceiling)) if number <= ceiling => "met",
        (Some(_), Bound::AtLeast(_) | Bound::AtMost(_)) => "NOT MET",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_judged_by_their_bounds() {
        assert_eq!(verdict(Some(2.0), Bound::AtLeast(2.0)), "met");
        assert_eq!(verdict(Some(1.9), Bound::AtLeast(2.0)), "NOT MET");
        assert_eq!(verdict(Some(2.1), Bound::AtMost(2.0)), "NOT MET");
        assert_eq!(verdict(None, Bound::Free), "MISSING");
    }

    #[test]
    fn a_number_may_lie_inside_another_object() {
        let measured = serde_json::json!({ "open": { "errors": 0 } });
        assert_eq!(number(&measured, "open.errors"), Some(0.0));
        assert_eq!(number(&measured, "open.p99_ms"), None);
    }

    #[test]
    fn a_missing_number_is_shown() {
        let mut table = Table::default();
        table.add(&crate::bench::cases::ALL[0], &serde_json::json!({ "p99_us": 480, "p50_us": 90.5 }));
        let shown = table.to_string();
        assert!(shown.contains("finds_per_second") && shown.contains("MISSING"), "{shown}");
        assert!(shown.lines().any(|line| line.contains("480.0") && line.ends_with("met")), "{shown}");
    }
}
