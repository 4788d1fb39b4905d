//! A file as numbered lines of UTF-8, with a byte order mark, CRLF and over-long lines dealt with.

use std::io::{BufRead, BufReader, Read};

use crate::RowError;

/// No line of these formats is near this length; a longer one means a wrong or damaged file.
const LONGEST_LINE: u64 = 1 << 20;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads lines, remembers their numbers and passes over blank ones.
pub(crate) struct Lines<R> {
    input: BufReader<R>,
    number: u64,
    ended: bool,
    bytes: Vec<u8>,
}

/// Why there is no line.
enum Trouble {
    Broken(std::io::Error),
    TooLong,
    NotText,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { input: BufReader::new(input), number: 0, ended: false, bytes: Vec::new() }
    }

    /// The next line that is not blank, with its number, or why it cannot be read. None at the end.
    pub(crate) fn next_line(&mut self) -> Option<Result<(u64, &str), RowError>> {
        loop {
            match self.fill() {
                Ok(false) => return None,
                Ok(true) if self.text().is_ok_and(|text| text.trim().is_empty()) => {}
                Ok(true) => break,
                Err(trouble) => return Some(Err(self.error(&trouble))),
            }
        }
        let number = self.number;
        match std::str::from_utf8(without_line_end(&self.bytes)) {
            Ok(text) => Some(Ok((number, text))),
            Err(_) => Some(Err(self.error(&Trouble::NotText))),
        }
    }

    /// Takes one line into `bytes`; false at the end of the input.
    fn fill(&mut self) -> Result<bool, Trouble> {
        if self.ended {
            return Ok(false);
        }
        self.bytes.clear();
        self.number += 1;
        let read = self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.bytes);
        match read {
            Err(problem) => {
                self.ended = true;
                Err(Trouble::Broken(problem))
            }
            Ok(0) => {
                self.ended = true;
                Ok(false)
            }
            Ok(taken) if taken as u64 == LONGEST_LINE && self.bytes.last() != Some(&b'\n') => {
                self.pass_over_the_rest()?;
                Err(Trouble::TooLong)
            }
            Ok(_) => {
                if self.number == 1 && self.bytes.starts_with(BYTE_ORDER_MARK) {
                    self.bytes.drain(..BYTE_ORDER_MARK.len());
                }
                Ok(true)
            }
        }
    }

    fn pass_over_the_rest(&mut self) -> Result<(), Trouble> {
        let skipped = self.input.skip_until(b'\n');
        self.ended = skipped.is_err();
        skipped.map(|_| ()).map_err(Trouble::Broken)
    }

    fn text(&self) -> Result<&str, std::str::Utf8Error> {
        std::str::from_utf8(&self.bytes)
    }

    fn error(&self, trouble: &Trouble) -> RowError {
        let (problem, advice) = match trouble {
            Trouble::Broken(problem) => (
                format!("the file breaks off here: {problem}"),
                "get the whole file again and run it once more",
            ),
            Trouble::TooLong => ("longer than a mebibyte".to_owned(), "check that this is the right file"),
            Trouble::NotText => ("not UTF-8 text".to_owned(), "save the file as UTF-8"),
        };
        RowError::new(self.number, "line", problem, advice)
    }
}

fn without_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<Result<(u64, String), RowError>> {
        let mut lines = Lines::new(bytes);
        let mut seen = Vec::new();
        while let Some(line) = lines.next_line() {
            seen.push(line.map(|(number, text)| (number, text.to_owned())));
        }
        seen
    }

    #[test]
    fn blank_lines_are_counted_but_not_given() {
        let seen = all(b"\xef\xbb\xbfone\r\n\r\n \nfour");
        assert_eq!(seen, vec![Ok((1, "one".to_owned())), Ok((4, "four".to_owned()))]);
    }

    #[test]
    fn a_line_that_is_not_text_does_not_end_the_reading() {
        let seen = all(b"one\n\xff\xfe\nthree\n");
        assert_eq!(seen[1].as_ref().expect_err("bytes are no text").line, 2);
        assert_eq!(seen[2], Ok((3, "three".to_owned())));
    }

    #[test]
    fn an_endless_line_is_refused_and_the_next_one_read() {
        let mut bytes = vec![b'a'; (2 << 20) + 5];
        bytes.extend_from_slice(b"\nnext\n");
        let seen = all(&bytes);
        assert!(seen[0].as_ref().expect_err("too long").problem.contains("mebibyte"));
        assert_eq!(seen[1], Ok((2, "next".to_owned())));
    }

    #[test]
    fn a_source_that_breaks_off_is_reported_once() {
        struct Breaks;
        impl Read for Breaks {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("gone"))
            }
        }
        let mut lines = Lines::new(Breaks);
        assert!(lines.next_line().expect("a report").expect_err("an error").problem.contains("gone"));
        assert!(lines.next_line().is_none());
    }
}
