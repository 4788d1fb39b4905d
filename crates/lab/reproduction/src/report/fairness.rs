//! How evenly waiting is spread over the session.

use super::legend;
use super::plot::{Axis, Plot};
use crate::Results;

const POLICIES: [(&str, &str); 3] = [("K2+CRG", "one"), ("NR+TSC", "two"), ("K3+CRG", "three")];

pub(crate) fn section(results: &Results) -> String {
    let spreads = results.cells.iter().filter(|cell| cell.policy == "K2+CRG").map(|cell| cell.std_w_ratio);
    let title = if spreads.fold(0.0, f64::max) > 1.0 {
        "A cheaper session is not always fairer: K2 can spread waiting less evenly than no policy"
    } else {
        "The cheaper sessions are fairer too: K2 always spreads waiting more evenly than no policy"
    };
    let panels: String = [0, 5, 10].into_iter().map(|idle| panel(results, idle)).collect();
    format!(
        "<section><h2>{title}</h2>\
         <p>STD(W) is the standard deviation of the mean waiting over the sixteen slots; here it stands over that of first come, first \
         served. Above 1, it matters more than before in which slot a patient is booked.</p>{}<div class=\"panels\">{panels}</div>\
         <h3 style=\"margin-top:24px\">Waiting along the session</h3>{}<div class=\"panels\">{}</div></section>",
        legend(&[("one", "K2+CRG"), ("two", "NR+TSC"), ("three", "K3+CRG")], true),
        legend(
            &[
                ("grey", "FCFA"),
                ("one", "K2+CRG for (0, 1)"),
                ("two", "K2+CRG for (10, 10)"),
                ("three", "K3+CRG for (10, 10)")
            ],
            false
        ),
        waits(results)
    )
}

fn panel(results: &Results, idle: u8) -> String {
    let x = Axis::stepped("cost of overtime", 0.7, 10.3, 1.0, 0);
    let y = Axis::stepped("STD(W) over that of FCFA", 0.7, 1.5, 0.1, 1);
    let mut plot = Plot::new(format!("Spread of waiting where idling costs {idle}"), x, y);
    plot.level(1.0, "FCFA");
    for (policy, class) in POLICIES {
        let cells: Vec<_> =
            results.cells.iter().filter(|cell| cell.cost_idle == idle && cell.policy == policy).collect();
        let at = |ratio: f64, cell: &crate::Cell| (f64::from(cell.cost_overtime), ratio);
        plot.line(class, &cells.iter().map(|cell| at(cell.std_w_ratio, cell)).collect::<Vec<_>>());
        let published = cells.iter().filter_map(|cell| Some(at(cell.published_std_w_ratio?, cell)));
        plot.rings(class, &published.collect::<Vec<_>>());
    }
    plot.to_figure(&format!("Idling costs {idle}"))
}

fn waits(results: &Results) -> String {
    let top = results.waits.iter().flat_map(|profile| &profile.minutes).copied().fold(0.0, f64::max);
    let x = Axis::stepped("slot", 1.0, 16.0, 1.0, 0);
    let y = Axis::stepped("mean waiting, minutes", 0.0, (top / 2.0).ceil() * 2.0, 2.0, 0);
    let mut plot = Plot::new("Mean waiting by slot", x, y);
    for profile in &results.waits {
        let class = match (profile.policy.as_str(), profile.cost_idle) {
            ("FCFA", _) => "grey",
            ("K2+CRG", Some(0)) => "one",
            ("K2+CRG", _) => "two",
            _ => "three",
        };
        let points = profile.minutes.iter().enumerate();
        plot.line(class, &points.map(|(place, wait)| (place as f64 + 1.0, *wait)).collect::<Vec<_>>());
    }
    plot.to_figure("Every policy puts the waiting elsewhere")
}
