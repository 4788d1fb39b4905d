//! One resource for each role, all different: the first choice in order, found without trying every combination.

use crate::ids::ResourceId;

/// For each role the first candidate that leaves the roles after it a choice; none if the roles cannot all be filled.
///
/// `free` lists each role's free candidates in order of preference. The answer is the lexicographically first one. It takes
/// time polynomial in roles and candidates, where plain backtracking can take exponential time when many roles compete
/// for too few resources.
pub(crate) fn first(free: &[Vec<ResourceId>]) -> Option<Vec<ResourceId>> {
    let mut taken = Vec::with_capacity(free.len());
    for (role, candidates) in free.iter().enumerate() {
        let choice = candidates.iter().copied().find(|candidate| {
            if taken.contains(candidate) {
                return false;
            }
            taken.push(*candidate);
            let fits = can_all_be_filled(&free[role + 1..], &taken);
            taken.pop();
            fits
        })?;
        taken.push(choice);
    }
    Some(taken)
}

/// Whether the roles can all be filled with resources that are not taken: Kuhn's augmenting paths (H. W. Kuhn, "The Hungarian
/// method for the assignment problem", 1955).
fn can_all_be_filled(free: &[Vec<ResourceId>], taken: &[ResourceId]) -> bool {
    let mut filled: Vec<(ResourceId, usize)> = Vec::with_capacity(free.len());
    (0..free.len()).all(|role| find_place(role, free, taken, &mut filled, &mut Vec::new()))
}

/// Gives the role a resource, moving other roles to their alternatives where that helps.
fn find_place(
    role: usize,
    free: &[Vec<ResourceId>],
    taken: &[ResourceId],
    filled: &mut Vec<(ResourceId, usize)>,
    seen: &mut Vec<ResourceId>,
) -> bool {
    for candidate in &free[role] {
        if taken.contains(candidate) || seen.contains(candidate) {
            continue;
        }
        seen.push(*candidate);
        let Some(place) = filled.iter().position(|(resource, _)| resource == candidate) else {
            filled.push((*candidate, role));
            return true;
        };
        let other = filled[place].1;
        if find_place(other, free, taken, filled, seen) {
            // The other role has moved on; the entry that named it for this resource is now this role's.
            if let Some(entry) =
                filled.iter_mut().find(|(resource, by)| resource == candidate && *by == other)
            {
                entry.1 = role;
            }
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Plain backtracking.
    fn first_by_trying(free: &[Vec<ResourceId>], taken: &mut Vec<ResourceId>) -> bool {
        let Some(candidates) = free.get(taken.len()) else { return true };
        for candidate in candidates {
            if !taken.contains(candidate) {
                taken.push(*candidate);
                if first_by_trying(free, taken) {
                    return true;
                }
                taken.pop();
            }
        }
        false
    }

    proptest! {
        #[test]
        fn the_answer_is_that_of_plain_backtracking(
            roles in prop::collection::vec(prop::collection::vec(1_u32..7, 0..6), 0..6)
        ) {
            let free: Vec<Vec<ResourceId>> =
                roles.into_iter().map(|role| role.into_iter().map(ResourceId).collect()).collect();
            let mut taken = Vec::new();
            let tried = first_by_trying(&free, &mut taken).then_some(taken);
            prop_assert_eq!(first(&free), tried);
        }
    }

    #[test]
    fn twelve_roles_for_eleven_resources_are_refused_at_once() {
        let free = vec![(1..=11).map(ResourceId).collect::<Vec<_>>(); 12];
        assert_eq!(first(&free), None);
    }
}
