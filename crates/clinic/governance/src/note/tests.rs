//! Published notes verify, our own are theirs byte for byte, and damaged ones are refused.

use proptest::prelude::*;

use super::*;

/// The example of Go's `sumdb/note`, signed by two keys.
const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
                    then you don't know what your problem is.\n";
const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
/// The kind of key, then its seed.
const PETER_SECRET: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const PETER_LINE: &str = "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const ENOCH_LINE: &str = "\u{2014} EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

fn verifier(text: &str) -> Verifier {
    text.parse().unwrap()
}

fn open(note: &str, key: &str) -> Result<(), ProofError> {
    Note::parse(note)?.verify(&verifier(key))
}

#[test]
fn published_keys_sign_the_published_note() {
    let secret = from_text(PETER_SECRET, "a seed").unwrap();
    let key = SigningKey::from_seed("PeterNeumann", &secret[1..].try_into().unwrap()).unwrap();
    assert_eq!(key.verifier().to_string(), PETER);
    assert_eq!(sign(TEXT, &key).unwrap(), format!("{TEXT}\n{PETER_LINE}"));
    let key = SigningKey::from_seed("EnochRoot", &[0; 32]).unwrap();
    assert_eq!(key.verifier().to_string(), ENOCH);
    assert_eq!(sign(TEXT, &key).unwrap(), format!("{TEXT}\n{ENOCH_LINE}"));
}

#[test]
fn a_note_with_two_signatures_is_good_for_either_key() {
    let note = format!("{TEXT}\n{PETER_LINE}{ENOCH_LINE}");
    assert_eq!(open(&note, PETER), Ok(()));
    assert_eq!(open(&note, ENOCH), Ok(()));
    assert_eq!(Note::parse(&note).unwrap().signers(), ["PeterNeumann+c74f20a3", "EnochRoot+af0cfe78"]);
}

#[test]
fn the_example_of_the_specification_verifies() {
    let key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    let note = "This is an example message.\n\n\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    assert_eq!(open(note, key), Ok(()));
}

#[test]
fn a_text_may_have_blank_lines() {
    let key = SigningKey::from_seed("EnochRoot", &[0; 32]).unwrap();
    let note = sign("one\n\ntwo\n", &key).unwrap();
    assert_eq!(Note::parse(&note).unwrap().text, "one\n\ntwo\n");
    assert_eq!(open(&note, ENOCH), Ok(()));
}

#[test]
fn another_key_and_a_bad_line_under_a_known_key_are_told_apart() {
    let note = format!("{TEXT}\n{PETER_LINE}");
    assert_eq!(open(&note, ENOCH).unwrap_err().code(), "not-signed");
    let altered = note.replace("cryptography", "cryptographY");
    assert_eq!(open(&altered, PETER).unwrap_err().code(), "wrong-signature");
    // A second line under the same key does not rescue a wrong first one.
    let wrong_first = format!("{TEXT}\n{}{PETER_LINE}", PETER_LINE.replace("UgYN", "UgYM"));
    assert_eq!(open(&wrong_first, PETER).unwrap_err().code(), "wrong-signature");
}

#[test]
fn malformed_notes_are_refused() {
    let no_blank_line = format!("{TEXT}{PETER_LINE}");
    let no_signature = format!("{TEXT}\n");
    let cut_line = format!("{TEXT}\n{}", PETER_LINE.trim_end());
    let other_dash = format!("{TEXT}\n{}", PETER_LINE.replace('\u{2014}', "--"));
    let no_name = format!("{TEXT}\n\u{2014}  x08go/ZJ\n");
    let plus_in_name = format!("{TEXT}\n{}", PETER_LINE.replace("PeterN", "Peter+N"));
    let only_the_id = format!("{TEXT}\n\u{2014} PeterNeumann x08gow==\n");
    let control = format!("{}\n{PETER_LINE}", TEXT.replace("think", "thi\u{7}nk"));
    let many = format!("{TEXT}\n{}", PETER_LINE.repeat(101));
    for note in
        [no_blank_line, no_signature, cut_line, other_dash, no_name, plus_in_name, only_the_id, control, many]
    {
        assert_eq!(Note::parse(&note).unwrap_err().code(), "note-unreadable", "{note:?}");
    }
    let no_base64 = format!("{TEXT}\n{}", PETER_LINE.replace("x08go", "x08g*"));
    assert_eq!(Note::parse(&no_base64).unwrap_err().code(), "encoding");
    let long = format!("{}\n\n{PETER_LINE}", "x".repeat(LONGEST));
    assert_eq!(Note::parse(&long).unwrap_err().code(), "note-unreadable");
}

#[test]
fn a_text_that_cannot_be_a_note_is_not_signed() {
    let key = SigningKey::from_seed("EnochRoot", &[0; 32]).unwrap();
    assert_eq!(sign("no line end", &key).unwrap_err().code(), "note-unreadable");
    assert_eq!(sign("bell \u{7}\n", &key).unwrap_err().code(), "note-unreadable");
}

proptest! {
    #[test]
    fn any_changed_character_is_noticed(place in 0..TEXT.len(), put in "[ -~]") {
        prop_assume!(TEXT[place..=place] != put);
        let mut note = format!("{TEXT}\n{PETER_LINE}");
        note.replace_range(place..=place, &put);
        prop_assert!(open(&note, PETER).is_err());
    }

    #[test]
    fn any_text_is_signed_and_read_back_or_refused(text in "\\PC{0,80}\n?") {
        let key = SigningKey::from_seed("EnochRoot", &[0; 32]).unwrap();
        if let Ok(note) = sign(&text, &key) {
            prop_assert_eq!(Note::parse(&note).unwrap().text, text);
            prop_assert_eq!(open(&note, ENOCH), Ok(()));
        } else {
            prop_assert!(!text.ends_with('\n'));
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(note in "(\\PC|\n|\u{2014} | ){0,200}") {
        let _read = Note::parse(&note).is_ok();
    }
}
