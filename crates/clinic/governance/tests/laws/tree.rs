//! Every tree up to 130 leaves: proofs are the RFC's, verify, and hold for nothing else.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use lindley_governance::{
    EMPTY_ROOT, Frontier, Hash, InclusionProver, consistency_proof, inclusion_proof, verify_consistency,
    verify_inclusion,
};
use proptest::prelude::*;
use sha2::Sha256;

use crate::naive;

const LARGEST: usize = 130;

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|number| naive::leaf(&number.to_be_bytes())).collect()
}

fn wide(size: usize) -> u64 {
    u64::try_from(size).unwrap()
}

#[test]
fn roots_are_those_of_the_recursive_definition() {
    let leaves = leaves(LARGEST);
    let mut tree = Frontier::default();
    for size in 0..LARGEST {
        assert_eq!(tree.size(), wide(size));
        assert_eq!(tree.root(), naive::root(&leaves[..size]), "size {size}");
        tree.push(leaves[size]);
    }
}

#[test]
fn every_inclusion_proof_holds_for_its_place_only() {
    let leaves = leaves(LARGEST);
    for size in 1..=LARGEST {
        let root = naive::root(&leaves[..size]);
        for index in 0..size {
            let proof = inclusion_proof(&leaves, wide(index), wide(size)).unwrap();
            assert_eq!(proof, naive::path(index, &leaves[..size]), "leaf {index} of {size}");
            let holds = |index: usize, size: usize, proof: &[Hash], root: &Hash, leaf: &Hash| {
                verify_inclusion(leaf, wide(index), wide(size), proof, root).is_ok()
            };
            let leaf = leaves[index];
            assert!(holds(index, size, &proof, &root, &leaf), "leaf {index} of {size}");
            assert!(!holds(index, size, &proof, &EMPTY_ROOT, &leaf));
            assert!(!holds(index, size, &proof, &root, &naive::leaf(b"another")));
            let neighbours = [index + 1, index ^ 1, index ^ 2, index ^ 4, index + 64];
            for other in neighbours.into_iter().filter(|other| *other != index) {
                assert!(!holds(other, size, &proof, &root, &leaf), "leaf {index} as {other} of {size}");
            }
            if let Some((_, shorter)) = proof.split_last() {
                assert!(!holds(index, size, shorter, &root, &leaf));
                assert!(!holds(index, size, &proof[1..], &root, &leaf));
                assert!(!holds(index, 1, &proof, &root, &leaf));
            }
            let longer: Vec<Hash> = proof.iter().copied().chain([root]).collect();
            assert!(!holds(index, size, &longer, &root, &leaf));
        }
    }
}

#[test]
fn an_inclusion_proof_holds_for_another_size_only_with_that_size_s_root() {
    let leaves = leaves(LARGEST);
    let roots: Vec<Hash> = (0..=LARGEST).map(|size| naive::root(&leaves[..size])).collect();
    for size in 1..=LARGEST {
        for index in 0..size {
            let proof = inclusion_proof(&leaves, wide(index), wide(size)).unwrap();
            for other in (index + 1..=LARGEST).filter(|other| *other != size) {
                let result =
                    verify_inclusion(&leaves[index], wide(index), wide(other), &proof, &roots[other]);
                assert!(result.is_err(), "leaf {index}: the proof for {size} passed for {other}");
            }
        }
    }
}

#[test]
fn every_consistency_proof_holds_for_its_sizes_only() {
    let leaves = leaves(LARGEST);
    let roots: Vec<Hash> = (0..=LARGEST).map(|size| naive::root(&leaves[..size])).collect();
    for new in 0..=LARGEST {
        for old in 0..=new {
            let proof = consistency_proof(&leaves, wide(old), wide(new)).unwrap();
            let expected = if old == 0 { Vec::new() } else { naive::proof(old, &leaves[..new]) };
            assert_eq!(proof, expected, "{old} to {new}");
            let holds = |old_root: &Hash, new_root: &Hash, proof: &[Hash]| {
                verify_consistency(wide(old), old_root, wide(new), new_root, proof).is_ok()
            };
            let (old_root, new_root) = (roots[old], roots[new]);
            let other = naive::leaf(b"another");
            assert!(holds(&old_root, &new_root, &proof), "{old} to {new}");
            assert!(!holds(&other, &new_root, &proof), "{old} to {new}: any old root");
            // Every tree grew from the empty one, so that proof says nothing about the new root.
            assert!(
                old == 0 && new != 0 || !holds(&old_root, &other, &proof),
                "{old} to {new}: any new root"
            );
            let longer: Vec<Hash> = proof.iter().copied().chain([other]).collect();
            assert!(!holds(&old_root, &new_root, &longer), "{old} to {new}: a longer proof");
            if let Some((_, shorter)) = proof.split_last() {
                assert!(!holds(&old_root, &new_root, shorter), "{old} to {new}: a shorter proof");
            }
        }
    }
}

#[test]
fn proofs_for_leaves_that_are_not_there_are_refused() {
    let leaves = leaves(5);
    for (index, size) in [(0, 0), (5, 5), (3, 3), (0, 6), (u64::MAX, u64::MAX)] {
        assert_eq!(inclusion_proof(&leaves, index, size).unwrap_err().code(), "leaf-out-of-range");
    }
    assert_eq!(verify_inclusion(&leaves[0], 3, 3, &[], &EMPTY_ROOT).unwrap_err().code(), "leaf-out-of-range");
    for (old, new) in [(3, 2), (0, 6), (6, 6), (0, u64::MAX)] {
        assert_eq!(consistency_proof(&leaves, old, new).unwrap_err().code(), "sizes-out-of-order");
    }
    let backwards = verify_consistency(3, &EMPTY_ROOT, 2, &EMPTY_ROOT, &[]);
    assert_eq!(backwards.unwrap_err().code(), "sizes-out-of-order");
}

#[test]
fn a_saved_edge_comes_back_and_a_damaged_one_is_refused() {
    let tree: Frontier = leaves(7).into_iter().collect();
    let saved = serde_json::to_string(&tree).unwrap();
    assert_eq!(serde_json::from_str::<Frontier>(&saved).unwrap(), tree);
    let damaged = saved.replace("\"size\":7", "\"size\":8");
    let problem = serde_json::from_str::<Frontier>(&damaged).unwrap_err().to_string();
    assert!(problem.contains("does not belong to 8 leaves"), "{problem}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn another_library_gives_the_same_roots_and_proofs(size in 2_usize..400, pick in any::<prop::sample::Index>()) {
        let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        (0..size).for_each(|number| theirs.push(number.to_be_bytes().to_vec()));
        let leaves = leaves(size);
        let root = leaves.iter().copied().collect::<Frontier>().root();
        let their_root = theirs.root();
        prop_assert_eq!(&root[..], &their_root.as_bytes()[..]);
        let index = pick.index(size);
        let ours = inclusion_proof(&leaves, wide(index), wide(size)).unwrap();
        prop_assert_eq!(ours.concat(), theirs.prove_inclusion(index).as_bytes().to_vec());
        let old = index.max(1);
        let ours = consistency_proof(&leaves, wide(old), wide(size)).unwrap();
        prop_assert_eq!(ours.concat(), theirs.prove_consistency(size - old).as_bytes().to_vec());
    }

    #[test]
    fn a_prover_that_sees_later_leaves_gives_the_same_proof(size in 1_usize..300, more in 0_usize..50, pick in any::<prop::sample::Index>()) {
        let (leaves, index) = (leaves(size + more), pick.index(size));
        let mut prover = InclusionProver::new(wide(index), wide(size)).unwrap();
        for leaf in &leaves {
            prover.push(*leaf);
        }
        prop_assert_eq!(prover.finish().unwrap(), naive::path(index, &leaves[..size]));
    }

    #[test]
    fn any_altered_bit_of_a_proof_is_noticed(size in 2_usize..300, pick in any::<prop::sample::Index>(), bit in any::<prop::sample::Index>()) {
        let (leaves, index) = (leaves(size), pick.index(size));
        let root = naive::root(&leaves);
        let mut proof = inclusion_proof(&leaves, wide(index), wide(size)).unwrap();
        let bit = bit.index(proof.len() * 256);
        proof[bit / 256][bit % 256 / 8] ^= 1 << (bit % 8);
        prop_assert!(verify_inclusion(&leaves[index], wide(index), wide(size), &proof, &root).is_err());
    }

    #[test]
    fn no_sizes_and_proofs_make_the_verifiers_panic(a in any::<u64>(), b in any::<u64>(), proof in prop::collection::vec(any::<Hash>(), 0..70)) {
        prop_assert!(verify_inclusion(&EMPTY_ROOT, a, b, &proof, &EMPTY_ROOT).is_err());
        let _holds = verify_consistency(a, &EMPTY_ROOT, b, &EMPTY_ROOT, &proof).is_ok();
    }
}
