//! A model's card: what a clinic manager should know before a model speaks.
//!
//! The headings are those of M. Mitchell et al., "Model cards for model reporting", FAT* (2019), in the clinic's words: model
//! details, intended use, factors, metrics, evaluation and training data, quantitative analyses, ethical considerations,
//! caveats and recommendations.

mod figures;
mod making;
mod markdown;
mod number;
mod people;

use lindley_domain::ModelTask;

use crate::manifest::Manifest;
use markdown::{Page, plain};

/// The card as Markdown: headings, paragraphs, lists and tables, no HTML. The same manifest gives the same text.
pub fn card(manifest: &Manifest) -> String {
    let mut page = Page::default();
    page.title(title(manifest.task));
    what_it_is(&mut page, manifest);
    intended_use(&mut page, manifest);
    people::learnt_from(&mut page, manifest);
    figures::figures(&mut page, &manifest.report);
    figures::calibration(&mut page, manifest);
    limits(&mut page, manifest);
    people::ethical_considerations(&mut page, &manifest.report);
    making::how_to_reproduce(&mut page, manifest);
    page.into_text()
}

const fn title(task: ModelTask) -> &'static str {
    match task {
        ModelTask::NoShow => "Model card: who will not come",
        ModelTask::Duration => "Model card: how long visits take",
        ModelTask::Demand => "Model card: how many will come",
    }
}

fn what_it_is(page: &mut Page, manifest: &Manifest) {
    page.heading("What it is");
    let predicts = match manifest.task {
        ModelTask::NoShow => "For each booked visit it gives the probability that the patient does not come",
        ModelTask::Duration => "For each booked visit it gives how long the visit is likely to take",
        ModelTask::Demand => {
            "For each service, site and step of time it gives how many patients are likely to come"
        }
    };
    page.paragraph(&format!(
        "{predicts}, and a band that the true one should lie in. The method: {}. It was made on {} and has learnt from {} rows of \
         the days from {} to {}.",
        plain(&manifest.method),
        making::day_of(manifest.made),
        number::count(manifest.rows),
        manifest.from,
        making::last_day(manifest.until),
    ));
}

fn intended_use(page: &mut Page, manifest: &Manifest) {
    page.heading("Intended use");
    page.paragraph(&plain(&manifest.intended_use));
}

fn limits(page: &mut Page, manifest: &Manifest) {
    page.heading("Limits");
    if manifest.limits.is_empty() {
        page.paragraph("None were written down. That is no sign that there are none.");
    }
    page.list(manifest.limits.iter().map(|limit| plain(limit)));
}

#[cfg(test)]
mod tests;
