//! Why a whole file cannot be read as the format it should be.

/// The file is not of the expected format, so that no row of it can be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// There is nothing in it.
    #[error("the file is empty; check that the download finished")]
    Empty,
    /// The first line is not the header of this format.
    #[error("the first line has no column named {}; is this the right file?", .missing.join(", "))]
    MissingColumns {
        /// The columns that are not there, in the format's order.
        missing: Vec<String>,
    },
    /// The header names a column twice, so that it is not clear which one counts.
    #[error("the first line names the column {column} twice; keep one of the two")]
    RepeatedColumn {
        /// The column.
        column: String,
    },
    /// The first line cannot be read as text.
    #[error("the first line cannot be read: {problem}")]
    Header {
        /// What is wrong with it.
        problem: String,
    },
    /// The archive is damaged, or not an archive of a kind that can be read.
    #[error("the zip archive cannot be read: {problem}; download it again")]
    Archive {
        /// What the archive reader says.
        problem: String,
    },
    /// The archive does not hold exactly one CSV file.
    #[error("the zip archive holds {found} CSV files and should hold one; unpack it and name the file")]
    CsvCount {
        /// How many it holds.
        found: usize,
    },
    /// The unpacked file would be too large.
    #[error("the unpacked file is larger than {limit} bytes; unpack it and name the file")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The manifest is not a bulk-publish manifest.
    #[error("this is not a bulk-publish manifest: {problem}")]
    Manifest {
        /// What is wrong with it.
        problem: String,
    },
    /// The bytes could not be read.
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
}
