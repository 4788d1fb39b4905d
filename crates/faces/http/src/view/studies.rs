//! Service times, studied sessions and compared orders.

use lindley_api::ids;
use lindley_api::session_studies as wire;
use lindley_app::{
    ClassifiedVisitType, Compared, Elbow, ReferenceOrder, ScoredOrder, ServiceTimes, SessionComparison,
    SessionStudy, StudiedTime, StudyRequest, VisitKind, VisitTypeTimes,
};
use lindley_session as engine;

/// What an answer says of its scenarios.
#[derive(Clone, Copy)]
pub(crate) struct Drawn {
    scenarios: u32,
    seed: u64,
}

impl Drawn {
    pub(crate) fn of(request: &StudyRequest) -> Self {
        Self { scenarios: u32::try_from(request.scenarios).unwrap_or(u32::MAX), seed: request.seed }
    }
}

pub(crate) fn service_times(services: &[ServiceTimes]) -> wire::ServiceTimes {
    wire::ServiceTimes { services: services.iter().map(times_of_service).collect() }
}

fn times_of_service(times: &ServiceTimes) -> wire::ServiceTimesOfService {
    wire::ServiceTimesOfService {
        service: ids::ServiceId(times.service.0),
        name: times.name.clone(),
        visits: times.visits() as u64,
        left_out: times.left_out as u64,
        visit_types: times.visit_types.iter().map(times_of_type).collect(),
    }
}

fn times_of_type(times: &VisitTypeTimes) -> wire::ServiceTimesOfVisitType {
    wire::ServiceTimesOfVisitType {
        visit_type: ids::VisitTypeId(times.visit_type.0),
        name: times.name.clone(),
        planned_minutes: times.planned_minutes,
        visits: times.seconds.len() as u64,
        median_minutes: times.quantile_minutes(0.5),
        p10_minutes: times.quantile_minutes(0.1),
        p90_minutes: times.quantile_minutes(0.9),
    }
}

pub(crate) fn session_study(study: SessionStudy, drawn: Drawn) -> wire::SessionStudy {
    let service = study.of_log.as_ref().map(|(_, service)| service);
    let source = service.map_or_else(
        || "service times that were sent".to_owned(),
        |times| format!("fulfilled visits of {}, {}", times.service, times.name),
    );
    let letters = ('A'..='Z').map(String::from);
    wire::SessionStudy {
        source,
        head: study.of_log.as_ref().map(|(head, _)| *head),
        visits: study.visits as u64,
        left_out: service.map_or(0, |times| times.left_out as u64),
        times: study.times.iter().map(time).collect(),
        elbow: study.elbow.iter().map(elbow).collect(),
        groups: study.kinds.iter().map(group).collect(),
        rule: study.rule,
        hindsight: study.hindsight,
        visit_types: study.visit_types.into_iter().map(visit_type).collect(),
        composition: letters.zip(study.composition.counts().iter().copied()).collect(),
        exact: study.exact,
        front: study.front.iter().map(order).collect(),
        best: study.best as u64,
        references: study.references.into_iter().map(reference).collect(),
        gap: study.gap,
        seconds: study.seconds,
        scenarios: drawn.scenarios,
        seed: drawn.seed,
    }
}

fn time(time: &StudiedTime) -> wire::StudiedTime {
    wire::StudiedTime { seconds: time.seconds, visits: time.visits as u64, kind: time.kind.to_string() }
}

fn elbow(point: &Elbow) -> wire::ElbowPoint {
    wire::ElbowPoint {
        k: u8::try_from(point.groups).unwrap_or(u8::MAX),
        sae_minutes: point.absolute_error_minutes,
        silhouette: point.silhouette,
    }
}

fn group(kind: &VisitKind) -> wire::StudyGroup {
    wire::StudyGroup {
        kind: kind.letter.to_string(),
        from_minutes: kind.from_minutes,
        until_minutes: kind.until_minutes,
        visits: kind.visits as u64,
        share: kind.share,
        median_minutes: kind.median_minutes,
        mean_minutes: kind.mean_minutes,
    }
}

fn visit_type(about: ClassifiedVisitType) -> wire::StudyVisitType {
    wire::StudyVisitType {
        visit_type: ids::VisitTypeId(about.visit_type.0),
        name: about.name,
        visits: about.visits as u64,
        median_minutes: about.median_minutes,
        kind: about.kind.to_string(),
        share: about.share,
    }
}

fn order(order: &ScoredOrder) -> wire::StudyOrder {
    let means = order.evaluation.totals.means(order.evaluation.scenarios);
    wire::StudyOrder {
        sequence: order.sequence.to_string(),
        wait: means.wait,
        idle: means.idle,
        overtime: means.overtime,
        std_w: order.evaluation.std_waits(),
        slot_waits: slot_waits(&order.slot_waits),
    }
}

fn reference(order: ReferenceOrder) -> wire::StudyReference {
    let means = order.evaluation.totals.means(order.evaluation.scenarios);
    wire::StudyReference {
        name: order.name,
        sequence: order.sequence.map(|sequence| sequence.to_string()),
        wait: means.wait,
        idle: means.idle,
        overtime: means.overtime,
        std_w: order.evaluation.std_waits(),
        slot_waits: slot_waits(&order.slot_waits),
    }
}

fn slot_waits(waits: &[engine::SlotWait]) -> Vec<wire::SlotWait> {
    let at_slot = |(slot, wait): (u16, &engine::SlotWait)| wire::SlotWait {
        slot,
        mean: wait.mean,
        p10: wait.p10,
        p90: wait.p90,
    };
    (1..).zip(waits).map(at_slot).collect()
}

pub(crate) fn session_comparison(found: &SessionComparison, drawn: Drawn) -> wire::SessionComparison {
    let difference = found.comparison.difference;
    let cheaper = match difference {
        _ if !found.comparison.is_decided() => wire::CheaperOrder::Neither,
        engine::Bounds { mean, .. } if mean < 0.0 => wire::CheaperOrder::First,
        _ => wire::CheaperOrder::Second,
    };
    wire::SessionComparison {
        first: compared(&found.first),
        second: compared(&found.second),
        difference: wire::CostDifference {
            mean: difference.mean,
            low: difference.low,
            high: difference.high,
            confidence: found.confidence,
        },
        cheaper,
        scenarios: drawn.scenarios,
        seed: drawn.seed,
        seconds: found.seconds,
    }
}

fn compared(order: &Compared) -> wire::ComparedOrder {
    let means = order.evaluation.totals.means(order.evaluation.scenarios);
    wire::ComparedOrder {
        cost: order.cost,
        wait: means.wait,
        idle: means.idle,
        overtime: means.overtime,
        std_w: order.evaluation.std_waits(),
    }
}
