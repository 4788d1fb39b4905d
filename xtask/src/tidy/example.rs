//! Small trees for the tests of the checks.

use std::fs;

use tempfile::TempDir;

use super::finding::Finding;
use super::tree::Tree;

/// Writes the files into a new folder. The folder is deleted when the answer is dropped.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder for the file");
        fs::write(path, text).expect("the file is written");
    }
    folder
}

/// What a check says about a tree of these files, one text per finding.
pub(crate) fn findings(check: fn(&Tree) -> Vec<Finding>, files: &[(&str, &str)]) -> Vec<String> {
    let folder = folder(files);
    let tree = Tree::read(folder.path()).expect("the tree is readable");
    check(&tree).iter().map(ToString::to_string).collect()
}

/// Asserts that a check refuses a tree with one finding, which starts and goes on as given.
#[track_caller]
pub(crate) fn refused(check: fn(&Tree) -> Vec<Finding>, files: &[(&str, &str)], place: &str, fragment: &str) {
    let found = findings(check, files);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(place) && found[0].contains(fragment), "{found:?}");
}

/// Asserts that a check has nothing to say about a tree.
#[track_caller]
pub(crate) fn accepted(check: fn(&Tree) -> Vec<Finding>, files: &[(&str, &str)]) {
    assert_eq!(findings(check, files), Vec::<String>::new());
}
