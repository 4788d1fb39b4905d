//! Signed manifests, and every way of altering one.

use lindley_governance::{SignedCheckpoint, SigningKey, origin};

use super::*;
use crate::sample;

const CLINIC: &str = "clinic";

fn key() -> SigningKey {
    SigningKey::from_seed("clinic.example/lindley", &[7; 32]).unwrap()
}

fn signed() -> SignedManifest {
    SignedManifest::sign(&sample::manifest(), CLINIC, &key()).unwrap()
}

/// Whether a text passes both checks.
fn holds(text: &[u8]) -> bool {
    let read = SignedManifest::from_bytes(text);
    read.is_ok_and(|read| read.verify(key().verifier(), CLINIC).is_ok())
}

#[test]
fn a_signed_manifest_is_read_and_verified_with_the_public_key_alone() {
    let verifier: Verifier = key().verifier().to_string().parse().unwrap();
    let read = SignedManifest::from_text(signed().text()).unwrap();
    assert_eq!(read.verify(&verifier, CLINIC).unwrap(), &sample::manifest());
    assert_eq!(read.signers(), [verifier.label()]);
    assert_eq!(read.signed_at(), Some(sample::manifest().made));
    assert_eq!(signed(), signed(), "the same manifest and key give the same text");
}

#[test]
fn no_byte_can_be_changed_taken_away_or_added() {
    let text = signed().text().as_bytes().to_vec();
    assert!(holds(&text));
    for place in 0..text.len() {
        for flip in [0x01, 0x20] {
            let mut altered = text.clone();
            altered[place] ^= flip;
            assert!(!holds(&altered), "byte {place} xor {flip}");
        }
        let mut shorter = text.clone();
        shorter.remove(place);
        assert!(!holds(&shorter), "without byte {place}");
        let mut longer = text.clone();
        longer.insert(place, text[place]);
        assert!(!holds(&longer), "byte {place} twice");
    }
}

#[test]
fn each_part_that_was_altered_is_named() {
    let signed = signed();
    let text = signed.text();
    let error = |text: &str| SignedManifest::from_text(text).unwrap_err();
    assert_eq!(error(&text.replacen("110521", "110522", 1)), ManifestError::HashMismatch);
    assert_eq!(
        error(&text.replacen("clinic:model-manifest", "other:model-manifest", 1)),
        ManifestError::HashMismatch
    );
    let signed_at = "lindley-signed-at-ms 1780300800000";
    assert_eq!(
        error(&text.replacen(signed_at, "lindley-signed-at-ms 1780300800001", 1)),
        ManifestError::HashMismatch
    );
    assert_eq!(error(&text.replacen(&format!("{signed_at}\n"), "", 1)), ManifestError::HashMismatch);
    let note = text.find("\n\n").unwrap();
    assert!(matches!(error(&text[..note]), ManifestError::Signature(_)));

    // The last letters of the base64 text: the note is sound, its signature is not.
    let mut letters = text.as_bytes().to_vec();
    let place = letters.len() - 10;
    letters[place] = if letters[place] == b'A' { b'B' } else { b'A' };
    let read = SignedManifest::from_bytes(&letters).unwrap();
    assert!(matches!(read.verify(key().verifier(), CLINIC), Err(ManifestError::Signature(_))));
}

#[test]
fn another_key_or_another_organisation_is_refused() {
    let stranger = SigningKey::from_seed("clinic.example/lindley", &[8; 32]).unwrap();
    let signed = signed();
    assert!(matches!(signed.verify(stranger.verifier(), CLINIC), Err(ManifestError::Signature(_))));
    assert!(matches!(signed.verify(key().verifier(), "other"), Err(ManifestError::Signature(_))));
}

/// A manifest's note is no checkpoint of the organisation's log, and a checkpoint of that log signs no manifest.
#[test]
fn a_manifest_and_a_log_cannot_pass_for_each_other() {
    let text = signed().text().to_owned();
    let (line, note) = text.split_once('\n').unwrap();
    let checkpoint = SignedCheckpoint::parse(note).unwrap();
    assert!(checkpoint.verify(key().verifier(), CLINIC).is_err());

    let at_ms = checkpoint.at_ms().unwrap();
    let root = leaf(CLINIC, at_ms, line.as_bytes());
    let log = SignedCheckpoint::sign(&key(), &origin(key().name(), CLINIC), 1, &root, at_ms).unwrap();
    let read = SignedManifest::from_text(&format!("{line}\n{}", log.note())).unwrap();
    assert!(read.verify(key().verifier(), CLINIC).is_err());
}

#[test]
fn what_is_not_signed_or_no_manifest_is_said_so() {
    let plain = String::from_utf8(sample::manifest().to_bytes().unwrap()).unwrap();
    assert_eq!(SignedManifest::from_text(&plain), Err(ManifestError::Unsigned));
    assert!(matches!(SignedManifest::from_bytes(&[0xff; 40]), Err(ManifestError::NotAManifest(_))));
    assert!(matches!(SignedManifest::from_text(""), Err(ManifestError::NotAManifest(_))));
}

/// Reports of many segments are longer than a signed note may be.
#[test]
fn a_manifest_longer_than_a_note_is_signed() {
    let mut manifest = sample::manifest();
    manifest.report.segments = manifest.report.segments.into_iter().cycle().take(2_000).collect();
    let signed = SignedManifest::sign(&manifest, CLINIC, &key()).unwrap();
    assert!(signed.text().len() > 64 << 10);
    assert_eq!(signed.verify(key().verifier(), CLINIC).unwrap(), &manifest);
}
