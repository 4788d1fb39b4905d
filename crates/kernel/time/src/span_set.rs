//! A set of moments, kept as sorted spans that neither overlap nor touch.

use crate::{Instant, Span};

/// Disjoint half-open spans in time order.
///
/// Invariant: for neighbours `a`, `b`: `a.end() < b.start()`.
///
/// ```
/// # use lindley_time::{Instant, Span, SpanSet};
/// # let minutes = |start, length| Span::of_minutes(Instant::from_minute(start), length);
/// let open: SpanSet = [minutes(0, 60), minutes(60, 60)].into_iter().collect();
/// assert_eq!(open.spans(), [minutes(0, 120)]);
///
/// let lunch: SpanSet = [minutes(30, 30)].into_iter().collect();
/// let left = open.difference(&lunch);
/// assert_eq!(left.spans(), [minutes(0, 30), minutes(60, 60)]);
/// assert!(left.covers(minutes(70, 20)) && !left.covers(minutes(20, 20)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanSet {
    spans: Vec<Span>,
}

impl SpanSet {
    /// The empty set.
    pub const fn new() -> Self {
        Self { spans: Vec::new() }
    }

    /// The spans in time order.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Whether the set holds no moment.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether every moment of `span` is in the set.
    pub fn covers(&self, span: Span) -> bool {
        let next = self.spans.partition_point(|candidate| candidate.end() <= span.start());
        self.spans.get(next).is_some_and(|candidate| candidate.contains(span))
    }

    /// Whether the moment is in the set.
    pub fn holds(&self, moment: Instant) -> bool {
        let next = self.spans.partition_point(|candidate| candidate.end() <= moment);
        self.spans.get(next).is_some_and(|candidate| candidate.holds(moment))
    }

    /// The moments that are in either set.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.spans.iter().chain(&other.spans).copied().collect()
    }

    /// The moments that are in both sets.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let (mut left, mut right) = (self.spans.iter().peekable(), other.spans.iter().peekable());
        let mut spans = Vec::new();
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            spans.extend(a.intersection(**b));
            if a.end() <= b.end() {
                left.next()
            } else {
                right.next()
            };
        }
        spans.into_iter().collect()
    }

    /// The moments of this set that are not in `other`.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        let mut kept = Vec::new();
        let mut cuts = other.spans.as_slice();
        for span in &self.spans {
            cuts = &cuts[cuts.partition_point(|cut| cut.end() <= span.start())..];
            let mut from = span.start();
            for cut in cuts.iter().take_while(|cut| cut.start() < span.end()) {
                kept.extend(Span::new(from, cut.start()));
                from = cut.end();
            }
            kept.extend(Span::new(from, span.end()));
        }
        Self { spans: kept }
    }
}

impl FromIterator<Span> for SpanSet {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut sorted: Vec<Span> = spans.into_iter().collect();
        sorted.sort_unstable();
        let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
        for span in sorted {
            match merged.last_mut() {
                Some(last) if span.start() <= last.end() => {
                    if let Ok(longer) = Span::new(last.start(), last.end().max(span.end())) {
                        *last = longer;
                    }
                }
                _ => merged.push(span),
            }
        }
        Self { spans: merged }
    }
}
