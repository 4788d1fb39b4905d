//! What the policies cost at all settings.

use super::legend;
use super::plot::{Axis, Plot};
use super::table::Table;
use super::text::{difference, number};
use crate::Results;

/// The rules with their lines.
const RULES: [(&str, &str); 4] = [("CRG", "one"), ("TSC", "two"), ("Enum", "three"), ("MR", "four")];
const CLASSIFICATIONS: [(&str, &str); 3] = [
    ("K2", "two classes by predicted length"),
    ("K3", "three classes by predicted length"),
    ("NR", "new and returning patients"),
];

pub(crate) fn section(results: &Results) -> String {
    let gap = results.cells.iter().filter(|cell| cell.policy == "K2+CRG").filter_map(|cell| {
        let all = results.cell(cell.cost_idle, cell.cost_overtime, "K2+Enum")?;
        Some(100.0 * (cell.cost / all.cost - 1.0))
    });
    let widest = gap.fold(0.0, f64::max);
    let panels: String = CLASSIFICATIONS.iter().map(|(name, words)| row(results, name, words)).collect();
    format!(
        "<section><h2>Repeated patterns (CRG) come within {widest:.1} % of the best of all sequences</h2>\
         <p>Cost over that of first come, first served, by the cost of overtime; each column has another cost of idling. Lower is better; \
         above 1 the policy is worse than no policy.</p>{}{panels}{}</section>",
        legend(
            &[("one", "CRG"), ("two", "TSC"), ("three", "every sequence"), ("four", "moment rules")],
            compared(results)
        ),
        tables(results)
    )
}

fn compared(results: &Results) -> bool {
    results.cells.iter().any(|cell| cell.published_ratio.is_some())
}

fn row(results: &Results, classification: &str, words: &str) -> String {
    let panel = |idle: u8| panel(results, classification, idle);
    let panels: String = [0, 5, 10].into_iter().map(panel).collect();
    format!(
        "<h3 style=\"margin-top:24px\">{classification}: {words}</h3><div class=\"panels\">{panels}</div>"
    )
}

fn panel(results: &Results, classification: &str, idle: u8) -> String {
    let x = Axis::stepped("cost of overtime", 0.7, 10.3, 1.0, 0);
    let y = Axis::stepped("cost over that of FCFA", 0.82, 1.10, 0.04, 2);
    let mut plot = Plot::new(format!("Cost ratios of {classification} where idling costs {idle}"), x, y);
    plot.level(1.0, "FCFA");
    for (rule, class) in RULES {
        let policy = format!("{classification}+{rule}");
        let cells: Vec<_> =
            results.cells.iter().filter(|cell| cell.cost_idle == idle && cell.policy == policy).collect();
        let at = |ratio: f64, cell: &crate::Cell| (f64::from(cell.cost_overtime), ratio);
        plot.line(class, &cells.iter().map(|cell| at(cell.ratio, cell)).collect::<Vec<_>>());
        let published = cells.iter().filter_map(|cell| Some(at(cell.published_ratio?, cell)));
        plot.rings(class, &published.collect::<Vec<_>>());
    }
    plot.to_figure(&format!("Idling costs {idle}"))
}

fn tables(results: &Results) -> String {
    let table = |(name, _): &(&str, &str)| {
        let rules: Vec<&str> = RULES.iter().map(|(rule, _)| *rule).collect();
        let mut policies: Vec<String> = rules.iter().map(|rule| format!("{name}+{rule}")).collect();
        policies.push(format!("{name}+MR corrected"));
        policies.retain(|policy| results.cells.iter().any(|cell| cell.policy == *policy));
        let mut columns = vec!["idle, overtime"];
        columns.extend(policies.iter().map(String::as_str));
        let mut table = Table::new(&format!("{name}: cost over that of FCFA"), &columns);
        for first in results.cells.iter().filter(|cell| cell.policy == "FCFA") {
            let cell =
                |policy: &String| results.cell(first.cost_idle, first.cost_overtime, policy).map(ratio);
            let cells: Vec<String> = policies.iter().filter_map(cell).collect();
            table.row(&format!("({}, {})", first.cost_idle, first.cost_overtime), &cells);
        }
        table.to_html()
    };
    let small = if compared(results) {
        " Below each ratio stands the published one and the difference, where it was printed."
    } else {
        ""
    };
    format!(
        "<details><summary>All 30 settings as tables.<small>{small}</small></summary>{}</details>",
        CLASSIFICATIONS.iter().map(table).collect::<String>()
    )
}

fn ratio(cell: &crate::Cell) -> String {
    let published = cell.published_ratio.map(|published| {
        format!("<small>{} {}</small>", number(published, 5), difference(cell.ratio - published, 6))
    });
    number(cell.ratio, 6) + &published.unwrap_or_default()
}
