//! How service times fall into groups.

use super::legend;
use super::plot::{Axis, Plot};
use super::table::Table;
use super::text::{difference, number, or_dash};
use crate::{Cluster, Results};

pub(crate) fn section(results: &Results) -> String {
    let of = |mode: &str, k: usize| results.clusters.iter().find(|found| found.mode == mode && found.k == k);
    let worse = of("paper", 2)
        .zip(of("exact", 2))
        .map_or(0.0, |(paper, exact)| 100.0 * (paper.sae / exact.sae - 1.0));
    let cuts = |mode: &str| of(mode, 2).map_or_else(|| "–".to_owned(), |found| number(found.cuts_s[0], 1));
    format!(
        "<section><h2>The best cut between short and long visits is at {} seconds, the published one at {}</h2>\
         <p>The study’s library stops before it has converged: its error for two groups is {worse:.3} % above the least \
         possible. The difference is small, but the cut-off is another. Bands are the central 95 % of 1000 resamples.</p>\
         {}<div class=\"panels\">{}{}{}</div>{}</section>",
        cuts("exact"),
        cuts("paper"),
        legend(&[("one", "exact"), ("two", "as the paper stops")], true),
        histogram(results, of("paper", 2), of("paper", 3)),
        errors(results),
        silhouettes(results),
        table(results)
    )
}

fn histogram(results: &Results, two: Option<&Cluster>, three: Option<&Cluster>) -> String {
    let most = 45_u8;
    // Times above the chart's end are not drawn.
    let within = |place: u8| {
        let (from, to) = (f64::from(place), f64::from(place) + 1.0);
        results.data.minutes.iter().filter(|minutes| (from..to).contains(*minutes)).count() as f64
    };
    let columns: Vec<f64> = (0..most).map(within).collect();
    let highest = columns.iter().copied().fold(0.0, f64::max);
    let top = (highest / 50.0).ceil() * 50.0;
    let x = Axis::stepped("service time, minutes", 0.0, f64::from(most), 10.0, 0);
    let y = Axis::stepped(
        "consultations of the training part per minute of length, with the paper’s cut-offs",
        0.0,
        top,
        100.0,
        0,
    );
    let mut plot = Plot::new("Histogram of service times with cut-offs", x, y);
    for (place, height) in columns.iter().enumerate() {
        plot.column(place as f64, place as f64 + 1.0, *height);
    }
    let mut rules = |found: Option<&Cluster>, class: &str, level: usize, words: &str| {
        for (place, cut) in found.map(|found| found.cuts_s.as_slice()).unwrap_or_default().iter().enumerate()
        {
            let first = if place == found.map_or(1, |found| found.cuts_s.len()) - 1 { words } else { "" };
            plot.upright(class, cut / 60.0, level, first);
        }
    };
    rules(two, "one", 1, "");
    rules(three, "two", 0, "dashed: three groups");
    plot.to_figure(&half_of_all(results))
}

fn errors(results: &Results) -> String {
    let points = |mode: &str| -> Vec<(f64, f64)> {
        let of = results.clusters.iter().filter(|found| found.mode == mode);
        of.map(|found| (found.k as f64, found.sae)).collect()
    };
    let top = points("exact").iter().map(|point| point.1).fold(0.0, f64::max);
    let x = Axis::stepped("groups", 0.8, 6.2, 1.0, 0);
    let y = Axis::stepped(
        "sum of absolute errors, standard deviations",
        0.0,
        (top / 500.0).ceil() * 500.0,
        500.0,
        0,
    );
    let mut plot = Plot::new("Error by number of groups", x, y);
    for found in &results.clusters {
        if let Some([low, high]) = found.sae_interval {
            plot.whisker("one", found.k as f64, low, high);
        }
    }
    plot.line("one", &points("exact"));
    plot.line("two", &points("paper"));
    let published = results.clusters.iter().filter_map(|found| Some((found.k as f64, found.published_sae?)));
    plot.rings("grey", &published.collect::<Vec<_>>());
    plot.to_figure("The error falls with every group, ever more slowly")
}

fn silhouettes(results: &Results) -> String {
    let points = |mode: &str| -> Vec<(f64, f64)> {
        let of = results.clusters.iter().filter(|found| found.mode == mode);
        of.filter_map(|found| Some((found.k as f64, found.silhouette?))).collect()
    };
    let x = Axis::stepped("groups", 1.8, 6.2, 1.0, 0);
    let y = Axis::stepped("mean silhouette, 1 is best", 0.44, 0.62, 0.04, 2);
    let mut plot = Plot::new("Silhouette by number of groups", x, y);
    for found in &results.clusters {
        if let Some([low, high]) = found.silhouette_interval {
            plot.whisker("one", found.k as f64, low, high);
        }
    }
    plot.line("one", &points("exact"));
    plot.line("two", &points("paper"));
    let published =
        results.clusters.iter().filter_map(|found| Some((found.k as f64, found.published_silhouette?)));
    plot.rings("grey", &published.collect::<Vec<_>>());
    let furthest = points("exact").into_iter().max_by(|left, right| left.1.total_cmp(&right.1));
    let words = [(2.0, "Two"), (3.0, "Three"), (4.0, "Four"), (5.0, "Five"), (6.0, "Six")];
    let word = words
        .iter()
        .find(|(groups, _)| furthest.is_some_and(|point| point.0 >= *groups && point.0 < groups + 1.0));
    plot.to_figure(&format!("{} groups stand furthest apart", word.map_or("Some", |(_, word)| *word)))
}

fn table(results: &Results) -> String {
    let columns = [
        "groups",
        "cut-offs, s",
        "medians, s",
        "error, sd",
        "published",
        "difference",
        "silhouette",
        "published",
        "difference",
    ];
    let mut table = Table::new("Groups of service times", &columns);
    let list = |values: &[f64]| values.iter().map(|value| number(*value, 1)).collect::<Vec<_>>().join(" · ");
    let minus = |here: Option<f64>, published: Option<f64>, decimals: usize| {
        here.zip(published)
            .map_or_else(|| "–".to_owned(), |(here, published)| difference(here - published, decimals))
    };
    for found in &results.clusters {
        let mode = if found.mode == "paper" { "as the paper" } else { "exact" };
        table.row(
            &format!("{}, {mode}", found.k),
            &[
                if found.cuts_s.is_empty() { "–".to_owned() } else { list(&found.cuts_s) },
                list(&found.medians_s),
                number(found.sae, 5),
                or_dash(found.published_sae, 5),
                minus(Some(found.sae), found.published_sae, 5),
                or_dash(found.silhouette, 7),
                or_dash(found.published_silhouette, 7),
                minus(found.silhouette, found.published_silhouette, 7),
            ],
        );
    }
    format!("<details><summary>All groupings as a table</summary>{}</details>", table.to_html())
}

/// The middle half of the visits in words.
fn half_of_all(results: &Results) -> String {
    let quartile = |share: f64| lindley_stats::quantile(&results.data.minutes, share).unwrap_or(0.0);
    format!("Half of the visits take {:.0} to {:.0} minutes", quartile(0.25), quartile(0.75))
}
