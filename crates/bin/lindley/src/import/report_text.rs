//! The report for people.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};

use super::report::{Report, SHOWN, Tally};

/// The report as text: one line to remember, a table, the refused rows, the assumptions.
pub(super) fn written(report: &Report) -> String {
    let rows = grouped(report.rows);
    let mut parts =
        vec![format!("{}\n{}", report.title, headline(report)), table(report), format!("Read {rows} rows.")];
    if !report.refused.is_empty() {
        parts.push(refusals(report));
    }
    if !report.assumed.is_empty() {
        let lines = report.assumed.iter().map(|assumed| format!("\n  - {assumed}"));
        parts.push(format!("Assumed{}", lines.collect::<String>()));
    }
    parts.join("\n\n")
}

/// `381 sessions, 6,637 visits added`, and once all is there `0 added; 381 sessions, 6,637 visits already there`.
pub(super) fn headline(report: &Report) -> String {
    let list = |count: &dyn Fn(&Tally) -> u64, tallies: &mut dyn Iterator<Item = &Tally>| {
        let counted = tallies.filter(|tally| count(tally) > 0);
        counted
            .map(|tally| format!("{} {}", grouped(count(tally)), tally.what))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let added = |tally: &Tally| tally.added;
    let mut first = list(&added, &mut report.main_tallies());
    if first.is_empty() {
        first = list(&added, &mut report.tallies.iter());
    }
    let first = if first.is_empty() { "0 added".to_owned() } else { format!("{first} added") };
    let there = list(&|tally: &Tally| tally.already_there, &mut report.main_tallies());
    let refused = match report.refused.len() {
        0 => String::new(),
        count => format!("; {} refused", grouped(count as u64)),
    };
    if there.is_empty() {
        format!("{first}{refused}")
    } else {
        format!("{first}; {there} already there{refused}")
    }
}

fn table(report: &Report) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING);
    table.set_header(["", "added", "already there", "refused"]);
    for tally in report.other_tallies().chain(report.main_tallies()) {
        table.add_row([
            tally.what.to_owned(),
            grouped(tally.added),
            grouped(tally.already_there),
            grouped(tally.refused),
        ]);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string()
}

fn refusals(report: &Report) -> String {
    let count = report.refused.len();
    let title = if count > SHOWN {
        format!("Refused, the first {SHOWN} of {} (--refused FILE writes all)", grouped(count as u64))
    } else {
        "Refused".to_owned()
    };
    let lines = report.refused.iter().take(SHOWN).map(|refused| {
        let field = refused.field.as_ref().map(|field| format!(", {field}")).unwrap_or_default();
        let (file, line) = (&refused.file, refused.line);
        format!("  {file} line {line}{field}: {}; {}", refused.reason, refused.advice)
    });
    std::iter::once(title).chain(lines).collect::<Vec<_>>().join("\n")
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::report::Refused;
    use super::*;

    fn report(sessions: (u64, u64), visits: (u64, u64)) -> Report {
        let mut report = Report::new("A clinic", &["sessions", "visits"]);
        report.tally("sites").already_there = 1;
        (report.tally("sessions").added, report.tally("sessions").already_there) = sessions;
        (report.tally("visits").added, report.tally("visits").already_there) = visits;
        report
    }

    #[test]
    fn the_headline_says_what_is_new_and_what_was_there() {
        assert_eq!(headline(&report((381, 0), (6_637, 0))), "381 sessions, 6,637 visits added");
        let again = headline(&report((0, 381), (0, 6_637)));
        assert_eq!(again, "0 added; 381 sessions, 6,637 visits already there");
        let rest = headline(&report((0, 381), (7, 6_630)));
        assert_eq!(rest, "7 visits added; 381 sessions, 6,630 visits already there");
    }

    #[test]
    fn refused_rows_are_counted_and_the_first_ones_shown() {
        let mut report = report((1, 0), (0, 0));
        for line in 2..=30 {
            report.refuse("visits", Refused::unusable("Data.csv", line, "ID", "blank", "give it"));
        }
        let text = written(&report);
        assert!(text.contains("1 sessions added; 29 refused"));
        assert!(text.contains("the first 20 of 29") && text.contains("Data.csv line 21, ID: blank; give it"));
        assert!(!text.contains("line 22"));
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
