//! A small chart as SVG that takes its colours from the page, light or dark.

use super::text::escaped;

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 236.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 40.0;

/// An axis from one value to another.
pub(crate) struct Axis {
    pub(crate) label: &'static str,
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) ticks: Vec<f64>,
    pub(crate) decimals: usize,
}

impl Axis {
    /// An axis with ticks at multiples of a step.
    pub(crate) fn stepped(label: &'static str, from: f64, to: f64, step: f64, decimals: usize) -> Self {
        let mut ticks = Vec::new();
        let mut tick = (from / step).ceil() * step;
        while tick <= to + step * 1e-6 {
            ticks.push(tick);
            tick += step;
        }
        Self { label, from, to, ticks, decimals }
    }

    fn share(&self, value: f64) -> f64 {
        ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }
}

/// A chart that is being drawn.
pub(crate) struct Plot {
    x: Axis,
    y: Axis,
    marks: String,
    /// What it shows, for those who cannot see it.
    description: String,
}

impl Plot {
    pub(crate) fn new(description: impl Into<String>, x: Axis, y: Axis) -> Self {
        Self { x, y, marks: String::new(), description: description.into() }
    }

    fn at_x(&self, value: f64) -> f64 {
        LEFT + self.x.share(value) * (WIDTH - LEFT - RIGHT)
    }

    fn at_y(&self, value: f64) -> f64 {
        HEIGHT - BOTTOM - self.y.share(value) * (HEIGHT - TOP - BOTTOM)
    }

    fn add(&mut self, mark: &str) {
        self.marks.push_str(mark);
    }

    /// A line through points. The class gives colour and dashes.
    pub(crate) fn line(&mut self, class: &str, points: &[(f64, f64)]) {
        let step = |(place, (x, y)): (usize, &(f64, f64))| {
            let letter = if place == 0 { 'M' } else { 'L' };
            format!("{letter}{:.1} {:.1}", self.at_x(*x), self.at_y(*y))
        };
        let path: String = points.iter().enumerate().map(step).collect();
        self.add(&format!("<path class=\"line {class}\" d=\"{path}\"/>"));
    }

    /// Hollow dots: what was published.
    pub(crate) fn rings(&mut self, class: &str, points: &[(f64, f64)]) {
        for (x, y) in points {
            let (x, y) = (self.at_x(*x), self.at_y(*y));
            self.add(&format!("<circle class=\"ring {class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.2\"/>"));
        }
    }

    /// Filled dots.
    pub(crate) fn dots(&mut self, class: &str, points: &[(f64, f64)]) {
        for (x, y) in points {
            let (x, y) = (self.at_x(*x), self.at_y(*y));
            self.add(&format!("<circle class=\"dot {class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>"));
        }
    }

    /// An upright bar from one height to another.
    pub(crate) fn whisker(&mut self, class: &str, x: f64, low: f64, high: f64) {
        let (x, low, high) = (self.at_x(x), self.at_y(low), self.at_y(high));
        self.add(&format!("<path class=\"whisker {class}\" d=\"M{x:.1} {low:.1}V{high:.1}\"/>"));
    }

    /// A column of a histogram.
    pub(crate) fn column(&mut self, from: f64, to: f64, height: f64) {
        let (left, right, top) = (self.at_x(from), self.at_x(to), self.at_y(height));
        let (width, tall) = (right - left - 1.0, self.at_y(self.y.from) - top);
        self.add(&format!(
            "<rect class=\"column\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{tall:.1}\"/>"
        ));
    }

    /// An upright rule over the whole height, with a word at its top.
    pub(crate) fn upright(&mut self, class: &str, x: f64, level: usize, word: &str) {
        let (at, foot) = (self.at_x(x), HEIGHT - BOTTOM);
        let head = TOP + 10.0 + 14.0 * level as f64;
        self.add(&format!(
            "<path class=\"rule {class}\" d=\"M{at:.1} {TOP}V{foot}\"/><text class=\"mark\" x=\"{:.1}\" y=\"{head}\">{}</text>",
            at + 4.0,
            escaped(word)
        ));
    }

    /// A level rule over the whole width, with a word at its right end.
    pub(crate) fn level(&mut self, y: f64, word: &str) {
        let (at, right) = (self.at_y(y), WIDTH - RIGHT);
        self.add(&format!(
            "<path class=\"rule reference\" d=\"M{LEFT} {at:.1}H{right}\"/><text class=\"mark end\" x=\"{right}\" y=\"{:.1}\">{}</text>",
            at - 4.0,
            escaped(word)
        ));
    }

    pub(crate) fn to_svg(&self) -> String {
        let mut svg = format!(
            "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">",
            escaped(&self.description)
        );
        let (foot, right) = (HEIGHT - BOTTOM, WIDTH - RIGHT);
        for tick in &self.y.ticks {
            let (y, decimals) = (self.at_y(*tick), self.y.decimals);
            put(&mut svg, format_args!("<path class=\"grid\" d=\"M{LEFT} {y:.1}H{right}\"/>"));
            put(
                &mut svg,
                format_args!(
                    "<text class=\"tick end\" x=\"{}\" y=\"{:.1}\">{tick:.decimals$}</text>",
                    LEFT - 6.0,
                    y + 4.0
                ),
            );
        }
        for tick in &self.x.ticks {
            let (x, decimals) = (self.at_x(*tick), self.x.decimals);
            put(
                &mut svg,
                format_args!(
                    "<text class=\"tick middle\" x=\"{x:.1}\" y=\"{}\">{tick:.decimals$}</text>",
                    foot + 16.0
                ),
            );
        }
        put(&mut svg, format_args!("<path class=\"base\" d=\"M{LEFT} {foot}H{right}\"/>"));
        let middle = LEFT + (WIDTH - LEFT - RIGHT) / 2.0;
        put(
            &mut svg,
            format_args!(
                "<text class=\"axis middle\" x=\"{middle}\" y=\"{}\">{}</text>",
                HEIGHT - 6.0,
                escaped(self.x.label)
            ),
        );
        svg + &self.marks + "</svg>"
    }

    /// The chart with the words over it: what is measured upwards is said there, where it can be read level.
    pub(crate) fn to_figure(&self, title: &str) -> String {
        format!(
            "<figure><figcaption><strong>{}</strong><span>{}</span></figcaption>{}</figure>",
            escaped(title),
            escaped(self.y.label),
            self.to_svg()
        )
    }
}

fn put(svg: &mut String, text: std::fmt::Arguments<'_>) {
    svg.push_str(&text.to_string());
}
