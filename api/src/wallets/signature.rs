//! Signatures: bytes to a signer, as strictly as OpenZeppelin's ECDSA does it.

use alloy::{
    primitives::{Address, B256, Bytes, Signature, U256, uint},
    sol,
};

/// Half of the curve's order: an `s` above it is the twin of a signature that somebody else could have made.
const HALF_ORDER: U256 = uint!(0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0_U256);

/// Longest signature that a contract wallet may ask for.
pub(crate) const MAX_CONTRACT_SIGNATURE: usize = 4096;

sol! {
    /// How contract wallets say that a signature is theirs (ERC-1271).
    #[derive(Debug)]
    function isValidSignature(bytes32 hash, bytes signature) external view returns (bytes4 magic);
}

/// Why bytes are no signature of a plain wallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MalformedSignature {
    /// Neither 65 bytes nor the 64 of EIP-2098.
    #[error("a signature has 65 bytes (or 64 by EIP-2098), not {0}")]
    Length(usize),
    /// The last byte says which of two keys: only 27 and 28 (or 0 and 1) are in use.
    #[error("the last byte of a signature is 27 or 28, not {0}")]
    Recovery(u8),
    /// The malleable twin of a signature.
    #[error("the signature is not in its canonical form (high s)")]
    HighS,
    /// Zero or beyond the curve.
    #[error("the signature is not a point of the curve")]
    NotOnCurve,
}

/// A signature of a plain wallet in the one form that the contracts take: 65 bytes, low s, v 27 or 28.
pub fn parse(bytes: &[u8]) -> Result<Signature, MalformedSignature> {
    let signature = match bytes.len() {
        64 => Signature::from_erc2098(bytes),
        65 => Signature::from_bytes_and_parity(bytes, parity(bytes[64])?),
        other => return Err(MalformedSignature::Length(other)),
    };
    if signature.s() > HALF_ORDER {
        return Err(MalformedSignature::HighS);
    }
    if signature.r().is_zero() || signature.s().is_zero() {
        return Err(MalformedSignature::NotOnCurve);
    }
    Ok(signature)
}

fn parity(byte: u8) -> Result<bool, MalformedSignature> {
    match byte {
        0 | 27 => Ok(false),
        1 | 28 => Ok(true),
        other => Err(MalformedSignature::Recovery(other)),
    }
}

/// Who signed `digest`. Never the zero address, which `ecrecover` returns for nonsense.
pub fn signer(signature: &Signature, digest: B256) -> Result<Address, MalformedSignature> {
    signature
        .recover_address_from_prehash(&digest)
        .ok()
        .filter(|address| !address.is_zero())
        .ok_or(MalformedSignature::NotOnCurve)
}

/// The bytes that a contract takes.
pub(crate) fn bytes(signature: &Signature) -> Bytes {
    Bytes::copy_from_slice(&signature.as_bytes())
}

#[cfg(test)]
mod tests {
    use alloy::signers::{SignerSync, local::PrivateKeySigner};

    use super::*;

    fn signed() -> (PrivateKeySigner, B256, [u8; 65]) {
        let key = PrivateKeySigner::from_bytes(&B256::repeat_byte(7)).unwrap();
        let digest = B256::repeat_byte(9);
        let bytes = key.sign_hash_sync(&digest).unwrap().as_bytes();
        (key, digest, bytes)
    }

    #[test]
    fn both_lengths_name_the_signer() {
        let (key, digest, long) = signed();
        let short = Signature::from_raw_array(&long).unwrap().as_erc2098();
        let mut zero_based = long;
        zero_based[64] -= 27;
        for form in [long.as_slice(), short.as_slice(), zero_based.as_slice()] {
            let signature = parse(form).unwrap();
            assert_eq!(signer(&signature, digest).unwrap(), key.address());
            assert_eq!(bytes(&signature), Bytes::copy_from_slice(&long), "the contracts see one form");
        }
    }

    #[test]
    fn the_malleable_twin_is_refused() {
        let order = uint!(0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141_U256);
        let (_, _, mut twin) = signed();
        let s = U256::from_be_slice(&twin[32..64]);
        twin[32..64].copy_from_slice(&(order - s).to_be_bytes::<32>());
        twin[64] = if twin[64] == 27 { 28 } else { 27 };
        assert_eq!(parse(&twin), Err(MalformedSignature::HighS));
    }

    #[test]
    fn nonsense_is_refused() {
        let (_, _, good) = signed();
        for length in [0, 1, 63, 66, 130] {
            assert_eq!(parse(&vec![1; length]), Err(MalformedSignature::Length(length)));
        }
        for v in [2, 26, 29, 35, 36, 255] {
            let mut bytes = good;
            bytes[64] = v;
            assert_eq!(parse(&bytes), Err(MalformedSignature::Recovery(v)));
        }
        let mut zeros = [0; 65];
        zeros[64] = 27;
        assert_eq!(parse(&zeros), Err(MalformedSignature::NotOnCurve));
        let mut beyond = [0xff; 65];
        beyond[32..64].fill(1);
        beyond[64] = 27;
        let beyond = parse(&beyond).unwrap();
        assert_eq!(signer(&beyond, B256::repeat_byte(9)), Err(MalformedSignature::NotOnCurve));
    }
}
