//! Tables of the page.

use super::text::escaped;

/// A table whose first column is words and whose other columns are numbers.
pub(crate) struct Table {
    caption: String,
    head: String,
    rows: Vec<String>,
}

impl Table {
    pub(crate) fn new(caption: &str, columns: &[&str]) -> Self {
        let heading = |column: &&str| format!("<th scope=\"col\">{}</th>", escaped(column));
        let head = columns.iter().map(heading).collect();
        Self { caption: escaped(caption), head, rows: Vec::new() }
    }

    /// Adds a row; the cells are markup.
    pub(crate) fn row(&mut self, first: &str, cells: &[String]) {
        let cells = cells.join("</td><td>");
        self.rows.push(format!("<tr><th scope=\"row\">{}</th><td>{cells}</td></tr>", escaped(first)));
    }

    /// The table in a frame that can be scrolled sideways where the page is narrow.
    pub(crate) fn to_html(&self) -> String {
        let Self { caption, head, rows } = self;
        let rows = rows.concat();
        format!(
            "<p class=\"caption\">{caption}</p><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table>\
             <thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )
    }
}

/// A sequence of kinds as letters that can be told apart by shade too.
pub(crate) fn sequence(word: &str) -> String {
    let letter = |kind: char| match kind {
        'A'..='C' => format!("<i class=\"kind-{}\">{kind}</i>", kind.to_ascii_lowercase()),
        _ => escaped(&kind.to_string()),
    };
    format!("<span class=\"sequence\">{}</span>", word.chars().map(letter).collect::<String>())
}
