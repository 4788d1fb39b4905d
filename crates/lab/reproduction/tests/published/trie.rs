//! How many sequences and trie nodes a composition has, against the stored counts.

use lindley_session::Composition;

/// Every composition that fits into this one, itself included and the empty one not.
fn beginnings(counts: &[u8]) -> Vec<Vec<u8>> {
    let mut all = vec![Vec::new()];
    for count in counts {
        let longer = |begun: &Vec<u8>| {
            (0..=*count).map(|more| [begun.as_slice(), &[more]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all.retain(|counts| counts.iter().any(|count| *count > 0));
    all
}

#[test]
fn compositions_have_the_stored_numbers_of_sequences_and_nodes() {
    let stored: [(&[u8], u128, u128); 19] = [
        (&[8, 8], 12_870, 48_618),
        (&[9, 7], 11_440, 43_756),
        (&[7, 9], 11_440, 43_756),
        (&[6, 10], 8_008, 31_822),
        (&[5, 11], 4_368, 18_562),
        (&[4, 12], 1_820, 8_566),
        (&[3, 13], 560, 3_058),
        (&[0, 13, 3], 560, 3_058),
        (&[2, 14], 120, 814),
        (&[0, 14, 2], 120, 814),
        (&[1, 15], 16, 151),
        (&[1, 13, 2], 1_680, 9_043),
        (&[2, 13, 1], 1_680, 9_043),
        (&[1, 14, 1], 240, 1_614),
        (&[4, 8, 4], 900_900, 3_039_750),
        (&[2, 7, 7], 411_840, 1_413_124),
        (&[3, 4, 9], 400_400, 1_413_124),
        (&[5, 5, 6], 2_018_016, 6_529_444),
        (&[3, 5, 5, 3], 40_360_320, 124_076_294),
    ];
    let sequences = |counts: &[u8]| Composition::new(counts).expect("visits").sequences();
    for (counts, leaves, nodes) in stored {
        assert_eq!(sequences(counts), leaves, "{counts:?}");
        let found: u128 = beginnings(counts).iter().map(|counts| sequences(counts)).sum();
        assert_eq!(found, nodes, "{counts:?}");
    }
}
