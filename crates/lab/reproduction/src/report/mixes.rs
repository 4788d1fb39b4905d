//! Which sessions have the mix of visits, and which sequences are best for them.

use super::table::{Table, sequence};
use super::text::{count, number};
use crate::Results;

pub(crate) fn section(results: &Results) -> String {
    let wanted = results.compositions.first().and_then(|share| share.wanted.first()).copied().unwrap_or(0.0);
    let largest = results.candidates.iter().map(|found| found.candidates).max().unwrap_or(0);
    format!(
        "<section><h2>A session cannot have {wanted:.2} long visits, so compositions take turns</h2>\
         <p>Each classification has compositions whose mean is exactly the mix of the test part. A rule chooses one sequence for each; \
         the largest set is the enumeration of {} sequences.</p>{}{}{}</section>",
        count(largest),
        groups(results),
        compositions(results),
        sequences(results)
    )
}

fn groups(results: &Results) -> String {
    let mut table =
        Table::new("Kinds of visit on the test part", &["kind", "consultations", "mean, min", "sd, min"]);
    for group in &results.groups {
        table.row(
            &format!("{} {}", group.classification, group.kind),
            &[count(group.consultations), number(group.mean, 4), number(group.sd, 4)],
        );
    }
    table.to_html()
}

fn compositions(results: &Results) -> String {
    let columns = ["composition", "probability", "TSC", "CRG", "Enum", "MR"];
    let mut table = Table::new("Compositions, and how many sequences each rule considers", &columns);
    for share in &results.compositions {
        let considered = |rule: &str| {
            let found = results.candidates.iter().find(|found| {
                (found.classification, found.rule, found.composition.as_str())
                    == (share.classification, rule, share.composition.as_str())
            });
            found.map_or_else(|| "–".to_owned(), |found| count(found.candidates))
        };
        let mut cells = vec![number(share.probability, 6)];
        cells.extend(["TSC", "CRG", "Enum", "MR"].map(considered));
        table.row(&format!("{} {}", share.classification, share.composition), &cells);
    }
    table.to_html()
}

fn sequences(results: &Results) -> String {
    let settings = [(0, 1), (5, 5), (10, 10)];
    let head = settings.map(|(idle, overtime)| format!("idle {idle}, overtime {overtime}"));
    let columns: Vec<&str> = ["policy"].into_iter().chain(head.iter().map(String::as_str)).collect();
    let mut table = Table::new("Best sequences, one for each composition", &columns);
    for policy in ["K2+CRG", "K2+Enum", "K3+CRG", "K3+Enum", "NR+Enum"] {
        let cell = |(idle, overtime)| {
            let words = results.cell(idle, overtime, policy).map(|cell| cell.sequences.as_slice());
            words.unwrap_or_default().iter().map(|word| sequence(word)).collect::<Vec<_>>().join("<br>")
        };
        table.row(policy, &settings.map(cell));
    }
    format!("<div class=\"words\">{}</div>", table.to_html())
}
