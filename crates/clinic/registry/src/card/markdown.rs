//! Markdown, put together piece by piece.

/// A page that grows from the top.
#[derive(Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// The page's title.
    pub(super) fn title(&mut self, title: &str) {
        self.block(&format!("# {title}"));
    }

    /// The heading of a part.
    pub(super) fn heading(&mut self, heading: &str) {
        self.block(&format!("## {heading}"));
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.block(text);
    }

    /// A list; nothing if it is empty.
    pub(super) fn list(&mut self, items: impl Iterator<Item = String>) {
        let items: Vec<String> = items.map(|item| format!("- {item}")).collect();
        self.block(&items.join("\n"));
    }

    /// A table; nothing if it has no rows.
    pub(super) fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let rule = vec!["---"; head.len()].join(" | ");
        let cells = [head.join(" | "), rule].into_iter().chain(rows.iter().map(|row| row.join(" | ")));
        let lines: Vec<String> = cells.map(|cells| format!("| {cells} |")).collect();
        self.block(&lines.join("\n"));
    }

    /// The whole page.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn block(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.text.push('\n');
    }
}

/// A text from elsewhere, such as a site's name, so that it shows as it is: nothing in it is markup, and it stays on one line.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '!' => {
                out.push('\\');
                out.push(letter);
            }
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_cell() {
        let mut page = Page::default();
        page.table(&["Site"], &[vec![plain("North|side\n## <b>Boo</b> [x](y)")]]);
        assert_eq!(
            page.into_text(),
            "| Site |\n| --- |\n| North\\|side \\#\\# \\<b\\>Boo\\</b\\> \\[x\\](y) |\n"
        );
    }

    #[test]
    fn blocks_stand_apart_and_empty_ones_leave_no_trace() {
        let mut page = Page::default();
        page.title("T");
        page.table(&["Nothing"], &[]);
        page.list(std::iter::empty());
        page.paragraph("P");
        assert_eq!(page.into_text(), "# T\n\nP\n");
    }
}
