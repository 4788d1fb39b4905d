//! Advice as people read it.

use lindley_session::{Enough, Sensitivity, Summary};

use super::Found;
use crate::table::{percent, table};

/// Orders with the largest shares of all weights that are named.
const SHARES: usize = 5;

/// One sentence, then what is enough at which costs, what each way loses, and how far the costs can move.
pub(super) fn written(found: &Found) -> String {
    let advice = &found.advice;
    let words = advice.to_string();
    let first = words.lines().next().unwrap_or_default().to_owned();
    let at = advice.at.iter().map(|enough| {
        let Enough { weights, simplest, best, loss } = enough;
        let best =
            if simplest == best { "the same".to_owned() } else { with(&best.classification, &best.rule) };
        vec![
            with(&simplest.classification, &simplest.rule),
            weights.idle.to_string(),
            weights.overtime.to_string(),
            percent(*loss),
            best,
        ]
    });
    let at = table(&["enough", "idle cost", "overtime cost", "loses", "cheapest"], at);
    let ways = advice.combinations.iter().map(|summary| {
        let Summary { classification, rule, tried, enough, worst_loss, .. } = summary;
        vec![with(classification, rule), format!("{enough} of {tried}"), percent(*worst_loss)]
    });
    let ways = table(&["way", "enough at", "loses at worst"], ways);
    let firmly = match &found.sensitivity {
        Some(found) => firmly(found),
        None => "There are too many orders to say how far the costs can move before another is cheaper."
            .to_owned(),
    };
    [first, at, ways, firmly].join("\n\n")
}

fn with(classification: &str, rule: &str) -> String {
    format!("{classification}, {rule}")
}

fn firmly(found: &Sensitivity) -> String {
    let weights = &found.weights;
    let ranges = found.ranges.iter().map(|range| {
        let high = if range.high.is_finite() { format!("{:.2}", range.high) } else { "any".to_owned() };
        vec![range.name.to_owned(), range.now.to_string(), format!("{:.2}", range.low), high]
    });
    let shares = found.shares.iter().take(SHARES);
    let shares = shares.map(|share| vec![share.sequence.to_string(), percent(share.share)]);
    let others = match found.shares.len().saturating_sub(SHARES) {
        0 => String::new(),
        others => format!("\n {others} other orders share the rest."),
    };
    format!(
        "At costs of {} for waiting, {} for idling and {} for overtime the cheapest order is {}. \
         It stays so while one cost moves:\n\n\
         {}\n\nOver all costs that there can be, these orders are the cheapest:\n\n{}{others}",
        weights.wait,
        weights.idle,
        weights.overtime,
        found.chosen,
        table(&["a minute of", "now", "from", "to"], ranges),
        table(&["order", "of all costs"], shares),
    )
}
