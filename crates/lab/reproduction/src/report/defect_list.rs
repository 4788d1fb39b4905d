//! What is wrong with the published experiment.

use super::table::Table;
use super::text::{escaped, number};
use crate::{Defect, Figure, Results};

pub(crate) fn section(results: &Results) -> String {
    format!(
        "<section><h2>Six defects of the published experiment, and what they change</h2>\
         <p>None of them overturns the study: the order of the rules stays. All numbers here are computed, not quoted.</p>{}</section>",
        results.defects.iter().map(defect).collect::<String>()
    )
}

fn defect(defect: &Defect) -> String {
    let Defect { id, title, explanation, figures } = defect;
    let heads = match id {
        'c' | 'd' => ["", "on the published sample", "on fresh seeds"],
        'e' => ["", "on NR+TSC", "on NR+CRG"],
        'f' => ["", "least", "greatest"],
        'b' => ["", "the solver’s", "the optimum"],
        _ => ["", "as published", "corrected"],
    };
    let table = if figures.is_empty() {
        "<p class=\"soft\">Computed only with fresh seeds.</p>".to_owned()
    } else {
        let mut table = Table::new(&format!("Defect {id}"), &heads);
        figures.iter().for_each(|figure| table.row(&figure.label, &cells(figure)));
        table.to_html()
    };
    format!(
        "<div class=\"defect\"><h3>{id}. {}</h3><p>{}</p>{table}</div>",
        escaped(title),
        escaped(explanation)
    )
}

fn cells(figure: &Figure) -> [String; 2] {
    let decimals = if figure.unit == "%" { 3 } else { 5 };
    let unit = if figure.unit == "%" { " %" } else { "" };
    let sure =
        figure.plus_minus.map(|error| format!(" ± {}", number(error, decimals))).unwrap_or_default();
    [
        format!("{}{unit}", number(figure.as_published, decimals)),
        format!("{}{sure}{unit}", number(figure.corrected, decimals)),
    ]
}
