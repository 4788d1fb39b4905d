//! Working hours by weekly recurrence, with dated exceptions.

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::{Span, SpanSet, Zone};
