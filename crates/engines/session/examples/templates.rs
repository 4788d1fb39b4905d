//! The sequences that are worth trying for a mix of long (A) and short (B) visits: `cargo run --example templates`.

use lindley_session::{
    Order, ServiceMoments, SessionError, crg, explain_crg, explain_moments, explain_tsc, lottery,
    moment_rules, tsc,
};

fn main() -> Result<(), SessionError> {
    // 193 long visits were counted, and 385 short ones; a session has six slots.
    let moments = [
        ServiceMoments { mean: 19.1, standard_deviation: 5.4 },
        ServiceMoments { mean: 9.7, standard_deviation: 2.4 },
    ];
    for draw in lottery(&[193, 385], 6)? {
        let composition = draw.composition;
        println!("{composition} in {:.1} % of sessions", 100.0 * draw.probability);
        let candidates = crg(&composition, Order::Both)?;
        println!("  CRG: {} of {} sequences", candidates.len(), composition.sequences());
        for sequence in &candidates {
            if let Some(rule) = explain_crg(sequence, Order::Both) {
                println!("    {sequence}  {rule}");
            }
        }
        println!("  TSC");
        for sequence in tsc(&composition)? {
            if let Some(rule) = explain_tsc(&sequence) {
                println!("    {sequence}  {rule}");
            }
        }
        println!("  moment rules");
        for sequence in moment_rules(&composition, &moments)? {
            let rules: Vec<String> =
                explain_moments(&sequence, &moments)?.iter().map(ToString::to_string).collect();
            println!("    {sequence}  {}", rules.join("; "));
        }
    }
    Ok(())
}
