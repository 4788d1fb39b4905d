//! The bytes themselves. If one of these changes, every stored plan and simulation becomes unrepeatable: change the
//! domain string of the derivation and say so in the release notes, never the expectation alone.
//!
//! The expectations come from a second implementation, written in another language from the documentation.

use lindley_seed::Seed;

#[test]
fn the_stream_is_the_published_chacha8_keystream() {
    // Key and nonce zero, from the eSTREAM-style test vectors for ChaCha8 with a 256-bit key.
    let mut stream = Seed::from_bytes([0; 32]).stream();
    let bytes: Vec<u8> = (0..4).flat_map(|_| stream.next_u64().to_le_bytes()).collect();
    let published = [
        0x3e, 0x00, 0xef, 0x2f, 0x89, 0x5f, 0x40, 0xd6, 0x7f, 0x5b, 0xb8, 0xe8, 0x1f, 0x09, 0xa5, 0xa1, 0x2c,
        0x84, 0x0e, 0xc3, 0xce, 0x9a, 0x7f, 0x3b, 0x18, 0x1b, 0xe1, 0x88, 0xef, 0x71, 0x1a, 0x1e,
    ];
    assert_eq!(bytes, published);
}

#[test]
fn derived_seeds_stay_as_they_are() {
    let root = Seed::from_u64(42);
    let written = [root, root.child("arrivals"), root.child_at("day", 7)].map(|seed| seed.to_string());
    assert_eq!(
        written,
        [
            "5e6f2687ed7cd605086cd685a60e1486a6d4c94551f9020e747084bfdba147d8",
            "35f260860970e107d12bf5c18caeb3507ef5e9fcc977300091e582d0ac5479cf",
            "1c9e8004c61ec8f898ce699b12acf5e8e7b0af022d4f61c9b4e7a36701a32dc2",
        ]
    );
}

#[test]
fn draws_stay_as_they_are_to_the_last_bit() {
    let mut stream = Seed::from_u64(42).child("golden").stream();
    let mut order = [0, 1, 2, 3, 4, 5, 6, 7];
    stream.shuffle(&mut order);
    let whole = (stream.below(1_000_000), stream.between(-500, 500), stream.weighted(&[1.0, 2.0, 3.0]));
    let bits = [stream.unit_f64(), stream.normal(), stream.lognormal(3.0, 0.5), stream.exponential(10.0)]
        .map(|draw| format!("{:016x}", draw.to_bits()));
    assert_eq!(order, [7, 6, 3, 1, 0, 2, 4, 5]);
    assert_eq!(whole, (341_734, -110, Some(0)));
    assert_eq!(bits, ["3fe609a39adb69b5", "3fed7d9434a38e0f", "40425fbd2e0b568b", "4017255da89a0d30"]);
    let sum = (0..10_000).fold(0_u64, |sum, _| sum.rotate_left(5) ^ stream.normal().to_bits());
    assert_eq!(format!("{sum:016x}"), "1ac904103e04d4de");
    let sum = (0..10_000).fold(0_u64, |sum, _| sum.rotate_left(5) ^ stream.lognormal(2.5, 0.7).to_bits());
    assert_eq!(format!("{sum:016x}"), "ab3bda442a184281");
}
