//! Session templates in the state: applying their events, and the marks on the calendars of their resources.

use super::State;
use super::apply::{known, next_number};
use super::journal::Undo;
use crate::event::Event;
use crate::ids::TemplateId;
use crate::session_template::{FiledTemplate, SessionTemplate, TemplateStatus};

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
                calendar.templates.retain(|mark| *mark != id);
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
        for resource in &filed.template.resources {
            if let Some(calendar) = self.calendar_mut(*resource) {
                let place = calendar.templates.partition_point(|mark| *mark < id);
                calendar.templates.insert(place, id);
            }
        }
    }
}
