//! The web app says exactly which version of a package it wants.

use serde_json::Value;

use super::finding::Finding;
use super::tree::{SourceFile, Tree};

/// Checks the dependencies of every `package.json`.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let manifests =
        tree.files().iter().filter(|file| file.path == "package.json" || file.ends_with("/package.json"));
    manifests.flat_map(judge).collect()
}

fn judge(file: &SourceFile) -> Vec<Finding> {
    let Ok(manifest) = serde_json::from_str::<Value>(&file.text) else {
        return vec![Finding::in_file(&file.path, "is not JSON")];
    };
    let kinds = ["dependencies", "devDependencies", "optionalDependencies"];
    let wanted = kinds.iter().filter_map(|kind| manifest[kind].as_object()).flatten();
    wanted
        .filter(|(_, version)| !version.as_str().is_some_and(is_exact))
        .map(|(name, version)| {
            Finding::in_file(
                &file.path,
                format!("{name} is wanted as {version}: pin one version, like \"1.2.3\""),
            )
        })
        .collect()
}

fn is_exact(version: &str) -> bool {
    let core = version.split(['-', '+']).next().unwrap_or("");
    let numbers: Vec<&str> = core.split('.').collect();
    numbers.len() == 3
        && numbers.iter().all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::example::{accepted, refused};

    #[test]
    fn exact_versions_are_accepted() {
        let text = r#"{"dependencies":{"react":"19.2.0"},"devDependencies":{"vite":"8.0.0-beta.1"}}"#;
        accepted(check, &[("web/package.json", text)]);
    }

    #[test]
    fn ranges_tags_and_addresses_are_refused() {
        for version in ["^19.2.0", "~1.2.3", "1.2", "*", "latest", "", "git+https://a.example/b.git"] {
            let text = format!(r#"{{"devDependencies":{{"react":"{version}"}}}}"#);
            refused(check, &[("web/package.json", &text)], "web/package.json", "react is wanted as");
        }
        refused(check, &[("web/package.json", "{")], "web/package.json", "is not JSON");
    }
}
