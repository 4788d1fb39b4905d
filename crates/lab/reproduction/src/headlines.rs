//! The findings that the study is quoted for.

use serde::Serialize;

use crate::Results;

/// How much cheaper one policy is than another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Headline {
    /// In words.
    pub finding: String,
    /// `c_I` of the setting.
    pub cost_idle: u8,
    /// `c_O` of the setting.
    pub cost_overtime: u8,
    /// What it saves, in percent.
    pub percent: f64,
    /// What was printed, in percent; none for data other than the study's.
    pub published: Option<f64>,
}

/// The policy, what it is compared with, `c_I`, `c_O`, the percentage in print or in the stored results.
const QUOTED: [(&str, &str, u8, u8, f64); 9] = [
    ("K2+CRG", "FCFA", 0, 1, 15.0),
    ("K3+CRG", "FCFA", 10, 10, 14.0),
    ("K3+CRG", "NR+TSC", 5, 10, 4.71),
    ("K2+CRG", "NR+TSC", 0, 2, 4.12),
    ("K2+TSC", "NR+TSC", 0, 6, 3.059),
    ("K2+CRG", "K2+TSC", 0, 1, 5.729),
    ("K3+CRG", "K2+CRG", 10, 1, 2.615),
    ("K2+CRG", "NR+MR", 0, 5, 8.37),
    ("K3+CRG", "NR+MR", 0, 5, 9.44),
];

/// The quoted findings, recomputed.
pub fn headlines(results: &Results) -> Vec<Headline> {
    let quoted = QUOTED.iter().filter_map(|(policy, other, idle, overtime, published)| {
        let published = Some(*published).filter(|_| results.data.source != "synthetic");
        headline(results, policy, other, (*idle, *overtime), published)
    });
    quoted.collect()
}

fn headline(
    results: &Results,
    policy: &str,
    other: &str,
    (idle, overtime): (u8, u8),
    published: Option<f64>,
) -> Option<Headline> {
    let found = results.cell(idle, overtime, policy)?;
    let than = results.cell(idle, overtime, other)?;
    Some(Headline {
        finding: format!("{policy} saves on {other}"),
        cost_idle: idle,
        cost_overtime: overtime,
        percent: 100.0 * (1.0 - found.cost / than.cost),
        published,
    })
}

/// The largest saving of one policy on another over all settings, in percent, with its setting.
pub(crate) fn greatest_saving(results: &Results, policy: &str, other: &str) -> Option<(f64, u8, u8)> {
    savings(results, policy, other).into_iter().max_by(|left, right| left.0.total_cmp(&right.0))
}

/// The smallest saving.
pub(crate) fn least_saving(results: &Results, policy: &str, other: &str) -> Option<(f64, u8, u8)> {
    savings(results, policy, other).into_iter().min_by(|left, right| left.0.total_cmp(&right.0))
}

fn savings(results: &Results, policy: &str, other: &str) -> Vec<(f64, u8, u8)> {
    let cells = results.cells.iter().filter(|cell| cell.policy == policy);
    let saving = |cell: &crate::Cell| {
        let than = results.cell(cell.cost_idle, cell.cost_overtime, other)?;
        Some((100.0 * (1.0 - cell.cost / than.cost), cell.cost_idle, cell.cost_overtime))
    };
    cells.filter_map(saving).collect()
}
