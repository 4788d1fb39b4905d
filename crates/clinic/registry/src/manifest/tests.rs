//! Manifests that are written, read, and refused.

use lindley_domain::{BlobHash, ModelTask};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::report::Figure;
use crate::sample;

fn text() -> String {
    String::from_utf8(sample::manifest().to_bytes().unwrap()).unwrap()
}

/// The sample with one change to its JSON, written in canonical form again.
fn changed(change: impl Fn(&mut Value)) -> Result<Manifest, ManifestError> {
    let mut value: Value = serde_json::from_str(&text()).unwrap();
    change(&mut value);
    Manifest::from_bytes(canonical::canonical(&value).as_bytes())
}

#[test]
fn what_is_written_is_read_and_written_the_same() {
    let read = Manifest::from_bytes(text().as_bytes()).unwrap();
    assert_eq!(read, sample::manifest());
    assert_eq!(String::from_utf8(read.to_bytes().unwrap()).unwrap(), text());
    assert!(text().starts_with(r#"{"format":"lindley-manifest/1","manifest":{"calibration":"#), "{}", text());
    assert!(!text().contains('\n'));
}

#[test]
fn bytes_that_are_no_manifest_are_told_apart() {
    for bytes in
        [&b""[..], b"{", b"\xff\xfe", b"[]", b"null", b"{\"format\":7}", b"{\"format\":\"lindley-proof/1\"}"]
    {
        let error = Manifest::from_bytes(bytes).unwrap_err();
        assert!(matches!(error, ManifestError::NotAManifest(_)), "{bytes:?}: {error:?}");
        assert!(error.to_string().contains("restore the blob"), "{error}");
    }
}

#[test]
fn a_newer_format_asks_for_a_newer_program() {
    let newer = r#"{"format":"lindley-manifest/2","whatever":[]}"#;
    let error = Manifest::from_bytes(newer.as_bytes()).unwrap_err();
    assert_eq!(error, ManifestError::Newer("lindley-manifest/2".to_owned()));
    assert!(error.to_string().contains("use a newer lindley"));
}

/// Every field of the manifest, its report and their parts is needed, and no other is taken.
#[test]
fn a_missing_or_a_strange_field_is_named_with_its_place() {
    let places = [
        ("/manifest", "seed"),
        ("/manifest", "made"),
        ("/manifest/features/0", "unit"),
        ("/manifest/report", "rows"),
        ("/manifest/report/segments/1", "measures"),
        ("/manifest/report/measures/auc", "value"),
        ("/manifest/report/reliability/0", "observed"),
        ("/manifest/report/drift/0", "verdict"),
    ];
    for (at, field) in places {
        let missing = changed(|value| {
            value.pointer_mut(at).unwrap().as_object_mut().unwrap().remove(field).unwrap();
        });
        let Err(ManifestError::Field { place, problem }) = missing else {
            panic!("{at}/{field}: {missing:?}")
        };
        assert_eq!(problem.split(" at line").next(), Some(format!("missing field `{field}`").as_str()));
        assert_eq!(place.replace(['.', '['], "/").replace(']', ""), at[1..], "{field}");
        let strange = changed(|value| {
            value.pointer_mut(at).unwrap().as_object_mut().unwrap().insert("strange".to_owned(), json!(1));
        });
        assert!(
            matches!(&strange, Err(ManifestError::Field { problem, .. }) if problem.contains("strange")),
            "{strange:?}"
        );
    }
}

#[test]
fn a_field_of_another_kind_is_named() {
    let wrong =
        [("/manifest/seed", json!(-1)), ("/manifest/model", json!("ab")), ("/manifest/from", json!("May"))];
    for (at, value) in wrong {
        let read = changed(|manifest| *manifest.pointer_mut(at).unwrap() = value.clone());
        let Err(ManifestError::Field { place, .. }) = read else { panic!("{at}: {read:?}") };
        assert_eq!(place.replace('.', "/"), at[1..]);
    }
}

#[test]
fn another_way_of_writing_the_same_is_refused() {
    let spaced = text().replacen(':', ": ", 1);
    assert_eq!(Manifest::from_bytes(spaced.as_bytes()), Err(ManifestError::NotCanonical));
    let longer = text().replacen("0.5}", "0.50}", 1);
    assert_ne!(longer, text());
    assert_eq!(Manifest::from_bytes(longer.as_bytes()), Err(ManifestError::NotCanonical));
}

#[test]
fn contradictions_are_refused_on_both_ways() {
    let contradictory: [fn(&mut Manifest); 3] = [
        |manifest| manifest.report.task = ModelTask::Demand,
        |manifest| manifest.until = manifest.from,
        |manifest| manifest.report.until = manifest.report.from,
    ];
    for change in contradictory {
        let mut manifest = sample::manifest();
        change(&mut manifest);
        assert!(matches!(manifest.to_bytes(), Err(ManifestError::Contradiction(_))));
    }
    let read = changed(|value| value["manifest"]["task"] = json!("demand"));
    assert!(matches!(read, Err(ManifestError::Contradiction(_))));
}

/// One figure of a report.
type FigureOf = fn(&mut ModelReport) -> &mut f64;

#[test]
fn a_figure_that_is_no_number_is_named_and_never_written_as_nothing() {
    let spoil: [(FigureOf, &str); 6] = [
        (|report| &mut report.measures.get_mut("auc").unwrap().value, "auc of overall"),
        (|report| report.measures.get_mut("auc").unwrap().low.as_mut().unwrap(), "auc of overall"),
        (
            |report| &mut report.segments[2].measures.get_mut("brier").unwrap().value,
            "brier of site: North|side",
        ),
        (|report| &mut report.reliability[0].lowest, "reliability bin 1"),
        (|report| report.over_time[1].score.as_mut().unwrap(), "figure of 2026-05-11"),
        (|report| report.drift[0].psi.as_mut().unwrap(), "drift of lead_days@1"),
    ];
    for (figure, place) in spoil {
        for nothing in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let mut manifest = sample::manifest();
            *figure(&mut manifest.report) = nothing;
            let error = manifest.to_bytes().unwrap_err();
            assert_eq!(error, ManifestError::NotFinite(crate::NotFinite { place: place.to_owned() }));
        }
    }
}

#[test]
fn a_manifest_knows_its_model_and_its_twin() {
    let manifest = sample::manifest();
    assert!(manifest.check_model(BlobHash([0xab; 32])).is_ok());
    assert!(manifest.check_twin(BlobHash([0xcd; 32])).is_ok());
    for error in [manifest.check_model(BlobHash([0xcd; 32])), manifest.check_twin(BlobHash([0xab; 32]))] {
        let error = error.unwrap_err();
        assert!(matches!(error, ManifestError::OtherModel { .. }));
        assert!(error.to_string().contains("restore the model's blob"), "{error}");
    }
}

proptest! {
    #[test]
    fn any_figures_come_back_as_they_were(bits in proptest::collection::vec(any::<u64>(), 1..20), seed in any::<u64>()) {
        let mut manifest = sample::manifest();
        manifest.seed = seed;
        let figures = bits.iter().map(|bits| f64::from_bits(*bits)).filter(|figure| figure.is_finite());
        manifest.report.measures =
            figures.enumerate().map(|(place, figure)| (format!("m{place}"), Figure::from(figure))).collect();
        let bytes = manifest.to_bytes().unwrap();
        let read = Manifest::from_bytes(&bytes).unwrap();
        prop_assert_eq!(read.to_bytes().unwrap(), bytes);
        for (name, figure) in &manifest.report.measures {
            prop_assert_eq!(read.report.measures[name].value.to_bits(), figure.value.to_bits());
        }
    }

    #[test]
    fn any_texts_come_back_as_they_were(text in any::<String>(), name in any::<String>()) {
        let mut manifest = sample::manifest();
        manifest.calibration = text;
        manifest.report.segments[0].name = name;
        prop_assert_eq!(Manifest::from_bytes(&manifest.to_bytes().unwrap()).unwrap(), manifest);
    }
}
