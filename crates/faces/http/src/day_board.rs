//! The day board: gathered under the read lock as briefly as possible, shown afterwards.

mod not_kept;

use std::collections::BTreeMap;

use lindley_api::board::{Board, BoardBlock, BoardQuery, BoardResource, BoardSession};
use lindley_api::ids;
use lindley_api::moment::{LocalDate, Moment};
use lindley_domain::{Appointment, BlockScope, Resource, ResourceId, SiteId, State};
use lindley_time::{Span, Zone, civil::Date};

use crate::failure::Failure;
use crate::view;
use not_kept::NotKept;

/// Days that one board shows at most.
const DAYS_MAX: u8 = 14;
const PLACED_BY_IMPORT: &str =
    "The import chose the dates or hours of sessions here: their source does not say when they were.";

/// Everything that a board shows, still in the domain's terms where viewing it takes time.
pub(crate) struct DayBoard {
    board: Board,
    appointments: Vec<Appointment>,
}

impl DayBoard {
    pub(crate) fn gather(state: &State, query: &BoardQuery) -> Result<Self, Failure> {
        let id = SiteId(query.site.0);
        let site = state.catalogue().sites.get(&id).ok_or_else(|| Failure::no_such(id))?;
        let span = days(&site.zone, query.date.0, query.days.unwrap_or(1))?;
        let resources = Lines::of(state, id, span).collect();
        let used: Vec<ResourceId> =
            resources.iter().map(|line: &BoardResource| ResourceId(line.id.0)).collect();
        let not_kept = NotKept { cancelled: query.cancelled.unwrap_or(false) };
        let mut appointments = state.appointments_between(span, &used);
        appointments.extend(not_kept.between(state, span, &used));
        appointments.sort_by_key(|visit| (visit.placement.as_ref().map(|at| at.span.start()), visit.id));
        let board = Board {
            site: query.site,
            zone: site.zone.to_string(),
            date: LocalDate(query.date.0),
            from: Moment(span.start()),
            until: Moment(span.end()),
            head: state.head(),
            notices: notices(&resources),
            resources,
            appointments: Vec::new(),
        };
        Ok(Self { board, appointments: appointments.into_iter().cloned().collect() })
    }

    /// The board on the wire.
    pub(crate) fn view(self, view: impl Fn(&Appointment) -> lindley_api::appointments::Appointment) -> Board {
        Board { appointments: self.appointments.iter().map(view).collect(), ..self.board }
    }
}

/// The span of so many days of the site's calendar.
fn days(zone: &Zone, first: Date, count: u8) -> Result<Span, Failure> {
    if !(1..=DAYS_MAX).contains(&count) {
        return Err(Failure::invalid_field("days", format!("days is 1 to {DAYS_MAX}")));
    }
    let out_of_range = || Failure::invalid_field("date", "the date lies outside the years 1600 to 2400");
    let last = (1..count).try_fold(first, |date, _| date.tomorrow()).map_err(|_| out_of_range())?;
    let (first, last) = zone.day(first).zip(zone.day(last)).ok_or_else(out_of_range)?;
    Span::new(first.start(), last.end()).map_err(|_| out_of_range())
}

fn notices(resources: &[BoardResource]) -> Vec<String> {
    let placed = resources.iter().flat_map(|line| &line.sessions).any(|session| session.placed_by_import);
    placed.then(|| PLACED_BY_IMPORT.to_owned()).into_iter().collect()
}

/// Makes the lines of a board.
struct Lines<'a> {
    state: &'a State,
    site: SiteId,
    span: Span,
    sessions: BTreeMap<ResourceId, Vec<BoardSession>>,
    blocks: Vec<(BlockScope, BoardBlock)>,
}

impl<'a> Lines<'a> {
    fn of(state: &'a State, site: SiteId, span: Span) -> Self {
        let mut sessions: BTreeMap<ResourceId, Vec<BoardSession>> = BTreeMap::new();
        for (id, session) in state.sessions().iter().filter(|(_, session)| session.span.overlaps(span)) {
            sessions.entry(session.resource).or_default().push(view::board_session(*id, session));
        }
        let shown = state.blocks().iter().filter(|(_, block)| block.span.overlaps(span));
        let blocks = shown.map(|(id, block)| (block.scope, view::board_block(*id, block))).collect();
        Self { state, site, span, sessions, blocks }
    }

    /// The site's resources by kind, then id.
    fn collect(mut self) -> Vec<BoardResource> {
        let resources = self.state.catalogue().resources.iter();
        let here = resources.filter(|(_, resource)| resource.site == self.site);
        let mut here: Vec<(ResourceId, &Resource)> = here.map(|(id, resource)| (*id, resource)).collect();
        here.sort_by_key(|(id, resource)| (resource.kind, *id));
        here.into_iter().map(|(id, resource)| self.line(id, resource)).collect()
    }

    fn line(&mut self, id: ResourceId, resource: &Resource) -> BoardResource {
        let covers =
            |scope: &BlockScope| *scope == BlockScope::Resource(id) || *scope == BlockScope::Site(self.site);
        let blocks = self.blocks.iter().filter(|(scope, _)| covers(scope)).map(|(_, block)| block.clone());
        BoardResource {
            id: ids::ResourceId(id.0),
            name: resource.name.clone(),
            kind: view::resource_kind(resource.kind),
            attributes: resource.attributes.clone(),
            capacity_units: resource.capacity_units,
            working: view::spans(&self.state.working(id, self.span)),
            blocks: blocks.collect(),
            sessions: self.sessions.remove(&id).unwrap_or_default(),
            slots: self.state.typed_slots(id, self.span).map(|slot| view::board_slot(&slot)).collect(),
        }
    }
}
