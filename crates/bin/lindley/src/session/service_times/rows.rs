//! What only several lines together show: gaps, and visits that stand twice.

use std::collections::BTreeMap;

use lindley_public_data::RowError;

use super::header::Header;

/// Refuses blank lines between rows, blanks above later values of a column, and an id that stands on two lines.
pub(super) fn check(header: &Header, lines: &[(u64, &str)]) -> Result<(), RowError> {
    let first = match header {
        Header::Long { line, .. } => line.unwrap_or_default(),
        Header::Wide { line, .. } => *line,
    };
    let lines: Vec<(u64, &str)> = lines.iter().copied().filter(|(line, _)| *line > first).collect();
    match header {
        Header::Wide { kinds, .. } => no_gaps(kinds, &lines)?,
        Header::Long { id: Some((place, name)), .. } => no_repeats(*place, name, &lines)?,
        Header::Long { .. } => {}
    }
    no_blank_lines(&lines)
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn no_blank_lines(lines: &[(u64, &str)]) -> Result<(), RowError> {
    let rows = lines.iter().skip_while(|(_, text)| is_blank(text));
    let mut blank = None;
    for (line, text) in rows {
        match blank {
            None if is_blank(text) => blank = Some(*line),
            Some(blank) if !is_blank(text) => {
                let problem = format!("the line is blank and a row follows in line {line}");
                return Err(RowError::new(blank, "line", problem, "take the blank line out or fill it"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A kind's column may end before others, but not go on after a blank.
fn no_gaps(kinds: &[String], lines: &[(u64, &str)]) -> Result<(), RowError> {
    let mut blank: Vec<Option<u64>> = vec![None; kinds.len()];
    for (line, text) in lines.iter().filter(|(_, text)| !is_blank(text)) {
        for ((kind, blank), cell) in kinds.iter().zip(&mut blank).zip(cells(text)) {
            match *blank {
                None if cell.is_empty() => *blank = Some(*line),
                Some(blank) if !cell.is_empty() => {
                    let problem = format!("the field is blank and line {line} has a time in this column");
                    let advice = "a column may end before others: move its times up, or fill the field";
                    return Err(RowError::new(blank, kind, problem, advice));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Every visit stands on one line.
fn no_repeats(place: usize, name: &str, lines: &[(u64, &str)]) -> Result<(), RowError> {
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for (line, text) in lines.iter().filter(|(_, text)| !is_blank(text)) {
        let id = cells(text).into_iter().nth(place).unwrap_or_default();
        if id.is_empty() {
            let advice = "give each visit one, or leave the column out";
            return Err(RowError::new(*line, name, "the field is blank", advice));
        }
        if let Some(before) = seen.insert(id, *line) {
            let problem = format!("the same as in line {before}");
            let advice =
                "keep one of the two lines; if it is a patient's and not a visit's, leave the column out";
            return Err(RowError::new(*line, name, problem, advice));
        }
    }
    Ok(())
}

/// The values of a line that the reader has found to be well-formed, without blanks around them.
pub(super) fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut letters = line.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}
