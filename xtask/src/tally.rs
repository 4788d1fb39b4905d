//! Counting tests: reads the summaries that test runners print and adds them up.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed, failed and were skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

/// Whose summary a step prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; …`, once per test program.
    Cargo,
    /// What JavaScript runners print once at the end (see [`read_javascript`]).
    JavaScript,
}

impl Reader {
    /// What one line of output adds to the tally.
    pub(crate) fn read(self, line: &str) -> Tally {
        let plain = without_colours(line);
        match self {
            Self::Cargo => read_cargo(&plain),
            Self::JavaScript => read_javascript(&plain),
        }
    }
}

fn read_cargo(line: &str) -> Tally {
    let Some((_, counts)) = line.trim().strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
    else {
        return Tally::default();
    };
    counted(counts.split(';'))
}

/// Vitest: `Tests  1 failed | 4 passed (5)`. Node: `# pass 4` or `ℹ pass 4`.
/// Our own scripts: `4 passed, 1 failed`, perhaps with `, 2 skipped`, alone on a line.
fn read_javascript(line: &str) -> Tally {
    let line = line.trim();
    if let Some(counts) = line.strip_prefix("Tests ") {
        let counts = counts.split_once('(').map_or(counts, |(before, _)| before);
        return counted(counts.split('|'));
    }
    if let Some(count) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
        let mut words = count.split_whitespace();
        let (name, number) = (words.next().unwrap_or(""), words.next().and_then(|n| n.parse().ok()));
        return match (name, number) {
            ("pass", Some(passed)) => Tally { passed, ..Tally::default() },
            ("fail", Some(failed)) => Tally { failed, ..Tally::default() },
            ("skipped" | "todo" | "cancelled", Some(skipped)) => Tally { skipped, ..Tally::default() },
            _ => Tally::default(),
        };
    }
    let parts: Vec<&str> = line.split(", ").collect();
    let is_count = |part: &&str| {
        let mut words = part.split_whitespace();
        words.next().is_some_and(|number| number.parse::<u64>().is_ok())
            && matches!((words.next(), words.next()), (Some("passed" | "failed" | "skipped"), None))
    };
    let is_summary = parts.len() >= 2 && parts.iter().all(is_count);
    if is_summary { counted(parts.into_iter()) } else { Tally::default() }
}

fn counted<'a>(parts: impl Iterator<Item = &'a str>) -> Tally {
    let mut tally = Tally::default();
    for part in parts {
        let mut words = part.split_whitespace();
        let Some(number) = words.next().and_then(|word| word.parse::<u64>().ok()) else { continue };
        match words.next() {
            Some("passed") => tally.passed += number,
            Some("failed") => tally.failed += number,
            Some("ignored" | "skipped" | "todo") => tally.skipped += number,
            _ => {}
        }
    }
    tally
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            // A colour is ESC [ numbers m: drop everything up to the closing letter.
            letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally { passed, failed, skipped }
    }

    #[test]
    fn cargo_summaries_are_read() {
        let line = "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.1s";
        assert_eq!(Reader::Cargo.read(line), tally(12, 2, 1));
        assert_eq!(Reader::Cargo.read("test a::b ... ok"), tally(0, 0, 0));
    }

    #[test]
    fn javascript_summaries_are_read() {
        let read = |line| Reader::JavaScript.read(line);
        let coloured = "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[31m1 failed\u{1b}[39m\u{1b}[22m | \u{1b}[32m4 passed\u{1b}[39m | 2 skipped (7)";
        assert_eq!(read(coloured), tally(4, 1, 2));
        assert_eq!(read(" Test Files  3 passed (3)"), tally(0, 0, 0));
        assert_eq!(read("# pass 9"), tally(9, 0, 0));
        assert_eq!(read("ℹ fail 2"), tally(0, 2, 0));
        assert_eq!(read("9 passed, 0 failed, 1 skipped"), tally(9, 0, 1));
        assert_eq!(read("9 passed, 2 failed"), tally(9, 2, 0));
        assert_eq!(read("booked 9 passed, 0 failed, 1 skipped"), tally(0, 0, 0));
    }
}
