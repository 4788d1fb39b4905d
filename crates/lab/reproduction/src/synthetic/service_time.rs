//! How long a visit takes.

use lindley_seed::Stream;

use super::patients::{Patient, SHARE_OF_M_CANCER, SHARE_OUT_OF_PROVINCE};
use crate::Address;

/// Mean and standard deviation of the logarithm of a new patient's seconds, from mean 15.16 and sd 6.90 minutes.
const NEW: (f64, f64) = (6.719, 0.434);
/// The same of a returning patient, from mean 12.28 and sd 5.48 minutes.
const RETURNING: (f64, f64) = (6.511, 0.426);
/// What share of the variance of the logarithm is between patients. It sets how far predictions from history spread: with 0.25
/// about as many visits are predicted short or long as in the study (with 0.12, 48 short ones instead of some 400), at an R2 of
/// about 0.09 where the study prints 0.083.
const BETWEEN_PATIENTS: f64 = 0.25;
/// By how much more a visit for a malignant tumour takes, as a logarithm: 157 s of about 800.
const M_CANCER: f64 = 0.18;
/// The same for a patient from another province: 163 s.
const OUT_OF_PROVINCE: f64 = 0.185;
/// Shortest and longest visit of the file, in seconds.
const RANGE: (f64, f64) = (180.0, 3_457.0);

/// Length of a visit in whole seconds.
pub(super) fn seconds(patient: &Patient, stream: &mut Stream) -> u32 {
    let (mu, sigma) = if patient.visits > 1 { RETURNING } else { NEW };
    let reasons = [
        (M_CANCER, SHARE_OF_M_CANCER, patient.m_cancer),
        (OUT_OF_PROVINCE, SHARE_OUT_OF_PROVINCE, patient.address == Address::OutOfProvince),
    ];
    // Reasons move visits around the mean; mean and variance of all visits stay the published ones.
    let (mut moved, mut explained) = (0.0, 0.0);
    for (longer, share, holds) in reasons {
        moved += longer * (f64::from(u8::from(holds)) - share);
        explained += longer * longer * share * (1.0 - share);
    }
    let between = sigma * sigma * BETWEEN_PATIENTS;
    let rest = sigma * sigma - between - explained;
    let drawn = stream.lognormal(mu + moved + between.sqrt() * patient.slowness, rest.sqrt());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within the range of the file"
    )]
    let seconds = drawn.clamp(RANGE.0, RANGE.1).round() as u32;
    seconds
}
