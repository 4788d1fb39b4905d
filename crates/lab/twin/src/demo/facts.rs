//! Published figures to which the demo clinic is calibrated. Facts only: no row of anybody's data.

/// Mean of the logarithm of a consultation's minutes.
///
/// Source: lognormal fit to 3,318 consultations (sessions 195 to 381) of the Hangu open data, Guangzhou 2018-2019,
/// the data of Feng et al. 2024 (appointment scheduling by patient classes).
pub(super) const SERVICE_LOG_MEAN: f64 = 2.486_43;
/// Standard deviation of the logarithm of a consultation's minutes. Source: as [`SERVICE_LOG_MEAN`].
pub(super) const SERVICE_LOG_SPREAD: f64 = 0.450_80;
/// The planned minutes of the consultations behind that fit; other visit types are scaled from it.
pub(super) const SERVICE_PLANNED_MINUTES: f64 = 15.0;

/// Share of outpatient appointments that the patient missed without notice.
///
/// Source: NHS England, Hospital Episode Statistics, outpatient activity 2023-24, as derived in the constants of
/// medscheduler 1.0.0 (MIT); the figures are under the Open Government Licence v3.
pub(super) const MISSED: f64 = 0.059;
/// Share of outpatient appointments that were cancelled. Source: as [`MISSED`].
pub(super) const CANCELLED: f64 = 0.164;
/// Share of appointments that were booked on their own day: of those kept, and of those missed.
///
/// Source: 110,522 appointments in Vitória, Brazil, 2016 (Kaggle, "Medical Appointment No Shows", CC BY-NC-SA 4.0), own counts.
pub(super) const BOOKED_SAME_DAY: [f64; 2] = [0.417, 0.080];
/// Mean days from booking to appointment of the others: of those kept, and of those missed. Source: as [`BOOKED_SAME_DAY`].
pub(super) const LEAD_DAYS: [f64; 2] = [15.0, 17.2];
/// Share of patients reminded by text message, among those booked three days ahead or more: of appointments kept, and missed.
/// Source: as [`BOOKED_SAME_DAY`].
pub(super) const REMINDED: [f64; 2] = [0.609, 0.549];
/// Demand by weekday, Monday to Sunday, relative to the mean.
///
/// Source: Ellis and Jenkins 2012 (PLOS ONE, CC BY) for Monday to Friday, as in medscheduler 1.0.0; the weekend is
/// that package's extrapolation.
pub(super) const WEEKDAY_WEIGHTS: [f64; 7] = [1.198, 1.277, 1.185, 1.099, 0.764, 0.791, 0.686];

/// Share of patients by age: the first age of a band and the band's share, both sexes. Source: as [`MISSED`].
pub(super) const AGE_BANDS: [(u8, f64); 19] = [
    (0, 0.032_07),
    (5, 0.025_49),
    (10, 0.027_77),
    (15, 0.030_86),
    (20, 0.033_36),
    (25, 0.051_96),
    (30, 0.066_13),
    (35, 0.059_60),
    (40, 0.049_94),
    (45, 0.047_63),
    (50, 0.061_97),
    (55, 0.074_21),
    (60, 0.079_11),
    (65, 0.077_61),
    (70, 0.080_21),
    (75, 0.087_29),
    (80, 0.059_66),
    (85, 0.037_60),
    (90, 0.017_56),
];

/// Minutes late at given shares of patients; negative is early.
///
/// Source: M. Ching, "How Late Can My Patient Be", 2016 (mching.github.io): 143 kept appointments of a
/// developmental-behavioural paediatrics clinic in Hawaii, published quantiles.
pub(super) const MINUTES_LATE: [(f64, f64); 9] = [
    (0.0, -172.0),
    (0.05, -46.0),
    (0.10, -29.0),
    (0.25, -18.0),
    (0.50, -8.0),
    (0.75, -1.0),
    (0.90, 6.8),
    (0.95, 12.0),
    (1.0, 31.0),
];
