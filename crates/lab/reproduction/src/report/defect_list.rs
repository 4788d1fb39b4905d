//! What is wrong with the published experiment.

use super::table::Table;
use super::text::{escaped, number};
use crate::{Defect, Figure, Results};

pub(crate) fn section(results: &Results) -> String {
    let note = if results.data.source == "synthetic" {
        "They are described for the study’s own data; the numbers are those of the synthetic consultations."
    } else {
        "None of them overturns the study: CRG stays close to the best and ahead of the simple templates."
    };
    format!(
        "<section><h2>Six defects of the published experiment, and what they change</h2>\
         <p>{note} All numbers here are computed, not quoted.</p>{}</section>",
        results.defects.iter().map(defect).collect::<String>()
    )
}

fn defect(defect: &Defect) -> String {
    let Defect { id, title, explanation, figures } = defect;
    let heads = match id {
        'c' | 'd' => ["", "on the published sample", "on fresh seeds"],
        'e' => ["", "with the new classes", "with new and returning"],
        'f' => ["", "least", "greatest"],
        'b' => ["", "the solver’s", "the optimum"],
        _ => ["", "as published", "corrected"],
    };
    let table = if figures.is_empty() {
        "<p class=\"soft\">Computed only with fresh seeds.</p>".to_owned()
    } else {
        let mut table = Table::new("How much it matters", &heads);
        for figure in figures {
            table.row(&figure.label, &cells(figure));
        }
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
    let sure = figure.plus_minus.map(|error| format!(" ± {}", number(error, decimals))).unwrap_or_default();
    [
        format!("{}{unit}", number(figure.as_published, decimals)),
        format!("{}{sure}{unit}", number(figure.corrected, decimals)),
    ]
}
