//! What the models of each task are for, and what they are not for.

use lindley_domain::ModelTask;

/// What a task's models are meant for, as manifests say it.
pub const fn intended_use(task: ModelTask) -> &'static str {
    match task {
        ModelTask::NoShow => {
            "To tell how likely a booked patient is not to come, with a band, so that staff can remind, offer another time, or \
             plan how many to book. Staff decide; the number never cancels or moves a visit by itself."
        }
        ModelTask::Duration => {
            "To tell how long a booked visit is likely to take, with a band, so that sessions and buffers can be planned. Staff \
             decide; the number never changes a booked visit by itself."
        }
        ModelTask::Demand => {
            "To tell how many patients are likely to ask for a service at a site, with a band, so that staff and rooms can be \
             planned. Planners decide; the number never changes a roster by itself."
        }
    }
}

/// What a task's models are not to be used for, and what they do not know: a sentence each.
pub const fn limits(task: ModelTask) -> &'static [&'static str] {
    match task {
        ModelTask::NoShow => &[
            "It must not be used to refuse a patient a visit, to give a worse time, or to charge a fee.",
            "It finds who often did not come before, not why; the reason may be the clinic's own, such as a late reminder.",
            "It knows only what the log knows. The band says how well scores like this one were calibrated, and widens for what is not known: a site, visit type or district that is new, a value that was never lacking before, a patient who is new here. What was not known is named beside it.",
            "It has learnt from this organisation and says nothing about another one.",
        ],
        ModelTask::Duration => &[
            "It must not be used to judge the work of a practitioner.",
            "It knows nothing of what will be found in the visit; most of the difference between two visits cannot be foreseen.",
            "For visit types that are new its band is that of all small visit types together; new practitioners and sites are taken for usual ones.",
            "It has learnt from this organisation and says nothing about another one.",
        ],
        ModelTask::Demand => &[
            "It counts arrivals; how urgent they are it does not know.",
            "Its figures are those of what is told, visits booked by then among them. Who waits now and what platforms announce is added when it is told, and was not judged.",
            "What has never happened in the days that it has learnt from, such as an epidemic, it learns only while it happens.",
            "Outside signals help only while their feed runs; the forecast names the feeds that have stopped.",
            "It has learnt from this organisation and says nothing about another one.",
        ],
    }
}
