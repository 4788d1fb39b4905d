//! Cuts of visit types, held against trying every cut and summing deviations one by one.

use std::cmp::Reverse;

use lindley_domain::VisitTypeId;
use lindley_seed::Seed;

use super::kinds;
use crate::session_studies::{StudyRefusal, VisitTypeTimes};

fn types(times: &[Vec<u32>]) -> Vec<VisitTypeTimes> {
    let of_type = |(id, seconds): (u32, &Vec<u32>)| {
        let mut seconds = seconds.clone();
        seconds.sort_unstable();
        VisitTypeTimes { visit_type: VisitTypeId(id), name: format!("T{id}"), planned_minutes: 15, seconds }
    };
    (1..).zip(times).map(of_type).collect()
}

fn doubled_median(seconds: &[u32]) -> u64 {
    let mut sorted = seconds.to_vec();
    sorted.sort_unstable();
    u64::from(sorted[(sorted.len() - 1) / 2]) + u64::from(sorted[sorted.len() / 2])
}

/// Twice the sum of the deviations of each list from its own median.
fn deviation<'a>(lists: impl Iterator<Item = &'a Vec<u32>>) -> u64 {
    let of_list = |seconds: &'a Vec<u32>| {
        let median = doubled_median(seconds);
        seconds.iter().map(|time| (2 * u64::from(*time)).abs_diff(median)).sum::<u64>()
    };
    lists.map(of_list).sum()
}

/// Every way to cut so many things into so many runs, none of them empty: the bounds.
fn every_cut(things: usize, runs: usize) -> Vec<Vec<usize>> {
    if runs == 1 {
        return vec![vec![0, things]];
    }
    let mut cuts = Vec::new();
    for last in runs - 1..things {
        for mut cut in every_cut(last, runs - 1) {
            cut.push(things);
            cuts.push(cut);
        }
    }
    cuts
}

#[test]
fn there_are_as_many_cuts_as_ways_to_choose_them() {
    assert_eq!([every_cut(7, 1), every_cut(7, 2), every_cut(7, 4)].map(|cuts| cuts.len()), [1, 6, 20]);
}

/// Up to seven visit types with up to eight times each, of few different ones: medians are often equal.
fn drawn(round: u64) -> Vec<Vec<u32>> {
    let mut stream = Seed::from_u64(round).child("visit types").stream();
    let mut up_to = |most: u32| u32::try_from(stream.below(u64::from(most))).unwrap() + 1;
    let types = up_to(7);
    (0..types)
        .map(|_| {
            let visits = up_to(8);
            (0..visits).map(|_| up_to(40)).collect()
        })
        .collect()
}

#[test]
fn no_other_cut_deviates_less() {
    for round in 0..500 {
        let times = drawn(round);
        let mut sorted = times.clone();
        sorted.sort_by_key(|seconds| Reverse(doubled_median(seconds)));
        for groups in 1..=times.len().min(4) {
            let found = kinds(&types(&times), groups).unwrap();
            let merged = |cut: &[usize]| -> Vec<Vec<u32>> {
                cut.windows(2).map(|run| sorted[run[0]..run[1]].concat()).collect()
            };
            let cuts = every_cut(times.len(), groups);
            let least = cuts.iter().map(|cut| deviation(merged(cut).iter())).min();
            assert_eq!(Some(deviation(found.times.iter())), least, "{times:?}");
        }
    }
}

#[test]
fn kinds_have_all_times_of_their_types_and_no_shorter_type_is_of_a_longer_kind() {
    for round in 0..500 {
        let times = drawn(round);
        for groups in 1..=times.len().min(4) {
            let found = kinds(&types(&times), groups).unwrap();
            for (kind, of_kind) in found.times.iter().enumerate() {
                let own = times.iter().zip(&found.of_types).filter(|(_, of_type)| **of_type == kind);
                let mut own: Vec<u32> = own.flat_map(|(seconds, _)| seconds.iter().copied()).collect();
                own.sort_unstable();
                assert_eq!(of_kind, &own, "{times:?}");
                assert!(!own.is_empty(), "{times:?}");
            }
            let medians: Vec<u64> = found.times.iter().map(|times| doubled_median(times)).collect();
            assert!(medians.is_sorted_by(|longer, shorter| longer >= shorter), "{medians:?} of {times:?}");
            let mut by_kind: Vec<(usize, u64)> =
                found.of_types.iter().copied().zip(times.iter().map(|times| doubled_median(times))).collect();
            by_kind.sort_by_key(|(kind, median)| (*kind, Reverse(*median)));
            assert!(by_kind.is_sorted_by_key(|(_, median)| Reverse(*median)), "{by_kind:?} of {times:?}");
        }
    }
}

#[test]
fn long_types_come_first_and_stay_whole() {
    let times = types(&[vec![400, 500, 600], vec![1_700, 1_900, 450], vec![700, 550]]);
    let two = kinds(&times, 2).unwrap();
    assert_eq!((&two.rule[..], two.hindsight), ("A: T2; B: T3, T1", false));
    assert_eq!(two.times, [vec![450, 1_700, 1_900], vec![400, 500, 550, 600, 700]]);
    assert_eq!(kinds(&times, 1).unwrap().rule, "A: T2, T3, T1");
    assert_eq!(kinds(&times, 3).unwrap().rule, "A: T2; B: T3; C: T1");
    // To the medians 1,700 s and 500 s: 450 s lies nearer to that of the other kind, 550 s to its own.
    let lists: Vec<&[u32]> = times.iter().map(|times| &times.seconds[..]).collect();
    let told = two.of_types(lists.iter().copied());
    let expected = [('B', 1.0), ('A', 2.0 / 3.0), ('B', 1.0)];
    for ((kind, share), (of_type, near)) in told.into_iter().zip(expected) {
        assert!(kind == of_type && (share - near).abs() < 1e-12, "{kind} {share}");
    }
}

#[test]
fn equal_types_make_kinds_as_they_came_and_are_nearest_to_their_own() {
    let times = types(&[vec![600, 600], vec![600, 600], vec![600]]);
    let found = kinds(&times, 2).unwrap();
    assert_eq!(found.rule, "A: T1; B: T2, T3");
    let lists: Vec<&[u32]> = times.iter().map(|times| &times.seconds[..]).collect();
    let told = found.of_types(lists.iter().copied());
    assert!(told.iter().all(|(_, share)| (share - 1.0).abs() < f64::EPSILON), "{told:?}");
}

#[test]
fn there_are_no_more_kinds_than_visit_types() {
    let refused = |times: &[Vec<u32>], groups| kinds(&types(times), groups).err().unwrap();
    let two = refused(&[vec![600, 700], vec![900]], 3);
    assert_eq!(two, StudyRefusal::FewVisitTypes { groups: 3, visit_types: 2 });
    assert_eq!(two.to_string(), "the service has 2 visit types with recorded visits: they make 1 to 2 kinds");
    let one = refused(&[vec![600, 700]], 2);
    assert_eq!(one.to_string(), "the service has 1 visit type with recorded visits: it makes 1 kind");
}
