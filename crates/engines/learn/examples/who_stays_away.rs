//! Who stays away? Trees on rows with gaps and labels, one direction prescribed, and the reasons for one prediction.

use lindley_learn::{
    Cell, Classifier, Direction, Kind, Logistic, MixedTable, Objective, Scorer, TreeBoosting,
};
use lindley_seed::Seed;
use lindley_stats::area_under_curve;

const COLUMNS: [(&str, Kind); 3] =
    [("lead days", Kind::Number), ("age", Kind::Number), ("district", Kind::Label)];
const DISTRICTS: [&str; 3] = ["harbour", "hill", "old town"];

/// Appointments and whether the patient stayed away: long leads, the young, and the hill.
fn appointments(count: usize, seed: Seed) -> (Vec<[Cell<'static>; 3]>, Vec<bool>) {
    let mut stream = seed.stream();
    let one = |_| {
        let (lead, age) = (stream.below(60) as f64, 18.0 + stream.below(70) as f64);
        let district = stream.pick(&DISTRICTS).copied().unwrap_or(DISTRICTS[0]);
        let young = if age < 30.0 { 0.15 } else { 0.0 };
        let hill = if district == "hill" && lead > 20.0 { 0.2 } else { 0.0 };
        let missed = stream.chance(0.05 + 0.004 * lead + young + hill);
        // One age in ten was never recorded.
        let age = if stream.chance(0.1) { Cell::Missing } else { Cell::Number(age) };
        ([Cell::Number(lead), age, Cell::Label(district)], missed)
    };
    (0..count).map(one).unzip()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seed = Seed::from_u64(1);
    let (rows, missed) = appointments(20_000, seed.child("learning"));
    let table = MixedTable::learning(&COLUMNS, rows)?;
    let (fresh, happened) = appointments(10_000, seed.child("judging"));
    let unseen = MixedTable::with_layout(table.layout(), fresh)?;

    let trees = TreeBoosting {
        leaf_weight: 20.0,
        monotone: vec![("lead days".to_owned(), Direction::Rising)],
        ..TreeBoosting::new(Objective::Logistic, seed)
    };
    let auc = |model: &dyn Scorer| -> Result<f64, Box<dyn std::error::Error>> {
        Ok(area_under_curve(&model.scores(&unseen)?, &happened)?)
    };
    println!(
        "logistic regression {:.3}",
        auc(Logistic { lambda: 1.0 }.fit_outcomes(&table, &missed)?.as_ref())?
    );
    println!("boosted trees       {:.3}", auc(trees.fit_outcomes(&table, &missed)?.as_ref())?);

    let target: Vec<f64> = missed.iter().map(|missed| f64::from(u8::from(*missed))).collect();
    let model = trees.fit_trees(&table, &target)?;
    let row = [Cell::Number(45.0), Cell::Missing, Cell::Label("hill")];
    let (odds, _) = model.raw_of_row(&row)?;
    println!("\n45 days ahead, age unknown, on the hill: {:.0} %", 100.0 * model.meaning(odds));
    for (column, adds) in model.contributions_of_row(&row)?.strongest(3) {
        println!("  {:<10} {adds:+.2}", COLUMNS[column].0);
    }
    Ok(())
}
