//! The names of a visit type's roles, remembered: a visit type never changes once it is added.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use lindley_app::{App, Permission, Principal};
use lindley_domain::{VisitType, VisitTypeId};

/// Role names in the order in which segments number them.
pub(crate) type Names = Arc<[Arc<str>]>;

#[derive(Default)]
pub(crate) struct RoleNames {
    known: RwLock<BTreeMap<(Arc<str>, VisitTypeId), Names>>,
}

impl RoleNames {
    /// The role names of a visit type; empty if it does not exist.
    pub(crate) fn of(&self, app: &App, organisation: &Arc<str>, visit_type: VisitTypeId) -> Names {
        let key = (Arc::clone(organisation), visit_type);
        if let Some(names) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(names);
        }
        let names = Self::look_up(app, organisation, visit_type);
        if !names.is_empty() {
            self.known.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&names));
        }
        names
    }

    fn look_up(app: &App, organisation: &str, visit_type: VisitTypeId) -> Names {
        let names = app.read(&Principal::system(organisation), Permission::ReadSchedule, |state| {
            let roles = state.catalogue().visit_types.get(&visit_type).map(VisitType::roles);
            roles.unwrap_or_default().into_iter().map(|role| Arc::from(role.role)).collect()
        });
        names.unwrap_or_else(|_| Arc::from([]))
    }
}
