//! Where things are: the checkout, the shared cache folder and the shared target folder.

use std::env;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The folders that every task works with.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    /// The root of the checkout.
    pub(crate) root: PathBuf,
    /// Tools and builds that outlive a checkout.
    pub(crate) cache: PathBuf,
    /// Where cargo writes. Shared by all checkouts, so that a fresh clone does not build the world again.
    pub(crate) target: PathBuf,
}

impl Places {
    /// Finds the folders from the environment.
    pub(crate) fn find() -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .ok_or("the xtask crate is not inside a checkout")?
            .to_path_buf();
        let cache = cache_folder(env::var_os("XDG_CACHE_HOME").map(PathBuf::from), env::home_dir())?;
        let target = match env::var_os("CARGO_TARGET_DIR") {
            // A relative value means the folder where the user stands, not the folder of a child.
            Some(named) => env::current_dir().map_err(|e| format!("no current folder: {e}"))?.join(named),
            None => cache.join("target"),
        };
        Ok(Self { root, cache, target })
    }

    /// The folder of the web app.
    pub(crate) fn web(&self) -> PathBuf {
        self.root.join("web")
    }

    /// A name that no other checkout on this machine has.
    pub(crate) fn checkout_name(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.root.hash(&mut hasher);
        format!("checkout_{:016x}", hasher.finish())
    }

    /// The program as the release profile builds it.
    pub(crate) fn release_program(&self) -> PathBuf {
        self.target.join("release/lindley")
    }
}

fn cache_folder(xdg: Option<PathBuf>, home: Option<PathBuf>) -> Result<PathBuf, String> {
    // The XDG specification says that a relative value is to be ignored.
    let base = match xdg.filter(|folder| folder.is_absolute()) {
        Some(folder) => folder,
        None => home
            .ok_or("no home folder: set CARGO_TARGET_DIR and XDG_CACHE_HOME to absolute paths")?
            .join(".cache"),
    };
    Ok(base.join("lindley"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_follows_the_xdg_variable_when_it_is_absolute() {
        let home = || Some(PathBuf::from("/h"));
        assert_eq!(cache_folder(Some("/c".into()), home()), Ok(PathBuf::from("/c/lindley")));
        assert_eq!(cache_folder(Some("c".into()), home()), Ok(PathBuf::from("/h/.cache/lindley")));
        assert_eq!(cache_folder(None, home()), Ok(PathBuf::from("/h/.cache/lindley")));
        assert!(cache_folder(None, None).is_err());
    }
}
