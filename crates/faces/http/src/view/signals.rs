//! What feeds have told, and what of it no forecaster knows.

use lindley_api::ids::SiteId;
use lindley_api::moment::Moment;
use lindley_api::signals as wire;
use lindley_app::ToldFeeds;
use lindley_forecast::demand::{KnownSignal, UnknownSignal};
use lindley_forecast::{FeedStanding, Hearing, LastReading, SignalStanding};

pub(crate) fn unknown_signals<'a>(signals: impl Iterator<Item = &'a str>) -> Vec<wire::UnknownSignal> {
    let unknown = UnknownSignal::among(signals);
    let told = unknown.into_iter().map(|unknown| wire::UnknownSignal {
        advice: unknown.words(),
        readings: count(unknown.readings),
        nearest: unknown.nearest.map(str::to_owned),
        signal: unknown.signal,
    });
    told.collect()
}

pub(crate) fn feed_list(told: &ToldFeeds) -> wire::FeedList {
    wire::FeedList {
        as_of: Moment(told.as_of),
        head: told.head,
        feeds: told.feeds.iter().map(feed).collect(),
    }
}

fn feed(told: &FeedStanding) -> wire::FeedStanding {
    wire::FeedStanding {
        feed: told.feed.clone(),
        last_told: Moment(told.last_told),
        special_days: count(told.special_days),
        signals: told.signals.iter().map(signal).collect(),
    }
}

fn signal(told: &SignalStanding) -> wire::SignalStanding {
    let nearest = KnownSignal::nearest(&told.signal).filter(|_| !told.is_known);
    wire::SignalStanding {
        signal: told.signal.clone(),
        unit: told.unit.clone(),
        known: told.is_known,
        nearest: nearest.map(|known| known.name.to_owned()),
        readings: count(told.readings),
        corrections: count(told.corrections),
        unused: count(told.unused),
        last_told: Moment(told.last_told),
        last: last_reading(told.last),
        usual_minutes: told.usual_minutes,
        state: match told.hearing {
            Hearing::Speaking => wire::Hearing::Speaking,
            Hearing::Silent => wire::Hearing::Silent,
            Hearing::New => wire::Hearing::New,
        },
        stands_until: told.stands_until.map(Moment),
    }
}

fn last_reading(told: LastReading) -> wire::LastReading {
    wire::LastReading {
        site: told.site.map(|site| SiteId(site.0)),
        from: Moment(told.span.start()),
        until: Moment(told.span.end()),
        value: told.value_milli as f64 / 1e3,
    }
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
