//! The consultations of the file, with what the study needs of them: every record once, and none without its fields.

use std::collections::BTreeMap;
use std::io::Read;

use lindley_public_data::hangu;

use crate::{ConsultationRow, ReproductionError};

/// All consultations of `Data.csv`, in its order.
///
/// The letters `NA` in the column Address are a category of their own. Refused, with line and field, if a value is blank,
/// negative or no number where one is needed, or if a patient stands twice in one session.
pub fn read_records(file: impl Read) -> Result<Vec<ConsultationRow>, ReproductionError> {
    let refused = |problem: String| ReproductionError::File { name: "Data.csv", problem };
    let mut seen: BTreeMap<(String, u32), u64> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in hangu::Reader::open(file).map_err(|error| refused(error.to_string()))? {
        let row = row.map_err(|error| refused(error.to_string()))?;
        let key = (row.value.patient.clone(), row.value.session);
        if let Some(first) = seen.insert(key, row.line) {
            let line = row.line;
            return Err(ReproductionError::Duplicate { line, first });
        }
        rows.push(ConsultationRow::from(row.value));
    }
    if rows.is_empty() {
        return Err(refused("it has a header and no rows; check that the download finished".to_owned()));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Address;

    const HEADER: &str = "ID,Session,Month,DayOfWeek,WorkingDay,AM_PM,Visit.No,Gender,M.Cancer,S.Cancer,StartTime,PayTime,Address,ServTime";

    fn row(patient: &str, address: &str, seconds: &str) -> String {
        format!(
            "{patient},1,January,Wednesday,TRUE,morning,7,F,TRUE,FALSE,8:31:40,8:44:28,{address},{seconds}"
        )
    }

    fn read(rows: &[String]) -> Result<Vec<ConsultationRow>, ReproductionError> {
        read_records(format!("{HEADER}\n{}\n", rows.join("\n")).as_bytes())
    }

    fn problem(rows: &[String]) -> String {
        read(rows).unwrap_err().to_string()
    }

    #[test]
    fn na_is_an_address() {
        let rows = read(&[row("P1", "NA", "691"), row("P2", "In the city", "614")]).unwrap();
        assert_eq!((rows[0].address, rows[1].address), (Address::Unknown, Address::InTheCity));
    }

    #[test]
    fn a_record_stands_once() {
        let problem = problem(&[row("P1", "NA", "691"), row("P2", "NA", "5"), row("P1", "NA", "691")]);
        assert!(problem.contains("line 4") && problem.contains("line 2"), "{problem}");
        assert!(!problem.contains("P1"), "{problem}");
    }

    #[test]
    fn blank_negative_and_missing_values_are_named() {
        for bad in ["", "-5", "NaN", "12.5", "NA"] {
            let problem = problem(&[row("P1", "NA", "691"), row("P2", "NA", bad)]);
            assert!(problem.contains("line 3") && problem.contains("ServTime"), "{bad}: {problem}");
        }
        let problem = problem(&[row("P1", "", "691")]);
        assert!(problem.contains("line 2") && problem.contains("Address"), "{problem}");
    }

    #[test]
    fn an_empty_file_and_another_file_are_refused() {
        assert!(read_records(&b""[..]).unwrap_err().to_string().contains("Data.csv"));
        assert!(read_records(&b"a,b\n1,2\n"[..]).unwrap_err().to_string().contains("ServTime"));
        assert!(problem(&[]).contains("no rows"));
    }
}
