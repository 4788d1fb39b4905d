//! Tables for people: the first column to the left, all others to the right.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};

/// A table as text, without a line's end after the last row.
pub(crate) fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING);
    table.set_header(header);
    for row in rows {
        table.add_row(row);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// A share in per cent with one decimal: `8.3 %`.
pub(crate) fn percent(share: f64) -> String {
    // A share of nothing has no limit.
    if share.is_finite() { format!("{:.1} %", 100.0 * share) } else { "no limit".to_owned() }
}

/// A length in seconds as minutes, with decimals only where there are some: `15`, `7.5`.
pub(crate) fn minutes(seconds: u32) -> String {
    let minutes = format!("{:.2}", f64::from(seconds) / 60.0);
    minutes.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_below_each_other() {
        let told = table(
            &["", "cost"],
            [vec!["equal".to_owned(), "9.5".to_owned()], vec!["timed".to_owned(), "10.25".to_owned()]],
        );
        assert_eq!(told, "         cost\n equal    9.5\n timed  10.25");
        assert_eq!([0, 450, 1_200, 3_617].map(minutes), ["0", "7.5", "20", "60.28"]);
        assert_eq!((percent(0.0834), percent(f64::INFINITY)), ("8.3 %".to_owned(), "no limit".to_owned()));
    }
}
