//! Sites, services, visit types and resources, and the local days of sites.

use std::collections::BTreeMap;

use lindley_domain::{ResourceId, ResourceKind, ServiceId, Site, SiteId, VisitType, VisitTypeId};
use lindley_time::civil::{Date, DateTime};
use lindley_time::{Instant, Span};

/// What visits are booked at and with.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    pub(super) sites: BTreeMap<SiteId, Site>,
    pub(super) services: BTreeMap<ServiceId, String>,
    pub(super) visit_types: BTreeMap<VisitTypeId, VisitType>,
    pub(super) resources: BTreeMap<ResourceId, (String, ResourceKind)>,
    /// Local days of sites that were asked for, by their first moment: asking the zone costs a hundred times more.
    days: BTreeMap<(SiteId, Instant), (Span, Date)>,
}

impl Places {
    /// The local day of a moment at a site and its span; at an unknown site that of UTC.
    pub(super) fn day(&mut self, site: SiteId, moment: Instant) -> (Span, Date) {
        let before = self.days.range((site, Instant::MIN)..=(site, moment)).next_back();
        if let Some((_, (span, date))) = before.filter(|(_, (span, _))| span.holds(moment)) {
            return (*span, *date);
        }
        let zone = self.sites.get(&site).map_or_else(lindley_time::Zone::utc, |site| site.zone.clone());
        let date = zone.date_of(moment);
        let span = zone.day(date).unwrap_or_else(|| Span::of_minutes(moment, 24 * 60));
        self.days.insert((site, span.start()), (span, date));
        (span, date)
    }

    /// What the clocks of a site show; at an unknown site those of UTC.
    pub(super) fn local(&self, site: SiteId, moment: Instant) -> DateTime {
        let zone = self.sites.get(&site).map(|site| &site.zone);
        zone.map_or_else(|| lindley_time::Zone::utc().local(moment), |zone| zone.local(moment))
    }

    /// Whether a resource gives care.
    pub(super) fn is_practitioner(&self, resource: ResourceId) -> bool {
        self.resources.get(&resource).is_some_and(|(_, kind)| *kind == ResourceKind::Practitioner)
    }
}
