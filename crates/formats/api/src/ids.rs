//! Written ids: `site-1`, `visit-type-4`, `appointment-6637`.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

macro_rules! written_id {
    ($(#[$doc:meta])* $name:ident, $number:ty, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $number);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "-{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                number_after(text, concat!($prefix, "-"))
                    .and_then(|digits| digits.parse().ok())
                    .map(Self)
                    .ok_or(NotAnId { example: concat!($prefix, "-1") })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Written;
                impl Visitor<'_> for Written {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(concat!("an id such as \"", $prefix, "-1\""))
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Written)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                written_id_schema(
                    concat!("A written id: `", $prefix, "-` and a number."),
                    concat!("^", $prefix, "-[0-9]+$"),
                    concat!($prefix, "-1"),
                )
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}

fn written_id_schema(
    description: &str,
    pattern: &str,
    example: &str,
) -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
    utoipa::openapi::schema::ObjectBuilder::new()
        .schema_type(utoipa::openapi::schema::Type::String)
        .description(Some(description))
        .pattern(Some(pattern))
        .examples([example])
        .into()
}

/// The digits after the prefix; a sign or a leading zero is not part of a written id.
fn number_after<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let digits = text.strip_prefix(prefix)?;
    let canonical = digits == "0" || !digits.starts_with(['0', '+']);
    canonical.then_some(digits)
}

/// The text is not an id of the expected kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId {
    example: &'static str,
}

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected an id such as {}", self.example)
    }
}

impl std::error::Error for NotAnId {}

written_id!(
    /// A site.
    SiteId, u32, "site"
);
written_id!(
    /// A service.
    ServiceId, u32, "service"
);
written_id!(
    /// A visit type.
    VisitTypeId, u32, "visit-type"
);
written_id!(
    /// A resource.
    ResourceId, u32, "resource"
);
written_id!(
    /// A session.
    SessionId, u32, "session"
);
written_id!(
    /// A block.
    BlockId, u32, "block"
);
written_id!(
    /// A session template.
    TemplateId, u32, "template"
);
written_id!(
    /// A model of the registry.
    ModelId, u32, "model"
);
written_id!(
    /// A training: the job that makes a model.
    TrainingId, u32, "training"
);
written_id!(
    /// A batch of predictions that was kept.
    PredictionId, u32, "prediction"
);
written_id!(
    /// An appointment, and the hold it may have been before.
    AppointmentId, u64, "appointment"
);
written_id!(
    /// An account.
    AccountId, u32, "account"
);
