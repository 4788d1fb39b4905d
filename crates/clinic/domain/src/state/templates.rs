//! Session templates in the state: applying their events, and the marks on the calendars of their resources.

use std::sync::Arc;

use lindley_time::{Instant, Span, Zone};

use super::State;
use super::apply::{known, next_number};
use super::journal::Undo;
use crate::calendar::TemplateMark;
use crate::event::Event;
use crate::ids::TemplateId;
use crate::session_template::{FiledTemplate, SessionTemplate, TemplateStatus};
use crate::typed_time::session_starts;

impl State {
    pub(super) fn apply_to_templates(&mut self, event: &Event) -> Result<(), &'static str> {
        match event {
            Event::TemplateProposed { id, template } => {
                self.check_template(template)?;
                next_number(&mut self.counters.templates, id.0)?;
                let (template, status, reason) =
                    (SessionTemplate::clone(template), TemplateStatus::Proposed, None);
                self.put_template(*id, Some(FiledTemplate { template, status, reason }));
                Ok(())
            }
            Event::TemplateAdopted { id, reason } => self.settle(*id, TemplateStatus::Adopted, reason),
            Event::TemplateDeclined { id, reason } => self.settle(*id, TemplateStatus::Declined, reason),
            Event::TemplateRetired { id, reason } => self.settle(*id, TemplateStatus::Retired, reason),
            Event::TemplateReleaseSet { id, release_days, reason } => {
                let mut filed = self.templates.get(id).cloned().ok_or("no such template")?;
                filed.template.release_days = *release_days;
                filed.reason = Some(reason.clone());
                self.put_template(*id, Some(filed));
                Ok(())
            }
            _ => Err("not an event of a template"),
        }
    }

    fn settle(&mut self, id: TemplateId, to: TemplateStatus, reason: &str) -> Result<(), &'static str> {
        let mut filed = self.templates.get(&id).cloned().ok_or("no such template")?;
        known(filed.status.may_become(to), "the template has been decided about")?;
        filed.status = to;
        filed.reason = Some(reason.to_owned());
        self.put_template(id, Some(filed));
        Ok(())
    }

    /// What booking relies on, whatever the rules for proposals were: resources exist, slots have a length and a kind.
    fn check_template(&self, template: &SessionTemplate) -> Result<(), &'static str> {
        let resources = template.resources.iter().all(|id| self.calendar(*id).is_some());
        known(resources, "a template of an unknown resource")?;
        let sound = template.slots.iter().all(|slot| slot.minutes > 0 && template.kind_of(*slot).is_some());
        known(sound, "a template with a slot of no length or no kind")
    }

    pub(super) fn put_template(&mut self, id: TemplateId, filed: Option<FiledTemplate>) {
        let before = self.templates.remove(&id);
        for resource in before.iter().flat_map(|filed| &filed.template.resources) {
            if let Some(calendar) = self.calendar_mut(*resource) {
                calendar.templates.retain(|mark| mark.template != id);
            }
        }
        if let Some(filed) = filed {
            self.mark_template(id, &filed);
            self.templates.insert(id, filed);
        }
        self.note(|_| Undo::Template(id, before.map(Box::new)));
    }

    /// Tells the calendars of a template in force that it keeps some of their time.
    pub(super) fn mark_template(&mut self, id: TemplateId, filed: &FiledTemplate) {
        if filed.status != TemplateStatus::Adopted {
            return;
        }
        let mut known: Vec<(Zone, Arc<[Instant]>)> = Vec::new();
        for resource in &filed.template.resources {
            let Some(zone) = self.zone_of(*resource).cloned() else { continue };
            let starts = if let Some((_, starts)) = known.iter().find(|(other, _)| *other == zone) {
                Arc::clone(starts)
            } else {
                let starts: Arc<[Instant]> = self.session_starts(&filed.template, &zone).into();
                known.push((zone, Arc::clone(&starts)));
                starts
            };
            if let Some(calendar) = self.calendar_mut(*resource) {
                let place = calendar.templates.partition_point(|mark| mark.template < id);
                calendar.templates.insert(place, TemplateMark { template: id, starts });
            }
        }
    }

    /// Marks every template again, after the horizon has moved.
    pub(super) fn remark_templates(&mut self) {
        for calendar in &mut self.calendars {
            calendar.templates.clear();
        }
        let templates = std::mem::take(&mut self.templates);
        for (id, filed) in &templates {
            self.mark_template(*id, filed);
        }
        self.templates = templates;
    }

    /// When the template's sessions begin within the horizon.
    pub(crate) fn session_starts(&self, template: &SessionTemplate, zone: &Zone) -> Vec<Instant> {
        let (from, until) =
            (Instant::from_minute(self.horizon.start), Instant::from_minute(self.horizon.end));
        Span::new(from, until).map_or_else(|_| Vec::new(), |whole| session_starts(template, zone, whole))
    }

    /// Whether the lists of starts cover everything that touches `span`.
    pub(crate) fn is_within_horizon(&self, span: Span) -> bool {
        self.horizon.start <= span.start().minute() && span.end() <= self.horizon_end()
    }
}
