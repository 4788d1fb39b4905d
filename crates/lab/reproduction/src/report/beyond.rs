//! The chosen sequences on samples that they were not chosen on.

use super::legend;
use super::plot::{Axis, Plot};
use super::table::Table;
use super::text::{difference, number};
use crate::{FreshSeeds, Results};

pub(crate) fn section(results: &Results) -> String {
    let Some(fresh) = &results.fresh_seeds else { return String::new() };
    let mut table = Table::new(
        "Cost over that of FCFA, drawn anew with each seed",
        &["policy", "idle, overtime", "chosen sample", "fresh seeds", "standard error", "difference"],
    );
    for (idle, overtime) in [(0, 1), (5, 5), (10, 10)] {
        for policy in ["K2+TSC", "K2+CRG", "K2+Enum", "K3+CRG", "K3+Enum", "NR+TSC", "NR+CRG"] {
            let Some(cell) = fresh.cell(idle, overtime, policy) else { continue };
            table.row(
                policy,
                &[
                    format!("({idle}, {overtime})"),
                    number(cell.in_sample, 5),
                    number(cell.ratio, 5),
                    number(cell.standard_error, 5),
                    difference(cell.ratio - cell.in_sample, 5),
                ],
            );
        }
    }
    let panels: String = [0, 5, 10].into_iter().map(|idle| panel(results, idle)).collect();
    format!(
        "<section><h2>On {} fresh seeds {}</h2>\
         <p>The sequences were chosen on one sample of 10 000 sessions and are scored here on others. Bars reach two standard errors either \
         way.</p>{}<div class=\"panels\">{panels}</div>{}</section>",
        fresh.seeds.len(),
        what_holds(fresh),
        legend(
            &[
                ("one", "K2+CRG, fresh seeds"),
                ("three", "K3+CRG, fresh seeds"),
                ("grey", "the sample they were chosen on")
            ],
            false
        ),
        table.to_html()
    )
}

fn panel(results: &Results, idle: u8) -> String {
    let x = Axis::stepped("cost of overtime", 0.7, 10.3, 1.0, 0);
    let y = Axis::stepped("cost over that of FCFA", 0.82, 1.0, 0.04, 2);
    let mut plot = Plot::new(format!("Cost ratios on fresh seeds where idling costs {idle}"), x, y);
    for (policy, class) in [("K2+CRG", "one"), ("K3+CRG", "three")] {
        let cells: Vec<_> = results.fresh_seeds.iter().flat_map(|fresh| &fresh.cells).collect();
        let cells: Vec<_> =
            cells.into_iter().filter(|cell| cell.cost_idle == idle && cell.policy == policy).collect();
        let at = |ratio: f64, cell: &crate::FreshCell| (f64::from(cell.cost_overtime), ratio);
        for cell in &cells {
            let reach = 2.0 * cell.standard_error;
            plot.whisker(class, f64::from(cell.cost_overtime), cell.ratio - reach, cell.ratio + reach);
        }
        plot.line("grey", &cells.iter().map(|cell| at(cell.in_sample, cell)).collect::<Vec<_>>());
        plot.dots(class, &cells.iter().map(|cell| at(cell.ratio, cell)).collect::<Vec<_>>());
        plot.line(class, &cells.iter().map(|cell| at(cell.ratio, cell)).collect::<Vec<_>>());
    }
    plot.to_figure(&format!("Idling costs {idle}"))
}

/// Whether more candidates stay better on samples that nothing was chosen on.
fn what_holds(fresh: &FreshSeeds) -> &'static str {
    let ratio = |(idle, overtime): (u8, u8), rule: &str| {
        fresh.cell(idle, overtime, &format!("K2+{rule}")).map_or(0.0, |cell| cell.ratio)
    };
    let ordered =
        |at: (u8, u8)| ratio(at, "Enum") <= ratio(at, "CRG") && ratio(at, "CRG") <= ratio(at, "TSC");
    if [(0, 1), (5, 5), (10, 10)].into_iter().all(ordered) {
        "the order of the rules stays: every sequence, then CRG, then TSC"
    } else {
        "the order of the rules changes somewhere"
    }
}
