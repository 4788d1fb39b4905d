//! The study as one page that needs nothing from outside: tables and charts beside the published values.

mod beyond;
mod costs;
mod defect_list;
mod fairness;
mod grouping;
mod mixes;
mod plot;
mod predicting;
mod table;
mod text;

use crate::headlines::headlines;
use crate::{Headline, Results};
use table::Table;
use text::{count, difference, number};

/// The page.
pub fn report(results: &Results) -> String {
    let sections = [
        findings(results),
        grouping::section(results),
        predicting::section(results),
        mixes::section(results),
        costs::section(results),
        fairness::section(results),
        beyond::section(results),
        defect_list::section(results),
        sources(results),
    ];
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Classify, predict, sequence: recomputed</title><style>{}</style></head>\n<body><main>\n{}\n{}\n</main></body></html>\n",
        include_str!("report/style.css"),
        head(results),
        sections.join("\n")
    )
}

fn head(results: &Results) -> String {
    let data = &results.data;
    let (title, lead) = if data.source == "synthetic" {
        (
            "Classify, predict, sequence: the study’s method on synthetic consultations".to_owned(),
            "The data of the study are not at hand, so these consultations were drawn from its published facts. Numbers differ \
             from the published ones; nothing is compared."
                .to_owned(),
        )
    } else {
        let (met, compared, furthest) = agreement(results);
        let exactly = if met == compared {
            "They are printed with five decimals.".to_owned()
        } else {
            format!("The largest difference is {furthest:.7}.")
        };
        (
            format!("{met} of {compared} published ratios are met to the last printed digit"),
            format!(
                "{exactly} Feng et al. (2024) fill a clinic session by classifying visits, predicting \
                 which class a visit will be, and putting the classes in a good order. Here their experiment is computed \
                 again from the open data, with their sampling, and its defects are corrected."
            ),
        )
    };
    let tiles = [
        (count(data.consultations), "consultations"),
        (count(data.sessions), "sessions"),
        (count(data.patients), "patients"),
        (count(crate::SCENARIOS), "simulated sessions per sequence"),
    ];
    let shown = |(value, name): &(String, &str)| {
        format!("<div class=\"tile\"><b>{value}</b><span>{name}</span></div>")
    };
    format!(
        "<h1>{title}</h1><p class=\"lead\">{lead}</p><div class=\"tiles\">{}</div>",
        tiles.iter().map(shown).collect::<String>()
    )
}

/// How many published ratios are met, how many there are, and the largest difference.
fn agreement(results: &Results) -> (usize, usize, f64) {
    let costs = results.cells.iter().filter_map(|cell| Some(cell.ratio - cell.published_ratio?));
    let spreads =
        results.cells.iter().filter_map(|cell| Some(cell.std_w_ratio - cell.published_std_w_ratio?));
    let all: Vec<f64> = costs.chain(spreads).map(f64::abs).collect();
    let met = all.iter().filter(|difference| **difference <= 5.000_001e-6).count();
    (met, all.len(), all.iter().copied().fold(0.0, f64::max))
}

fn findings(results: &Results) -> String {
    let mut table = Table::new(
        "What the study is quoted for, in percent of the cost",
        &["finding", "idle, overtime", "here", "published", "difference"],
    );
    for Headline { finding, cost_idle, cost_overtime, percent, published } in headlines(results) {
        let decimals = published.map_or(3, printed_decimals);
        table.row(
            &finding,
            &[
                format!("({cost_idle}, {cost_overtime})"),
                number(percent, 3),
                published.map_or_else(|| "–".to_owned(), |value| number(value, decimals)),
                published.map_or_else(|| "–".to_owned(), |value| difference(percent - value, 3)),
            ],
        );
    }
    let saved = results.cell(0, 1, "K2+CRG").map_or(0.0, |cell| 100.0 * (1.0 - cell.ratio));
    let first = &results.first_come;
    format!(
        "<section><h2>Two classes in repeated patterns save {saved:.1} % where only waiting and a little overtime cost</h2>\
         <p>Costs are minutes of one patient’s waiting; idling and overtime are weighed as the pair in brackets says. First come, first \
         served (FCFA) has a mean waiting of {:.3} minutes per patient, {:.3} minutes of idling and {:.3} minutes of overtime.</p>{}</section>",
        first.wait_per_patient,
        first.idle,
        first.overtime,
        table.to_html()
    )
}

/// The quoted percentages were printed with one to three decimals.
fn printed_decimals(value: f64) -> usize {
    (0..3).find(|decimals| format!("{value:.decimals$}").parse() == Ok(value)).unwrap_or(3)
}

fn sources(results: &Results) -> String {
    let data = if results.data.source == "synthetic" {
        "The consultations are synthetic: drawn from facts that the study prints. No row of its file went into them."
    } else {
        "The data are the Hangu open data (CC BY-NC-SA 4.0); this page holds no record of them, only what was computed."
    };
    format!(
        "<section><h2>Sources</h2><p>H. Feng et al. (2024), the classify-predict-sequence study, with the authors’ data and stored \
         results. R. R. Chen and L. W. Robinson (2014) for the model of a session. {data}</p>\
         <p class=\"soft\">Every number of this page is in <code>results.json</code>, which is the same, byte by byte, for any number of \
         threads.</p></section>"
    )
}

/// A legend: the class of each line and its words.
fn legend(entries: &[(&str, &str)], rings: bool) -> String {
    let line = |(class, words): &(&str, &str)| {
        format!(
            "<li><svg viewBox=\"0 0 28 10\" aria-hidden=\"true\"><path class=\"line {class}\" d=\"M0 5H28\"/></svg>{words}</li>"
        )
    };
    let mut items: String = entries.iter().map(line).collect();
    if rings {
        items += "<li><svg viewBox=\"0 0 28 10\" aria-hidden=\"true\"><circle class=\"ring grey\" cx=\"14\" cy=\"5\" r=\"3.2\"/></svg>published</li>";
    }
    format!("<ul class=\"legend\">{items}</ul>")
}
