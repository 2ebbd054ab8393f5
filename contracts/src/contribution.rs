//! Items of the ledger and their packed form (`IContributions.Batch.items`).

use std::fmt;

use alloy::primitives::Bytes;

use crate::member::{InvalidMemberId, MemberId};

/// One of eight kinds of contribution, numbered 0 to 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lane(u8);

/// One contribution in a batch: 16 bytes, big endian, memberId 40 | lane 8 | points 24 | kind 16 | sequence 40 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The beneficiary.
    pub member: MemberId,
    /// The lane.
    pub lane: Lane,
    /// Points before caps, 24 bits.
    pub points: u32,
    /// Kind of activity for readers of the event; 0 when kept private.
    pub kind: u16,
    /// Number within the source, 40 bits: each is recorded once.
    pub sequence: u64,
}

/// Why bytes or values are no item.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum InvalidItem {
    /// The lane is not 0 to 7.
    #[error("lane {0} does not exist: lanes are numbered 0 to 7")]
    Lane(u8),
    /// The points need more than 24 bits.
    #[error("{0} points are too many for one contribution: at most 16777215")]
    Points(u32),
    /// The sequence number needs more than 40 bits.
    #[error("sequence {0} is too large: at most 1099511627775")]
    Sequence(u64),
    /// The packed form is cut short.
    #[error("{0} bytes are no list of items: expected a multiple of 16")]
    Length(usize),
    /// The beneficiary is no member id.
    #[error(transparent)]
    Member(#[from] InvalidMemberId),
}

impl Lane {
    /// Number of lanes.
    pub const COUNT: usize = 8;

    /// The lane with this number.
    pub fn new(index: u8) -> Result<Self, InvalidItem> {
        if usize::from(index) < Self::COUNT { Ok(Self(index)) } else { Err(InvalidItem::Lane(index)) }
    }

    /// The number.
    pub fn index(self) -> u8 {
        self.0
    }

    /// All lanes in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT as u8).map(Self)
    }
}

impl fmt::Display for Lane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Item {
    /// Length of the packed form, in bytes.
    pub const BYTES: usize = 16;
    /// Most items of one batch.
    pub const MAX_PER_BATCH: usize = 250;
    const MAX_POINTS: u32 = (1 << 24) - 1;
    const MAX_SEQUENCE: u64 = (1 << 40) - 1;

    /// Checks the ranges of the packed form.
    pub fn check(self) -> Result<Self, InvalidItem> {
        if self.points > Self::MAX_POINTS {
            return Err(InvalidItem::Points(self.points));
        }
        if self.sequence > Self::MAX_SEQUENCE {
            return Err(InvalidItem::Sequence(self.sequence));
        }
        Ok(self)
    }

    fn pack(self) -> Result<[u8; Self::BYTES], InvalidItem> {
        let item = self.check()?;
        let word = u128::from(item.member.get()) << 88
            | u128::from(item.lane.0) << 80
            | u128::from(item.points) << 56
            | u128::from(item.kind) << 40
            | u128::from(item.sequence);
        Ok(word.to_be_bytes())
    }

    fn unpack(bytes: [u8; Self::BYTES]) -> Result<Self, InvalidItem> {
        let word = u128::from_be_bytes(bytes);
        Ok(Self {
            member: MemberId::new((word >> 88) as u64)?,
            lane: Lane::new((word >> 80) as u8)?,
            points: (word >> 56) as u32 & Self::MAX_POINTS,
            kind: (word >> 40) as u16,
            sequence: word as u64 & Self::MAX_SEQUENCE,
        })
    }
}

/// The packed form of a list of items.
pub fn pack(items: &[Item]) -> Result<Bytes, InvalidItem> {
    let mut packed = Vec::with_capacity(items.len() * Item::BYTES);
    for item in items {
        packed.extend_from_slice(&item.pack()?);
    }
    Ok(packed.into())
}

/// The items of a packed list.
pub fn unpack(packed: &[u8]) -> Result<Vec<Item>, InvalidItem> {
    let (chunks, rest) = packed.as_chunks::<{ Item::BYTES }>();
    if !rest.is_empty() {
        return Err(InvalidItem::Length(packed.len()));
    }
    chunks.iter().map(|chunk| Item::unpack(*chunk)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn packing_loses_nothing(
            member in 1u64..1 << 40, lane in 0u8..8, points in 0u32..1 << 24, kind: u16, sequence in 0u64..1 << 40
        ) {
            let item = Item {
                member: MemberId::new(member).unwrap(), lane: Lane::new(lane).unwrap(), points, kind, sequence
            };
            prop_assert_eq!(unpack(&pack(&[item, item]).unwrap()).unwrap(), vec![item, item]);
        }
    }

    #[test]
    fn the_layout_is_that_of_the_contract() {
        let item = Item {
            member: MemberId::new(0x0102030405).unwrap(),
            lane: Lane::new(6).unwrap(),
            points: 0x070809,
            kind: 0x0a0b,
            sequence: 0x0c0d0e0f10,
        };
        let expected: Vec<u8> = vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 0xa, 0xb, 0xc, 0xd, 0xe, 0xf, 0x10];
        assert_eq!(pack(&[item]).unwrap().to_vec(), expected);
    }

    #[test]
    fn out_of_range_values_are_refused() {
        let item = Item {
            member: MemberId::new(1).unwrap(),
            lane: Lane::new(0).unwrap(),
            points: 1 << 24,
            kind: 0,
            sequence: 0,
        };
        assert_eq!(pack(&[item]), Err(InvalidItem::Points(1 << 24)));
        assert_eq!(unpack(&[0; 15]), Err(InvalidItem::Length(15)));
        assert_eq!(Lane::new(8), Err(InvalidItem::Lane(8)));
    }
}
