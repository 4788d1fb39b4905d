//! JSON in one form only: keys in order of their bytes, no spaces, floats as the shortest text that reads back the same.

use serde_json::Value;

/// The value on one line. Control characters in texts are escaped, so the line has no line end of its own.
pub(super) fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut sorted: Vec<(&String, &Value)> = fields.iter().collect();
            sorted.sort_unstable_by_key(|(key, _)| *key);
            out.push('{');
            for (place, (key, value)) in sorted.into_iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_sorted_at_every_depth_and_nothing_is_padded() {
        let value = json!({ "b": [1, { "z": null, "a": "x\ny" }], "a": 0.1, "B": {} });
        assert_eq!(canonical(&value), r#"{"B":{},"a":0.1,"b":[1,{"a":"x\ny","z":null}]}"#);
    }

    proptest! {
        #[test]
        fn floats_read_back_the_same(bits in any::<u64>()) {
            let float = f64::from_bits(bits);
            prop_assume!(float.is_finite());
            let read: f64 = serde_json::from_str(&canonical(&json!(float))).unwrap();
            prop_assert_eq!(read.to_bits(), bits);
        }

        #[test]
        fn a_line_has_no_line_end(text in any::<String>()) {
            let line = canonical(&json!({ text.clone(): text.clone() }));
            prop_assert!(!line.contains('\n'));
            let read: std::collections::BTreeMap<String, String> = serde_json::from_str(&line).unwrap();
            prop_assert_eq!(read.get(&text), Some(&text));
        }
    }
}
