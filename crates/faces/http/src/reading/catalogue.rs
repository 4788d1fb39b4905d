//! Sites, services, visit types, resources and accounts' roles.

use lindley_api as wire;
use lindley_app::Role;
use lindley_domain::{Demand, Resource, ResourceKind, Service, ServiceId, Site, SiteId, Step, VisitType};
use lindley_time::Zone;

use crate::failure::Failure;

pub(crate) fn site(new: wire::sites::NewSite) -> Result<Site, Failure> {
    let zone = Zone::parse(&new.zone).map_err(|error| Failure::invalid_field("/zone", error.to_string()))?;
    Ok(Site { name: new.name, zone })
}

// The readers of one resource have one shape, so that the handlers do too.
#[expect(clippy::unnecessary_wraps)]
pub(crate) fn service(new: wire::services::NewService) -> Result<Service, Failure> {
    Ok(Service { name: new.name })
}

#[expect(clippy::unnecessary_wraps)]
pub(crate) fn resource(new: wire::resources::NewResource) -> Result<Resource, Failure> {
    Ok(Resource {
        name: new.name,
        kind: resource_kind(new.kind),
        site: SiteId(new.site.0),
        attributes: new.attributes,
        capacity_units: new.capacity_units,
    })
}

#[expect(clippy::unnecessary_wraps)]
pub(crate) fn visit_type(new: wire::visit_types::NewVisitType) -> Result<VisitType, Failure> {
    Ok(VisitType {
        name: new.name,
        service: ServiceId(new.service.0),
        steps: new.steps.into_iter().map(step).collect(),
        start_every_minutes: new.start_every_minutes,
        age_min: new.age_min,
        age_max: new.age_max,
        sites: new.sites.into_iter().map(|site| SiteId(site.0)).collect(),
    })
}

fn step(step: wire::visit_types::Step) -> Step {
    Step {
        name: step.name,
        from_minute: step.from_minute,
        until_minute: step.until_minute,
        demands: step.demands.into_iter().map(demand).collect(),
    }
}

fn demand(demand: wire::visit_types::Demand) -> Demand {
    Demand {
        role: demand.role,
        kind: resource_kind(demand.kind),
        attributes: demand.attributes,
        units: demand.units,
    }
}

pub(crate) const fn resource_kind(kind: wire::resources::ResourceKind) -> ResourceKind {
    use wire::resources::ResourceKind as Wire;
    match kind {
        Wire::Practitioner => ResourceKind::Practitioner,
        Wire::Room => ResourceKind::Room,
        Wire::Bed => ResourceKind::Bed,
        Wire::Device => ResourceKind::Device,
        Wire::Lab => ResourceKind::Lab,
    }
}

pub(crate) fn roles(roles: &[wire::accounts::Role]) -> Vec<Role> {
    use wire::accounts::Role as Wire;
    let role = |role: &Wire| match role {
        Wire::PlatformAdmin => Role::PlatformAdmin,
        Wire::Admin => Role::Admin,
        Wire::Planner => Role::Planner,
        Wire::Clerk => Role::Clerk,
        Wire::Viewer => Role::Viewer,
        Wire::Importer => Role::Importer,
    };
    roles.iter().map(role).collect()
}
