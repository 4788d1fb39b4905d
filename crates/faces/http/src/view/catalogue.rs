//! Sites, services, visit types and resources.

use lindley_api::ids;
use lindley_api::resources::{self, ResourceKind};
use lindley_api::{services, sites, visit_types};
use lindley_domain as domain;

pub(crate) fn site(id: domain::SiteId, site: &domain::Site) -> sites::Site {
    sites::Site { id: ids::SiteId(id.0), name: site.name.clone(), zone: site.zone.to_string() }
}

pub(crate) fn service(id: domain::ServiceId, service: &domain::Service) -> services::Service {
    services::Service { id: ids::ServiceId(id.0), name: service.name.clone() }
}

pub(crate) fn visit_type(id: domain::VisitTypeId, about: &domain::VisitType) -> visit_types::VisitType {
    visit_types::VisitType {
        id: ids::VisitTypeId(id.0),
        name: about.name.clone(),
        service: ids::ServiceId(about.service.0),
        minutes: about.minutes(),
        roles: about.roles().into_iter().map(|role| role.role).collect(),
        steps: about.steps.iter().map(step).collect(),
        start_every_minutes: about.start_every_minutes,
        age_min: about.age_min,
        age_max: about.age_max,
        sites: about.sites.iter().map(|site| ids::SiteId(site.0)).collect(),
    }
}

fn step(step: &domain::Step) -> visit_types::Step {
    visit_types::Step {
        name: step.name.clone(),
        from_minute: step.from_minute,
        until_minute: step.until_minute,
        demands: step.demands.iter().map(demand).collect(),
    }
}

fn demand(demand: &domain::Demand) -> visit_types::Demand {
    visit_types::Demand {
        role: demand.role.clone(),
        kind: resource_kind(demand.kind),
        attributes: demand.attributes.clone(),
        units: demand.units,
    }
}

pub(crate) fn resource(id: domain::ResourceId, resource: &domain::Resource) -> resources::Resource {
    resources::Resource {
        id: ids::ResourceId(id.0),
        name: resource.name.clone(),
        kind: resource_kind(resource.kind),
        site: ids::SiteId(resource.site.0),
        attributes: resource.attributes.clone(),
        capacity_units: resource.capacity_units,
    }
}

pub(crate) const fn resource_kind(kind: domain::ResourceKind) -> ResourceKind {
    match kind {
        domain::ResourceKind::Practitioner => ResourceKind::Practitioner,
        domain::ResourceKind::Room => ResourceKind::Room,
        domain::ResourceKind::Bed => ResourceKind::Bed,
        domain::ResourceKind::Device => ResourceKind::Device,
        domain::ResourceKind::Lab => ResourceKind::Lab,
    }
}
