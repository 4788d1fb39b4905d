//! Keys: their text and PKCS#8 forms come back, and broken ones are refused.

use lindley_governance::{SigningKey, Verifier};
use proptest::prelude::*;

#[test]
fn published_verifier_keys_are_read_and_written_alike() {
    for text in [
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
        "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
        "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
    ] {
        assert_eq!(text.parse::<Verifier>().unwrap().to_string(), text);
    }
}

#[test]
fn a_key_survives_its_pkcs8_form() {
    let key = SigningKey::generate("clinic.example/lindley").unwrap();
    let read = SigningKey::from_pkcs8(key.name(), &key.to_pkcs8().unwrap()).unwrap();
    assert_eq!(read.verifier(), key.verifier());
    assert_ne!(SigningKey::generate(key.name()).unwrap().verifier(), key.verifier());
}

#[test]
fn a_key_does_not_show_its_secret() {
    let shown = format!("{:?}", SigningKey::from_seed("clinic.example", &[7; 32]).unwrap());
    assert!(shown.starts_with("SigningKey(clinic.example+") && shown.len() < 40, "{shown}");
}

#[test]
fn broken_keys_are_refused() {
    for text in [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy",
        "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    ] {
        assert_eq!(text.parse::<Verifier>().unwrap_err().code(), "key-unusable", "{text}");
    }
    let not_base64 = "PeterNeumann+c74f20a3+*".parse::<Verifier>();
    assert_eq!(not_base64.unwrap_err().code(), "encoding");
    assert_eq!(SigningKey::from_pkcs8("clinic.example", b"no key").unwrap_err().code(), "key-unusable");
    for name in ["", "a b", "a+b", "a\nb"] {
        assert_eq!(SigningKey::generate(name).unwrap_err().code(), "key-unusable", "{name:?}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "(\\PC|\\+){0,100}") {
        prop_assert!(text.parse::<Verifier>().is_err());
    }
}
