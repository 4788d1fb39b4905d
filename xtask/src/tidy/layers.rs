//! An import may only go down. The table below is the table of `docs/ARCHITECTURE.md`; a new arrow needs an ADR.

use std::collections::BTreeMap;

use serde_json::Value;

use super::finding::Finding;
use super::tree::Tree;
use crate::child;

/// Each layer with the layers it may import, lowest first. A crate lives in `crates/LAYER/NAME`.
///
/// Adapters and faces never see each other; only the binary names both. Crates of one layer do not see each
/// other, except as [`BESIDE`] says.
const LAYERS: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("formats", &["kernel"]),
    ("engines", &["kernel", "formats"]),
    ("clinic", &["kernel", "formats", "engines"]),
    ("app", &["kernel", "formats", "engines", "clinic"]),
    ("lab", &["kernel", "formats", "engines", "clinic", "app"]),
    ("adapters", &["kernel", "formats", "clinic"]),
    ("faces", &["kernel", "formats", "engines", "clinic", "app"]),
    ("bin", &["kernel", "formats", "engines", "clinic", "app", "lab", "adapters", "faces"]),
];

/// Crates that may import less than their layer: only these layers and crates.
const NARROWED: &[(&str, &[&str])] = &[
    ("lindley-domain", &["kernel"]),
    ("lindley-governance", &["kernel"]),
    ("lindley-ports", &["kernel"]),
    ("lindley-twin", &["lindley-app", "lindley-domain", "lindley-ports", "lindley-time", "lindley-seed"]),
];

/// Arrows inside one layer.
const BESIDE: &[(&str, &[&str])] = &[
    ("lindley-learn", &["lindley-stats"]),
    ("lindley-session", &["lindley-stats"]),
    ("lindley-forecast", &["lindley-domain"]),
    ("lindley-registry", &["lindley-domain", "lindley-governance"]),
];

/// The layers whose crates are pure: no I/O, no clock, no async.
pub(crate) const PURE_LAYERS: &[&str] = &["kernel", "formats", "engines", "clinic"];

/// Published crates that bring I/O, a clock, threads or ambient randomness; no pure crate may import them.
const IMPURE: &[&str] = &[
    "async-std",
    "axum",
    "getrandom",
    "hyper",
    "mio",
    "postgres",
    "rand",
    "rayon",
    "reqwest",
    "rusqlite",
    "rustix",
    "smol",
    "socket2",
    "sqlx",
    "tempfile",
    "tokio",
    "tokio-postgres",
    "tower",
    "tower-http",
    "ureq",
];

/// One crate of the workspace as cargo sees it.
#[derive(Debug)]
struct Member {
    name: String,
    /// The folder from the root: `crates/kernel/time`.
    folder: String,
    /// What it imports outside of its tests.
    imports: Vec<String>,
}

impl Member {
    fn layer(&self) -> Option<&str> {
        let mut names = self.folder.split('/');
        let inside = names.next() == Some("crates");
        let layer = names.next().filter(|_| inside)?;
        (names.next().is_some() && names.next().is_none()).then_some(layer)
    }
}

/// Checks every arrow between crates.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    match members(tree) {
        Ok(members) => judge(&members),
        Err(problem) => vec![Finding::in_file("Cargo.toml", problem)],
    }
}

fn judge(members: &[Member]) -> Vec<Finding> {
    let layer_of: BTreeMap<&str, &str> =
        members.iter().filter_map(|member| Some((member.name.as_str(), member.layer()?))).collect();
    let mut findings = Vec::new();
    for member in members {
        let manifest = format!("{}/Cargo.toml", member.folder);
        if let Some(problem) = misplaced(member) {
            findings.push(Finding::in_file(&manifest, problem));
            continue;
        }
        let Some(layer) = member.layer() else { continue };
        for import in &member.imports {
            if let Some(problem) =
                refusal(&member.name, layer, import, layer_of.get(import.as_str()).copied())
            {
                findings.push(Finding::in_file(&manifest, problem));
            }
        }
    }
    findings
}

fn misplaced(member: &Member) -> Option<String> {
    if !member.folder.starts_with("crates/") {
        return None;
    }
    let Some(layer) = member.layer().filter(|layer| LAYERS.iter().any(|(known, _)| known == layer)) else {
        let known: Vec<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
        return Some(format!(
            "is in no layer: a crate lives in crates/LAYER/NAME, LAYER one of {}",
            known.join(", ")
        ));
    };
    let folder_name = member.folder.rsplit('/').next().unwrap_or("");
    let expected = if layer == "bin" { folder_name.to_owned() } else { format!("lindley-{folder_name}") };
    (member.name != expected).then(|| format!("is named {} but its folder says {expected}", member.name))
}

/// Why a crate may not import another; none when it may.
fn refusal(name: &str, layer: &str, import: &str, import_layer: Option<&str>) -> Option<String> {
    let Some(below) = import_layer else {
        let impure = PURE_LAYERS.contains(&layer) && IMPURE.contains(&import);
        return impure.then(|| format!("imports {import}, but {layer} is pure: no I/O, no clock, no async"));
    };
    if let Some(only) = look_up(NARROWED, name) {
        let allowed = only.contains(&below) || only.contains(&import);
        return (!allowed)
            .then(|| format!("imports {import}, but {name} may import only {}", only.join(", ")));
    }
    let down = look_up(LAYERS, layer).is_some_and(|layers| layers.contains(&below));
    let beside = look_up(BESIDE, name).is_some_and(|names| names.contains(&import));
    (!down && !beside).then(|| format!("imports {import}: {layer} may not see {below}"))
}

fn look_up<'a>(table: &[(&str, &'a [&'a str])], key: &str) -> Option<&'a [&'a str]> {
    table.iter().find(|(name, _)| *name == key).map(|(_, row)| *row)
}

fn members(tree: &Tree) -> Result<Vec<Member>, String> {
    let mut cargo = std::process::Command::new("cargo");
    cargo.current_dir(tree.root()).args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let metadata: Value =
        serde_json::from_str(&child::printed(&mut cargo)?).map_err(|e| format!("cargo metadata: {e}"))?;
    let root = metadata["workspace_root"].as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().ok_or("cargo metadata names no packages")?;
    Ok(packages.iter().map(|package| member(&root, package)).collect())
}

fn member(root: &str, package: &Value) -> Member {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let manifest = text(&package["manifest_path"]);
    let folder = manifest.strip_prefix(root).unwrap_or(&manifest).trim_start_matches('/');
    let folder = folder.strip_suffix("/Cargo.toml").unwrap_or("").to_owned();
    let dependencies = package["dependencies"].as_array().map(Vec::as_slice).unwrap_or_default();
    // Tests may import what they like: `kind` is "dev" for them, "build" for build scripts, null otherwise.
    let imports = dependencies
        .iter()
        .filter(|import| import["kind"] != "dev")
        .map(|import| text(&import["name"]))
        .collect();
    Member { name: text(&package["name"]), folder, imports }
}

#[cfg(test)]
mod tests;
