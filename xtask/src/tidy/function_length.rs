//! Functions fit on one screen.

use super::finding::Finding;
use super::rust_text::{closing_brace, find_word, is_word, line_of};
use super::tree::Tree;

const LINES_MAX: usize = 70;

/// Checks every function of every Rust file, tests too, from its `fn` to its closing brace.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        for function in functions(&file.code) {
            let lines = function.last_line - function.first_line + 1;
            if lines > LINES_MAX {
                let message = format!("`{}` has {lines} lines; {LINES_MAX} is the limit", function.name);
                findings.push(Finding::at(&file.path, function.first_line, message));
            }
        }
    }
    findings
}

#[derive(Debug, PartialEq, Eq)]
struct Function<'a> {
    name: &'a str,
    first_line: usize,
    last_line: usize,
}

/// The functions with a body, in the order in which they begin.
fn functions(code: &str) -> Vec<Function<'_>> {
    find_word(code, "fn").into_iter().filter_map(|at| function(code, at)).collect()
}

fn function(code: &str, at: usize) -> Option<Function<'_>> {
    let after = &code[at + 2..];
    let name_start = at + 2 + (after.len() - after.trim_start().len());
    let length = code[name_start..].bytes().take_while(|byte| is_word(*byte)).count();
    // `fn(u8) -> u8` is a type, not a function.
    let name = code.get(name_start..name_start + length).filter(|name| !name.is_empty())?;
    let body = body_start(code, name_start + length)?;
    let end = closing_brace(code, body).min(code.len());
    Some(Function { name, first_line: line_of(code, at), last_line: line_of(code, end) })
}

/// The brace that opens the body; none for a declaration without one.
fn body_start(code: &str, from: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (offset, byte) in code.bytes().enumerate().skip(from) {
        match byte {
            // `[u8; 4]` in a signature has a semicolon that ends nothing.
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b'{' if depth == 0 => return Some(offset),
            b';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::example::{accepted, refused};

    fn with_body(lines: usize) -> String {
        format!(
            "//! Doc.\nfn long(a: [u8; 4]) -> fn(u8) -> u8 {{\n{}}}\n",
            "    a(\"}\");\n".repeat(lines - 2)
        )
    }

    #[test]
    fn a_function_of_70_lines_is_accepted_and_one_of_71_refused() {
        accepted(check, &[("a.rs", &with_body(70))]);
        refused(check, &[("a.rs", &with_body(71))], "a.rs:2: `long` has 71 lines", "70 is the limit");
        refused(check, &[("tests/a.rs", &with_body(71))], "tests/a.rs:2", "70 is the limit");
    }

    #[test]
    fn declarations_types_and_nested_functions_are_told_apart() {
        let code = "trait A { fn b(&self) -> [u8; 2]; }\ntype C = fn(u8);\nfn d() {\n    fn e() {}\n}\n";
        let found = functions(code);
        assert_eq!(
            found,
            [
                Function { name: "d", first_line: 3, last_line: 5 },
                Function { name: "e", first_line: 4, last_line: 4 },
            ]
        );
    }
}
