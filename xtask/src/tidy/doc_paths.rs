//! A document may only name what exists: paths in backticks and targets of links.

use std::collections::BTreeSet;

use super::finding::Finding;
use super::tree::{SourceFile, Tree};

/// Folders that a build writes; documents may name what will be in them.
const BUILT: &[&str] = &["web/dist", "web/node_modules", "target"];

/// Checks every Markdown file, and the doc comments of every Rust file.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let existing = existing_paths(tree);
    let tops: BTreeSet<&str> = existing.iter().filter(|path| !path.contains('/')).copied().collect();
    let mut findings = Vec::new();
    for file in tree.files() {
        for (line, name) in named_paths(file, &tops) {
            let missing = expanded(&name).into_iter().find(|path| !exists(&existing, path));
            findings.extend(
                missing.map(|path| {
                    Finding::at(&file.path, line, format!("names `{path}`, which does not exist"))
                }),
            );
        }
    }
    findings
}

/// Every file and every folder that holds one.
fn existing_paths(tree: &Tree) -> BTreeSet<&str> {
    let mut paths = BTreeSet::new();
    for file in tree.files() {
        let mut path = file.path.as_str();
        while paths.insert(path) {
            let Some((folder, _)) = path.rsplit_once('/') else { break };
            path = folder;
        }
    }
    paths
}

fn exists(existing: &BTreeSet<&str>, path: &str) -> bool {
    let built = BUILT.iter().any(|folder| path == *folder || path.starts_with(&format!("{folder}/")));
    let Some((start, end)) = path.split_once('*') else { return built || existing.contains(path) };
    // One star stands for any text; a second one is looked at as part of the end and matches loosely.
    let end = end.rsplit('*').next().unwrap_or("");
    existing
        .iter()
        .any(|name| name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end))
}

/// The repository paths that a file names, with their lines.
fn named_paths(file: &SourceFile, tops: &BTreeSet<&str>) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    let mut in_block = false;
    for (index, line) in file.text.lines().enumerate() {
        let prose = if file.ends_with(".md") {
            if line.trim_start().starts_with("```") {
                in_block = !in_block;
            }
            // Blocks show commands and output, which may name anything.
            if in_block { "" } else { line }
        } else {
            doc_comment(file, line)
        };
        let spans = code_spans(prose).into_iter().filter_map(|span| as_path(span, tops));
        named.extend(spans.map(|path| (index + 1, path)));
        if file.ends_with(".md") {
            let targets =
                link_targets(prose).into_iter().filter_map(|target| resolved(file.folder(), target));
            named.extend(targets.map(|path| (index + 1, path)));
        }
    }
    named
}

fn doc_comment<'a>(file: &SourceFile, line: &'a str) -> &'a str {
    let comment = line.trim_start();
    let is_doc = file.ends_with(".rs") && (comment.starts_with("//!") || comment.starts_with("///"));
    if is_doc { comment } else { "" }
}

fn code_spans(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

fn link_targets(line: &str) -> Vec<&str> {
    line.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target)).collect()
}

/// The path in a code span, when it looks like one of this repository.
fn as_path(span: &str, tops: &BTreeSet<&str>) -> Option<String> {
    let is_pattern = |part: char| part.is_whitespace() || "<>$…\"'()".contains(part);
    // `docs/adr/NNNN-title.md` and `crates/LAYER/NAME` say how a name is made.
    let is_placeholder = |name: &str| name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    if span.contains(is_pattern)
        || span.contains("NNNN")
        || span.contains("...")
        || span.split('/').any(is_placeholder)
    {
        return None;
    }
    let (top, _) = span.split_once('/')?;
    let without_line = span.split(':').next().unwrap_or(span);
    tops.contains(top).then(|| without_line.trim_end_matches('/').to_owned())
}

/// A link's target as a path from the root; none when it points outside or into the same page.
fn resolved(folder: &str, target: &str) -> Option<String> {
    let path = target.split(['#', ' ']).next().filter(|path| !path.is_empty())?;
    if path.contains(':') || path.starts_with('/') {
        return None;
    }
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()?),
            _ => names.push(name),
        }
    }
    Some(names.join("/")).filter(|path| !path.is_empty())
}

/// `a/{b,c}.rs` names two paths.
fn expanded(path: &str) -> Vec<String> {
    let parts = path.split_once('{').and_then(|(start, rest)| Some((start, rest.split_once('}')?)));
    let Some((start, (choices, end))) = parts else { return vec![path.to_owned()] };
    choices.split(',').flat_map(|choice| expanded(&format!("{start}{}{end}", choice.trim()))).collect()
}

#[cfg(test)]
mod tests;
