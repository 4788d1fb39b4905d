//! Session templates: proposing, adopting, declining, retiring, and when their unused slots are released.

mod bookable;
mod check;

use lindley_time::Instant;

use super::catalogue::check_name;
use crate::event::Event;
use crate::ids::TemplateId;
use crate::rejection::Rejection;
use crate::session_template::{FiledTemplate, SessionTemplate, TemplateStatus};
use crate::state::State;

pub(super) fn propose(
    state: &State,
    template: &SessionTemplate,
    now: Instant,
) -> Result<Vec<Event>, Rejection> {
    check::proposal(state, template)?;
    bookable::check(state, template, now)?;
    let id = TemplateId(state.counters.templates + 1);
    Ok(vec![Event::TemplateProposed { id, template: Box::new(template.clone()) }])
}

/// Adopts a proposal; the template it replaces is retired with the same reason, so that no booking falls between the two.
pub(super) fn adopt(
    state: &State,
    id: TemplateId,
    replaces: Option<TemplateId>,
    reason: &str,
) -> Result<Vec<Event>, Rejection> {
    let adopted = settling(state, id, TemplateStatus::Adopted, reason)?;
    if let Some(replaced) = replaces {
        settling(state, replaced, TemplateStatus::Retired, reason)?;
    }
    let in_force = state
        .templates()
        .iter()
        .filter(|(other, filed)| filed.status == TemplateStatus::Adopted && Some(**other) != replaces);
    let mut rivals = in_force.filter(|(_, filed)| check::share_time(&filed.template, &adopted.template));
    if let Some((rival, _)) = rivals.next() {
        return Err(Rejection::TemplateOverlap { template: *rival });
    }
    let reason = || reason.to_owned();
    let retired = replaces.map(|id| Event::TemplateRetired { id, reason: reason() });
    Ok(retired.into_iter().chain([Event::TemplateAdopted { id, reason: reason() }]).collect())
}

pub(super) fn decline(state: &State, id: TemplateId, reason: &str) -> Result<Vec<Event>, Rejection> {
    settling(state, id, TemplateStatus::Declined, reason)?;
    Ok(vec![Event::TemplateDeclined { id, reason: reason.to_owned() }])
}

pub(super) fn retire(state: &State, id: TemplateId, reason: &str) -> Result<Vec<Event>, Rejection> {
    settling(state, id, TemplateStatus::Retired, reason)?;
    Ok(vec![Event::TemplateRetired { id, reason: reason.to_owned() }])
}

pub(super) fn set_release(
    state: &State,
    id: TemplateId,
    release_days: u16,
    reason: &str,
) -> Result<Vec<Event>, Rejection> {
    check_name("reason", reason)?;
    check::release(release_days)?;
    let filed = state.templates().get(&id).ok_or_else(|| Rejection::unknown(id))?;
    if !matches!(filed.status, TemplateStatus::Proposed | TemplateStatus::Adopted) {
        return Err(Rejection::TemplateSettled { status: filed.status });
    }
    Ok(vec![Event::TemplateReleaseSet { id, release_days, reason: reason.to_owned() }])
}

/// The template, if it may become `to`.
fn settling<'a>(
    state: &'a State,
    id: TemplateId,
    to: TemplateStatus,
    reason: &str,
) -> Result<&'a FiledTemplate, Rejection> {
    check_name("reason", reason)?;
    let filed = state.templates().get(&id).ok_or_else(|| Rejection::unknown(id))?;
    if filed.status.may_become(to) {
        Ok(filed)
    } else {
        Err(Rejection::TemplateSettled { status: filed.status })
    }
}
