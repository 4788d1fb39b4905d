//! What the first line calls its columns.

use lindley_public_data::{RowError, service_times};

use super::rows::cells;

/// Names of a column that tells visits apart.
const IDS: &[&str] = &["id", "visit_id", "appointment_id"];
/// What the reader calls a time that no day is long enough for.
const BEYOND_A_DAY: &str = "longer than a day";

/// The layout of a file, as its first line shows it.
#[derive(Debug)]
pub(super) enum Header {
    /// One visit a line.
    Long {
        /// The name of the column of times.
        time: String,
        /// The place and the name of the column that tells visits apart, if there is one.
        id: Option<(usize, String)>,
        /// The line of the header; none if the first line is a visit already.
        line: Option<u64>,
    },
    /// One column for each kind.
    Wide {
        /// The kinds' letters.
        kinds: Vec<String>,
        /// The line of the header.
        line: u64,
    },
}

impl Header {
    /// The header of lines that the reader has taken for a file of service times.
    pub(super) fn of(lines: &[(u64, &str)]) -> Result<Self, RowError> {
        let first = lines.iter().find(|(_, text)| !text.trim().is_empty());
        let (line, names) = first.map_or((1, Vec::new()), |(line, text)| (*line, cells(text)));
        let known: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let Some(time) = known.iter().position(|name| is_understood(&["kind", name])) else {
            return Ok(Self::without_names(line, names));
        };
        let twice = (1..known.len())
            .find(|place| !known[*place].is_empty() && known[..*place].contains(&known[*place]));
        if let Some(place) = twice {
            let problem = "the first line names this column twice";
            return Err(RowError::new(line, &names[place], problem, "keep one of the two"));
        }
        let id = known.iter().position(|name| IDS.contains(&name.as_str()));
        let id = id.map(|place| (place, names[place].clone()));
        Ok(Self::Long { time: names[time].clone(), id, line: Some(line) })
    }

    /// One column for each kind, or a visit already.
    fn without_names(line: u64, names: Vec<String>) -> Self {
        match names.iter().position(|name| name.parse::<f64>().is_ok()) {
            Some(place) => Self::Long { time: format!("column {}", place + 1), id: None, line: None },
            None => Self::Wide { kinds: names, line },
        }
    }

    /// The reader's error with the column's own name.
    pub(super) fn told(&self, error: RowError) -> RowError {
        let kind = error.field.chars().next().filter(|_| error.field.len() == 1).unwrap_or_default();
        if error.problem == BEYOND_A_DAY {
            return self.too_long(error.line, kind);
        }
        match self {
            Self::Long { time, .. } if error.field == "time" => RowError { field: time.clone(), ..error },
            _ => error,
        }
    }

    /// That a time is longer than sessions are planned with.
    pub(super) fn too_long(&self, line: u64, kind: char) -> RowError {
        let column = match self {
            Self::Long { time, .. } => time.clone(),
            Self::Wide { .. } => kind.to_string(),
        };
        let problem = "longer than 65,534 s, which is 18.2 hours";
        RowError::new(
            line,
            column,
            problem,
            "no session is planned with longer times: check the column's unit",
        )
    }
}

/// Whether the reader takes these for the names of a kind and of a time; so its names are written down in one place.
fn is_understood(names: &[&str; 2]) -> bool {
    let quoted = names.map(|name| format!("\"{}\"", name.replace('"', "\"\"")));
    service_times::read(quoted.join(",").as_bytes()).is_ok()
}
