//! A reading of Rust text that is just exact enough for the checks: it knows comments and literals, and nothing else.

/// The text with every comment, string and character literal replaced by blanks.
///
/// Every byte keeps its place, so offsets and line numbers mean the same in both texts.
pub(crate) fn blanked(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'/') => line_end(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'*') => block_comment_end(bytes, at),
            b'"' => string_end(bytes, at + 1),
            b'\'' => character_end(text, at).unwrap_or(at),
            b'r' if !follows_a_word(bytes, at) => raw_string_end(bytes, at).unwrap_or(at),
            _ => at,
        };
        out[at..end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        at = end.max(at + 1);
    }
    // Whole literals and comments are replaced, so no character is cut in half.
    String::from_utf8(out).unwrap_or_default()
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    bytes[from..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| from + length)
}

fn block_comment_end(bytes: &[u8], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0_u32);
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    at
}

fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The end of a character literal; none when the quote begins a lifetime.
fn character_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    if let Some(escaped) = rest.strip_prefix('\\') {
        // The escaped character itself may be a quote.
        let skipped = escaped.chars().next()?.len_utf8();
        let closing = escaped[skipped..].find('\'')?;
        return Some(at + 2 + skipped + closing + 1);
    }
    let letter = rest.chars().next()?;
    rest[letter.len_utf8()..].starts_with('\'').then(|| at + 1 + letter.len_utf8() + 1)
}

/// The end of `r"…"` or `r#"…"#`; none when this is no raw string.
fn raw_string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let hashes = bytes[at + 1..].iter().take_while(|byte| **byte == b'#').count();
    let start = at + 1 + hashes;
    if bytes.get(start) != Some(&b'"') {
        return None;
    }
    let mut closing = vec![b'#'; hashes + 1];
    closing[0] = b'"';
    let length = bytes[start + 1..].windows(closing.len()).position(|window| window == closing);
    Some(length.map_or(bytes.len(), |length| start + 1 + length + closing.len()))
}

fn follows_a_word(bytes: &[u8], at: usize) -> bool {
    // `br"…"` and `cr"…"` are raw strings too; blanking from the `r` on is enough.
    let before = at.checked_sub(1).map(|index| bytes[index]);
    let prefix = matches!(before, Some(b'b' | b'c')) && !at.checked_sub(2).is_some_and(|i| is_word(bytes[i]));
    before.is_some_and(is_word) && !prefix
}

/// Whether a byte belongs to a name. All bytes of other alphabets do.
pub(crate) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The offsets where a word stands alone: `find_word("renew new", "new")` is `[6]`.
///
/// A side of `needle` that is no word character needs no boundary (`todo!` may be followed by anything).
pub(crate) fn find_word(text: &str, needle: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let opens_with_word = needle.bytes().next().is_some_and(is_word);
    let ends_with_word = needle.bytes().next_back().is_some_and(is_word);
    text.match_indices(needle)
        .map(|(at, _)| at)
        .filter(|at| !(opens_with_word && *at > 0 && is_word(bytes[at - 1])))
        .filter(|at| !(ends_with_word && bytes.get(at + needle.len()).is_some_and(|byte| is_word(*byte))))
        .collect()
}

/// The line, counted from 1, that an offset is in.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

/// The offset of the brace that closes the one at `open`; the end of the text when it is missing.
pub(crate) fn closing_brace(code: &str, open: usize) -> usize {
    let mut depth = 0_i32;
    for (offset, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return offset;
        }
    }
    code.len()
}

/// The code with everything that only tests compile blanked: the item after each `#[cfg(test)]`.
pub(crate) fn without_tests(code: &str) -> String {
    let mut out = code.as_bytes().to_vec();
    for (at, attribute) in code.match_indices("#[cfg(test)]") {
        let rest = &code[at + attribute.len()..];
        let item = at + attribute.len() + rest.find(['{', ';']).unwrap_or(rest.len());
        let end = if code[item..].starts_with('{') { closing_brace(code, item) } else { item };
        out[at..end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    String::from_utf8(out).unwrap_or_default()
}

/// The names of the modules that a file declares for tests only: `#[cfg(test)] mod NAME;`.
pub(crate) fn test_modules(code: &str) -> Vec<String> {
    let declared = |rest: &str| {
        let name = rest.trim_start().strip_prefix("mod ")?.split_once(';')?.0.trim().to_owned();
        name.bytes().all(is_word).then_some(name)
    };
    code.match_indices("#[cfg(test)]").filter_map(|(at, found)| declared(&code[at + found.len()..])).collect()
}

#[cfg(test)]
mod tests;
