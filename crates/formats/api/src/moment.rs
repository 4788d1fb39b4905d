//! Moments, dates and times of day as they are written on the wire.

use std::borrow::Cow;
use std::fmt;

use lindley_time::{Instant, civil};
use serde::de::{self, Deserializer};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};

/// A moment: RFC 3339, any offset in, UTC out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub Instant);

/// A date on a site's calendar: `2026-12-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalDate(pub civil::Date);

/// A time of day on a site's clock: `08:30`; `24:00` is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime {
    /// Minutes since the day began, 0 to 1440.
    pub minute_of_day: u16,
}

impl ClockTime {
    fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        if !two_digits(hours) || !two_digits(minutes) {
            return None;
        }
        let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
        let minute_of_day = hours * 60 + minutes;
        (minutes < 60 && minute_of_day <= 24 * 60).then_some(Self { minute_of_day })
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minute_of_day / 60, self.minute_of_day % 60)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        if has_fraction(&text) {
            return Err(de::Error::custom("expected whole seconds, as in 2026-11-30T09:30:00Z"));
        }
        Instant::parse(&text).map(Self).ok_or_else(|| {
            de::Error::custom(
                "expected a moment with an offset such as 2026-11-30T09:30:00Z, in the years 1600 to 2400",
            )
        })
    }
}

impl Serialize for LocalDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for LocalDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let looks_right = text.len() == 10;
        let date = looks_right.then(|| text.parse().ok()).flatten();
        date.map(Self).ok_or_else(|| de::Error::custom("expected an existing date such as 2026-12-24"))
    }
}

impl Serialize for ClockTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| de::Error::custom("expected a time of day such as 08:30, 00:00 to 24:00"))
    }
}

/// Whether the text has a fraction of a second that is not zero. Browsers write `.000`, which says nothing.
fn has_fraction(text: &str) -> bool {
    let fraction = text.split_once(['.', ',']).map(|(_, fraction)| fraction).unwrap_or_default();
    fraction.bytes().take_while(u8::is_ascii_digit).any(|digit| digit != b'0')
}

fn text_schema(description: &str, example: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).description(Some(description)).examples([example])
}

impl utoipa::PartialSchema for Moment {
    fn schema() -> RefOr<Schema> {
        text_schema("A moment in RFC 3339 with an offset; answers use UTC.", "2026-11-30T09:30:00Z")
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .into()
    }
}

impl utoipa::ToSchema for Moment {}

impl utoipa::PartialSchema for LocalDate {
    fn schema() -> RefOr<Schema> {
        text_schema("A date on the site's calendar.", "2026-12-24")
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
            .into()
    }
}

impl utoipa::ToSchema for LocalDate {}

impl utoipa::PartialSchema for ClockTime {
    fn schema() -> RefOr<Schema> {
        text_schema("A time of day on the site's clock; `24:00` is the end of the day.", "08:30")
            .pattern(Some("^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"))
            .into()
    }
}

impl utoipa::ToSchema for ClockTime {}
