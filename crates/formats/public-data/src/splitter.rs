//! One line of CSV (RFC 4180) into its values.

/// Splits lines; its memory is used again for each line.
#[derive(Default)]
pub(crate) struct Splitter {
    text: String,
    ends: Vec<usize>,
}

impl Splitter {
    /// Takes one line, without its line end, apart.
    pub(crate) fn split(&mut self, line: &str) -> Result<(), &'static str> {
        self.text.clear();
        self.ends.clear();
        let mut rest = Some(line);
        while let Some(from) = rest {
            rest = match from.strip_prefix('"') {
                Some(quoted) => self.take_quoted(quoted)?,
                None => self.take_plain(from)?,
            };
            self.ends.push(self.text.len());
        }
        Ok(())
    }

    /// How many values the line had.
    pub(crate) fn count(&self) -> usize {
        self.ends.len()
    }

    /// The value at `index`, without blanks around it; empty where the line has no such value.
    pub(crate) fn value(&self, index: usize) -> &str {
        let from = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(index).and_then(|end| self.text.get(from..*end)).unwrap_or("").trim()
    }

    /// A value without quotes; gives back what follows its comma, if it has one.
    fn take_plain<'a>(&mut self, from: &'a str) -> Result<Option<&'a str>, &'static str> {
        let (value, rest) = match from.split_once(',') {
            Some((value, rest)) => (value, Some(rest)),
            None => (from, None),
        };
        if value.contains('"') {
            return Err("a quote inside a value that does not start with one");
        }
        self.text.push_str(value);
        Ok(rest)
    }

    /// A value behind its opening quote; a doubled quote inside stands for one.
    fn take_quoted<'a>(&mut self, from: &'a str) -> Result<Option<&'a str>, &'static str> {
        let mut from = from;
        loop {
            let (value, rest) = from.split_once('"').ok_or("a quote is opened and not closed")?;
            self.text.push_str(value);
            if rest.is_empty() {
                return Ok(None);
            } else if let Some(next) = rest.strip_prefix(',') {
                return Ok(Some(next));
            }
            from = rest.strip_prefix('"').ok_or("text between a closing quote and the next comma")?;
            self.text.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(line: &str) -> Result<Vec<String>, &'static str> {
        let mut splitter = Splitter::default();
        splitter.split(line)?;
        Ok((0..splitter.count()).map(|index| splitter.value(index).to_owned()).collect())
    }

    #[test]
    fn empty_values_count() {
        assert_eq!(split("a,,"), Ok(vec!["a".to_owned(), String::new(), String::new()]));
        assert_eq!(split(""), Ok(vec![String::new()]));
        assert_eq!(split("\"\",\"\""), Ok(vec![String::new(), String::new()]));
    }

    #[test]
    fn quotes_out_of_place_are_refused() {
        assert!(split("a\"b").is_err());
        assert!(split("\"a\"b").is_err());
        assert!(split("\"a").is_err());
        assert!(split("\"a\"\"").is_err());
    }

    proptest! {
        #[test]
        fn what_was_quoted_comes_back(values in proptest::collection::vec("[a-z\",é]{0,8}", 1..6)) {
            let line: Vec<String> = values.iter().map(|value| format!("\"{}\"", value.replace('"', "\"\""))).collect();
            prop_assert_eq!(split(&line.join(",")), Ok(values));
        }
    }
}
