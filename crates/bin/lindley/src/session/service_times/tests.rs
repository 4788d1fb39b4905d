//! Files that are read whole or refused with line and column.

use super::*;

fn told(text: &str) -> String {
    match checked(text.as_bytes()) {
        Ok(times) => panic!("{text:?} must be refused, not read as {} times", times.len()),
        Err(problem) => format!("{problem:#}"),
    }
}

#[test]
fn columns_may_end_early_and_files_with_blank_lines() {
    let read = |text: &str| {
        let times = checked(text.as_bytes()).expect("a good file");
        times.iter().map(|time| (time.kind, time.seconds)).collect::<Vec<_>>()
    };
    let ragged = [('A', 600), ('B', 300), ('A', 400), ('A', 500)];
    assert_eq!(read("A,B\n600,300\n400,\n500,\n"), ragged);
    assert_eq!(read("A,B\n600,300\n400,\n500,\n,\n,\n\n \n"), ragged, "spreadsheets end so");
    assert_eq!(read("\u{feff}\nA,B\r\n600,300\r\n400,\r\n500,\r\n"), ragged);
    assert_eq!(read("id,kind,seconds\n7,A,600\n\"8\",A,700\n"), [('A', 600), ('A', 700)]);
    assert_eq!(read("A,65534\nA,0\n"), [('A', 65_534), ('A', 0)]);
}

#[test]
fn what_no_line_shows_alone_is_refused() {
    let table: &[(&str, &str)] = &[
        ("A,B\n600,300\n,400\n500,\n", "line 3, A: the field is blank and line 4 has a time in this column"),
        ("A,B\n600,300\n,400\n500,700\n", "line 3, A: the field is blank and line 4"),
        ("A,B\n600,300\n,\n500,700\n", "line 3, A: the field is blank and line 4"),
        ("A,B\n600,\n400,300\n", "line 2, B: the field is blank and line 3"),
        ("A,B\n600,300\n\n500,700\n", "line 3, line: the line is blank and a row follows in line 4"),
        ("A\n600\n\n\n500\n", "line 3, line: the line is blank and a row follows in line 5"),
        ("kind,seconds\nA,600\n  \nA,700\n", "line 3, line: the line is blank"),
        ("id,kind,seconds\n7,A,600\n8,A,600\n7,B,300\n", "line 4, id: the same as in line 2"),
        ("ID,Kind,Seconds\n\"7\",A,600\n7 ,A,600\n", "line 3, ID: the same as in line 2"),
        ("id,kind,seconds\n7,A,600\n,A,600\n", "line 3, id: the field is blank"),
        ("kind,kind,seconds\nA,B,600\n", "line 1, kind: the first line names this column twice"),
        ("kind,seconds,Seconds\nA,600,700\n", "line 1, Seconds: the first line names this column twice"),
    ];
    for (text, expected) in table {
        let told = told(text);
        assert!(told.starts_with(expected), "{text:?}: {told}");
    }
}

#[test]
fn a_column_is_called_what_the_file_calls_it() {
    let table: &[(&str, &str)] = &[
        ("kind,seconds\nA,600\nA,70000\n", "line 3, seconds: longer than 65,534 s"),
        ("kind,seconds\nA,1e9\n", "line 2, seconds: longer than 65,534 s"),
        ("kind,Minutes\nA,1166.7\n", "line 2, Minutes: longer than 65,534 s"),
        ("A,B\n600,65535\n", "line 2, B: longer than 65,534 s"),
        ("A,B\n600,1e300\n", "line 2, B: longer than 65,534 s"),
        ("A,600\nA,70000\n", "line 2, column 2: longer than 65,534 s"),
        ("70000,A\n", "line 1, column 1: longer than 65,534 s"),
        ("kind,minutes\nA,-1\n", "line 2, minutes: negative"),
        ("kind,ServTime\nA,NaN\n", "line 2, ServTime: not a number"),
        ("type,seconds\nA,\n", "line 2, seconds: the field is blank"),
        ("A,B\n1,x\n", "line 2, B: not a number"),
    ];
    for (text, expected) in table {
        let told = told(text);
        assert!(told.starts_with(expected), "{text:?}: {told}");
    }
}

#[test]
fn no_refusal_repeats_a_value() {
    for text in ["id,kind,seconds\nHAA052,A,600\nHAA052,A,700\n", "kind,seconds\nA,70123\n", "A\nsecret\n"] {
        let told = told(text);
        assert!(!told.contains("HAA052") && !told.contains("70123") && !told.contains("secret"), "{told}");
    }
}
