//! The predictions and classes that the authors stored with their code, for the test part of the file.

use crate::ReproductionError;

/// The file with the authors' predicted times.
pub const PREDICTIONS_FILE: &str = "0806model2_test_with_xgb.csv";
/// The file with the authors' classes.
pub const CLASSES_FILE: &str = "simu_cluster_classes.csv";

/// What the authors stored for each consultation of the test part, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthorsOutputs {
    /// Predicted service times in seconds.
    pub predicted: Vec<f64>,
    /// Real service times in seconds, by which the rows are matched.
    pub seconds: Vec<f64>,
    /// The classes K2, K3 and NR of each row, as letters.
    pub classes: Vec<[char; 3]>,
}

/// Reads both files.
///
/// Refused, with line and field, if a column is missing, a value is blank, NaN or negative, or the files disagree.
pub fn read_authors_outputs(predictions: &str, classes: &str) -> Result<AuthorsOutputs, ReproductionError> {
    let columns = ["ServTime", "xgb_model2_55"];
    let mut outputs = AuthorsOutputs { predicted: Vec::new(), seconds: Vec::new(), classes: Vec::new() };
    for_each(PREDICTIONS_FILE, predictions, &columns, |line, cells| {
        outputs.seconds.push(seconds(PREDICTIONS_FILE, line, columns[0], cells[0])?);
        outputs.predicted.push(seconds(PREDICTIONS_FILE, line, columns[1], cells[1])?);
        Ok(())
    })?;
    let columns = ["RealServTime", "CPS_K2", "CPS_K3", "New_Return"];
    for_each(CLASSES_FILE, classes, &columns, |line, cells| {
        let real = seconds(CLASSES_FILE, line, columns[0], cells[0])?;
        let place = outputs.classes.len();
        if outputs.seconds.get(place).is_none_or(|known| (known - real).abs() > 0.0) {
            let problem =
                format!("it is not the time of row {} of {PREDICTIONS_FILE}; use both of one run", place + 2);
            return Err(wrong(CLASSES_FILE, line, columns[0], &problem));
        }
        let class = |column: usize| letter(line, columns[column], cells[column]);
        outputs.classes.push([class(1)?, class(2)?, class(3)?]);
        Ok(())
    })?;
    if outputs.classes.len() != outputs.seconds.len() {
        let problem =
            format!("{} rows, {PREDICTIONS_FILE} has {}", outputs.classes.len(), outputs.seconds.len());
        return Err(ReproductionError::File { name: CLASSES_FILE, problem });
    }
    Ok(outputs)
}

/// Calls `take` with the wanted cells of every row. The files have no quoted cells.
fn for_each(
    name: &'static str,
    text: &str,
    wanted: &[&'static str],
    mut take: impl FnMut(usize, &[&str]) -> Result<(), ReproductionError>,
) -> Result<(), ReproductionError> {
    let mut lines = text.lines().enumerate();
    let header: Vec<&str> = lines.next().map(|(_, line)| line.split(',').collect()).unwrap_or_default();
    let place = |column: &&'static str| {
        header.iter().position(|found| found.trim() == *column).ok_or(ReproductionError::File {
            name,
            problem: format!("the first line has no column named {column}; is this the right file?"),
        })
    };
    let places = wanted.iter().map(place).collect::<Result<Vec<usize>, _>>()?;
    for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').collect();
        if cells.len() != header.len() {
            let problem = format!("it has {} values where the header has {}", cells.len(), header.len());
            return Err(wrong(name, index + 1, "the whole line", &problem));
        }
        let picked: Vec<&str> = places.iter().map(|place| cells[*place].trim()).collect();
        take(index + 1, &picked)?;
    }
    Ok(())
}

fn seconds(
    name: &'static str,
    line: usize,
    field: &'static str,
    cell: &str,
) -> Result<f64, ReproductionError> {
    let problem = match cell.parse::<f64>() {
        _ if cell.is_empty() => "blank; every row needs a time",
        Err(_) => "not a number; write seconds",
        Ok(value) if !value.is_finite() => "not a finite number; write seconds",
        Ok(value) if value < 0.0 => "negative; times are zero or more",
        Ok(value) => return Ok(value),
    };
    Err(wrong(name, line, field, problem))
}

fn letter(line: usize, field: &'static str, cell: &str) -> Result<char, ReproductionError> {
    match cell {
        "A" => Ok('A'),
        "B" => Ok('B'),
        "C" => Ok('C'),
        _ => Err(wrong(CLASSES_FILE, line, field, "not a group; write A, B or C")),
    }
}

fn wrong(name: &'static str, line: usize, field: &str, problem: &str) -> ReproductionError {
    ReproductionError::File { name, problem: format!("line {line}, {field}: {problem}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREDICTIONS: &str = "ID,ServTime,xgb_model2_55\nP1,965,655.0483\nP2,867,738.9211\n";
    const CLASSES: &str = "RealServTime,New_Return,CPS_K2,CPS_K3\n965,B,B,B\n867,B,A,C\n";

    fn problem(predictions: &str, classes: &str) -> String {
        read_authors_outputs(predictions, classes).unwrap_err().to_string()
    }

    #[test]
    fn both_files_are_read_together() {
        let outputs = read_authors_outputs(PREDICTIONS, CLASSES).unwrap();
        assert_eq!(outputs.classes, [['B', 'B', 'B'], ['A', 'C', 'B']]);
        assert!((outputs.predicted[1] - 738.9211).abs() < 1e-12);
    }

    #[test]
    fn bad_values_are_named_by_line_and_field() {
        for bad in ["NaN", "", "-1", "x", "inf"] {
            let problem = problem(&PREDICTIONS.replace("738.9211", bad), CLASSES);
            assert!(problem.contains("line 3, xgb_model2_55"), "{bad}: {problem}");
        }
        assert!(problem(PREDICTIONS, &CLASSES.replace(",A,C", ",A,D")).contains("line 3, CPS_K3"));
        assert!(problem(&PREDICTIONS.replace("P2,", ""), CLASSES).contains("line 3"));
    }

    #[test]
    fn files_of_different_runs_are_refused() {
        assert!(problem(PREDICTIONS, &CLASSES.replace("867", "868")).contains("line 3, RealServTime"));
        assert!(problem(PREDICTIONS, CLASSES.trim_end().trim_end_matches("867,B,A,C")).contains("1 rows"));
        assert!(problem("", CLASSES).contains("ServTime"));
    }
}
