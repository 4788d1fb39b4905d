//! A reliability diagram in characters.

/// Characters of the longest bar.
const WIDEST: usize = 40;

/// What was said beside what came.
pub(crate) struct Point {
    pub(crate) rows: usize,
    pub(crate) said: f64,
    pub(crate) came: f64,
    /// The interval of what came, where one was worked out.
    pub(crate) range: Option<(f64, f64)>,
}

/// One line per point: the bar is what came, the stroke stands where it should end.
pub(crate) fn diagram(points: &[Point], heads: [&str; 3], number: fn(f64) -> String) -> String {
    let [said, came, range] = heads;
    let head = format!("{said:>10}{came:>10}{range:>19}{:>8}  bar: {came}; | is {said}\n", "rows");
    let most = points.iter().flat_map(|point| [point.said, point.came]).fold(0.0, f64::max);
    let line = |point: &Point| {
        let (said, came) = (number(point.said), number(point.came));
        let range = point.range.filter(|(low, high)| low.is_finite() && high.is_finite());
        let range =
            range.map_or("-".to_owned(), |(low, high)| format!("{} to {}", number(low), number(high)));
        format!("{said:>10}{came:>10}{range:>19}{:>8}  {}\n", point.rows, bar(point, most))
    };
    head + &points.iter().map(line).collect::<String>()
}

fn bar(point: &Point, most: f64) -> String {
    let (came, said) = (place(point.came, most), place(point.said, most));
    let mark = |at: usize| {
        if at == said {
            '|'
        } else if at < came {
            '='
        } else {
            ' '
        }
    };
    (0..=came.max(said)).map(mark).collect::<String>().trim_end().to_owned()
}

fn place(value: f64, most: f64) -> usize {
    let share = if most > 0.0 { (value / most).clamp(0.0, 1.0) } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the widest")]
    let at = (share * WIDEST as f64).round() as usize;
    at
}

/// A share in percent.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stroke_stands_where_the_bar_should_end() {
        let point = |said, came| Point { rows: 9, said, came, range: Some((0.1, 0.3)) };
        let drawn =
            diagram(&[point(0.2, 0.1), point(0.2, 0.4), point(0.1, 0.1)], ["said", "came", "95 %"], percent);
        let bars: Vec<&str> = drawn.lines().skip(1).map(|line| &line[49..]).collect();
        assert_eq!(bars[0], format!("{}{}|", "=".repeat(10), " ".repeat(10)));
        assert_eq!(bars[1], format!("{}|{}", "=".repeat(20), "=".repeat(19)));
        assert_eq!(bars[2], format!("{}|", "=".repeat(10)));
        assert!(drawn.contains("20.0 %    40.0 %   10.0 % to 30.0 %       9  ="), "{drawn}");
    }

    #[test]
    fn where_nothing_came_and_nothing_was_said_there_is_no_bar() {
        let nothing =
            Point { rows: 1, said: 0.0, came: 0.0, range: Some((f64::NEG_INFINITY, f64::INFINITY)) };
        let drawn = diagram(&[nothing], ["said", "came", "95 %"], percent);
        assert!(drawn.ends_with("                  -       1  |\n"), "{drawn}");
    }
}
