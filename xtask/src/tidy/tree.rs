//! The files that a check looks at: everything in the checkout that git would keep.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::rust_text;

/// All text files of a checkout, sorted by path.
#[derive(Debug)]
pub(crate) struct Tree {
    root: std::path::PathBuf,
    files: Vec<SourceFile>,
}

/// One file.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// The path from the root, with `/` between names.
    pub(crate) path: String,
    /// The whole text; empty when the file is not UTF-8.
    pub(crate) text: String,
    /// For Rust: the text with comments and literals blanked, same length and same lines.
    pub(crate) code: String,
}

/// Folders that hold what was built or downloaded.
const NOT_OURS: &[&str] = &[".git", "target", "node_modules", "dist", "lindley-data"];

impl Tree {
    /// Reads a checkout: what git tracks or would add, or every file when it is not a git checkout.
    pub(crate) fn read(root: &Path) -> Result<Self, String> {
        let mut paths = Vec::new();
        if root.join(".git").exists() {
            paths = listed_by_git(root)?;
        } else {
            walk(root, root, &mut paths)?;
        }
        paths.sort();
        paths.dedup();
        let files = paths.into_iter().filter_map(|path| SourceFile::read(root, path)).collect();
        Ok(Self { root: root.to_path_buf(), files })
    }

    /// The folder that all paths start from.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Every file.
    pub(crate) fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Every Rust file.
    pub(crate) fn rust(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(|file| file.ends_with(".rs"))
    }

    /// The file at this path.
    pub(crate) fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(|index| &self.files[index])
    }

    /// The folders of all crates: those with a `Cargo.toml`, without the workspace itself.
    pub(crate) fn crates(&self) -> impl Iterator<Item = &str> {
        self.files.iter().filter_map(|file| file.path.strip_suffix("/Cargo.toml"))
    }
}

impl SourceFile {
    fn read(root: &Path, path: String) -> Option<Self> {
        // A file that git still lists may have been deleted in the working copy.
        let text = String::from_utf8(fs::read(root.join(&path)).ok()?).unwrap_or_default();
        let code =
            if path.rsplit('.').next() == Some("rs") { rust_text::blanked(&text) } else { String::new() };
        Some(Self { path, text, code })
    }

    /// Whether the path ends with this.
    pub(crate) fn ends_with(&self, ending: &str) -> bool {
        self.path.ends_with(ending)
    }

    /// The name of the file without folders and without its ending.
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or("");
        name.split('.').find(|part| !part.is_empty()).unwrap_or("")
    }

    /// The folder of the file; empty for the root.
    pub(crate) fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

fn listed_by_git(root: &Path) -> Result<Vec<String>, String> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .map_err(|e| format!("cannot start git: {e}"))?;
    if !output.status.success() {
        return Err(format!("git ls-files: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let listing = String::from_utf8_lossy(&output.stdout);
    Ok(listing.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if NOT_OURS.contains(&name.as_ref()) {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, found)?;
        } else if let Ok(inside) = path.strip_prefix(root) {
            found.push(inside.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
