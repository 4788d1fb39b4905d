//! The reading of Rust text, tried on the places where a naive reading goes wrong.

use super::*;

#[test]
fn comments_and_literals_are_blanked_and_lines_stay() {
    let text = "let a = \"{ // no\"; // {\nlet b = '{'; /* { /* } */\n { */ let c = r#\"{\"{\"#; b\"{\"";
    let code = blanked(text);
    assert_eq!(code.len(), text.len());
    assert_eq!(code.lines().count(), text.lines().count());
    assert!(!code.contains('{'), "{code}");
    assert!(code.contains("let c ="));
}

#[test]
fn quotes_that_are_not_literals_stay_code() {
    assert_eq!(blanked("fn a<'x>(b: &'x str) {}"), "fn a<'x>(b: &'x str) {}");
    assert_eq!(blanked("for r in rows {}"), "for r in rows {}");
    assert_eq!(blanked(r"['\'', '\\', '\u{7b}', 'ä'] {"), "[    ,     ,         ,     ] {");
}

#[test]
fn a_string_may_hold_escaped_quotes_and_raw_strings_may_hold_quotes() {
    assert_eq!(blanked(r#"("\"{", 1)"#), r"(     , 1)");
    assert_eq!(blanked("(br\"\\\", 1)"), "(b    , 1)");
    assert_eq!(blanked("var\"{\""), "var   ");
}

#[test]
fn unclosed_text_ends_with_the_file() {
    assert_eq!(blanked("a \"b").trim_end(), "a");
    assert_eq!(blanked("a /* b").trim_end(), "a");
    assert_eq!(blanked("a r#\"b").trim_end(), "a");
}

#[test]
fn words_stand_alone() {
    assert_eq!(find_word("renew new news", "new"), [6]);
    assert_eq!(find_word("todo!() mytodo!()", "todo!"), [0]);
    assert_eq!(line_of("a\nb\nc", 4), 3);
}

#[test]
fn what_only_tests_compile_is_taken_away() {
    let code = "use a;\n#[cfg(test)]\nmod tests { use b; fn c() {} }\nuse d;\n#[cfg(test)]\nuse e;\nuse f;";
    let rest = without_tests(code);
    assert!(rest.contains("use a;") && rest.contains("use d;") && rest.contains("use f;"), "{rest}");
    assert!(!rest.contains("use b;") && !rest.contains("use e"), "{rest}");
    assert_eq!(test_modules("#[cfg(test)]\nmod laws;\n#[cfg(test)] mod tests {}\nmod x;"), ["laws"]);
}
