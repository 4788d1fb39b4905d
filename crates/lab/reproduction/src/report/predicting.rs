//! How well service times are predicted.

use super::table::Table;
use super::text::{difference, escaped, number, or_dash};
use crate::Results;

pub(crate) fn section(results: &Results) -> String {
    let prediction = &results.prediction;
    let best = prediction.models.iter().map(|model| model.rmse.value).fold(f64::INFINITY, f64::min);
    let mean = prediction.models.last().map_or(best, |model| model.rmse.value);
    let disagreement = match prediction.labels_unlike_the_authors {
        Some(0) => " All of them fall into the class that the authors stored.".to_owned(),
        Some(rows) => format!(" {rows} of them fall into another class than the authors stored."),
        None => String::new(),
    };
    format!(
        "<section><h2>No method tells a visit’s length well: the best is {:.0} seconds better than the mean</h2>\
         <p>Learnt on {} consultations, tested on the {} after them. The small print is the central 95 % of 1000 resamples: the methods overlap, so \
         a straight line does as well as boosted trees. The classes of the test part come from: {}.{disagreement}</p>{}{}\
         <h3 style=\"margin-top:24px\">What the boosted trees lean on</h3><p class=\"soft\">Seconds by which the root mean squared error on \
         the test part grows when a feature is shuffled.</p>{}{}</section>",
        mean - best,
        super::count(prediction.train_rows),
        super::count(prediction.test_rows),
        escaped(&prediction.labels_from),
        scores(results),
        searched(results),
        importance(results),
        coefficients(results)
    )
}

fn scores(results: &Results) -> String {
    let columns = [
        "method",
        "error (RMSE), s",
        "published",
        "difference",
        "R²",
        "published",
        "mean error, s",
        "cross-validated, s",
    ];
    let mut table = Table::new("Errors on the test part", &columns);
    for model in &results.prediction.models {
        let band = |estimate: crate::Estimate, decimals: usize| {
            let crate::Estimate { value, low, high } = estimate;
            format!(
                "{}<small>{} to {}</small>",
                number(value, decimals),
                number(low, decimals),
                number(high, decimals)
            )
        };
        let apart = model
            .published_rmse
            .map_or_else(|| "–".to_owned(), |published| difference(model.rmse.value - published, 3));
        table.row(
            &model.model,
            &[
                band(model.rmse, 3),
                or_dash(model.published_rmse, 3),
                apart,
                band(model.r2, 3),
                or_dash(model.published_r2, 3),
                band(model.mae, 1),
                or_dash(model.cross_validated_rmse, 1),
            ],
        );
    }
    table.to_html()
}

/// What a search of one's own found; nothing if there was none.
fn searched(results: &Results) -> String {
    let found = &results.prediction.settings_search;
    let Some(first) = found.first() else { return String::new() };
    let title = format!(
        "Best of {} random settings of the study’s ranges (its table 3; the study chose its points by Bayesian optimisation)",
        first.draws
    );
    let columns = ["method", "settings", "cross-validated, s", "error (RMSE), s", "R²"];
    let mut table = Table::new(&title, &columns);
    for searched in found {
        let one = |(name, value): (&String, &f64)| format!("{} {}", escaped(name), number(*value, 2));
        let settings: Vec<String> = searched.settings.iter().map(one).collect();
        table.row(
            searched.model,
            &[
                settings.join(", "),
                number(searched.cross_validated_rmse, 1),
                number(searched.rmse, 3),
                number(searched.r2, 3),
            ],
        );
    }
    table.to_html()
}

fn importance(results: &Results) -> String {
    let mut features: Vec<_> = results.prediction.importance.iter().collect();
    features.sort_by(|left, right| right.rmse_increase.total_cmp(&left.rmse_increase));
    let most = features.first().map_or(1.0, |feature| feature.rmse_increase.max(1e-9));
    let bar = |feature: &&crate::FeatureImportance| {
        let share = (100.0 * feature.rmse_increase / most).clamp(0.0, 100.0);
        format!(
            "<span>{}</span><div><i style=\"width:{share:.1}%\"></i></div><b>{}</b>",
            escaped(in_words(&feature.name)),
            number(feature.rmse_increase, 1)
        )
    };
    format!("<div class=\"bars\">{}</div>", features.iter().map(bar).collect::<String>())
}

fn coefficients(results: &Results) -> String {
    let mut table = Table::new("Linear regression, seconds", &["term", "coefficient", "standard error", "p"]);
    for term in &results.prediction.coefficients {
        let p = if term.p < 0.0001 { "&lt; 0.0001".to_owned() } else { number(term.p, 4) };
        table.row(in_words(&term.name), &[number(term.estimate, 3), number(term.standard_error, 3), p]);
    }
    format!("<details><summary>The linear regression, term by term</summary>{}</details>", table.to_html())
}

/// A feature's name as people say it; other names stay as they are.
fn in_words(name: &str) -> &str {
    match name {
        "M.Cancer" => "malignant tumour (M.Cancer)",
        "S.Cancer" => "S.Cancer",
        "return" => "returning patient",
        "Gender_M" => "male",
        "Address_NA" => "address not known",
        "Address_Out of city" => "from out of the city",
        "Address_Out of province" => "from out of the province",
        "His.ServTime_scaled" => "earlier service times",
        "Visit.No_scaled" => "number of visits",
        other => other,
    }
}
