//! Ed25519 keys: the signing key of an installation and the verifier that others keep.

use std::fmt;
use std::str::FromStr;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use crate::encoding::{from_text, to_text};
use crate::error::ProofError;
use crate::tree::sha256;

/// The byte that stands for Ed25519 in verifier keys and key ids.
const ED25519_KIND: u8 = 0x01;

/// A named Ed25519 key that signs checkpoints.
pub struct SigningKey {
    pair: Ed25519KeyPair,
    verifier: Verifier,
}

impl SigningKey {
    /// Makes a new key from the operating system's randomness. The name should be a URL without scheme that
    /// the installation controls, such as `clinic.example/lindley`.
    pub fn generate(name: &str) -> Result<Self, ProofError> {
        let pair = Ed25519KeyPair::generate();
        Self::named(name, pair.map_err(|_| ProofError::Key("the system gave no randomness"))?)
    }

    /// Reads a key from its PKCS#8 form (DER).
    pub fn from_pkcs8(name: &str, der: &[u8]) -> Result<Self, ProofError> {
        let pair = Ed25519KeyPair::from_pkcs8(der);
        Self::named(name, pair.map_err(|_| ProofError::Key("it is not an Ed25519 key in PKCS#8 form"))?)
    }

    /// Makes the key that belongs to a 32-byte seed.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, ProofError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed);
        Self::named(name, pair.map_err(|_| ProofError::Key("it is not an Ed25519 seed"))?)
    }

    /// The key in PKCS#8 form (DER, as in RFC 8410). Keep it secret.
    pub fn to_pkcs8(&self) -> Result<Vec<u8>, ProofError> {
        let document = self.pair.to_pkcs8v1();
        document.map(|der| der.as_ref().to_vec()).map_err(|_| ProofError::Key("it cannot be written"))
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        &self.verifier.name
    }

    /// The public half, for those who check.
    pub fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.pair.sign(message).as_ref().to_vec()
    }

    fn named(name: &str, pair: Ed25519KeyPair) -> Result<Self, ProofError> {
        let mut public = [0; 32];
        public.copy_from_slice(pair.public_key().as_ref());
        Ok(Self { pair, verifier: Verifier::new(name, public)? })
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SigningKey({})", self.verifier.label())
    }
}

/// The public half of a signing key. Its text is the `vkey` of c2sp.org/signed-note: `name+id+base64`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verifier {
    name: String,
    id: u32,
    public: [u8; 32],
}

impl Verifier {
    fn new(name: &str, public: [u8; 32]) -> Result<Self, ProofError> {
        if !is_key_name(name) {
            return Err(ProofError::Key("its name is empty or has a space, a control character or a plus"));
        }
        let mut named = name.as_bytes().to_vec();
        named.extend([b'\n', ED25519_KIND]);
        named.extend(public);
        let hash = sha256(&named);
        Ok(Self {
            name: name.to_owned(),
            id: u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]),
            public,
        })
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key's id, which signatures name.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Name and id, to tell keys apart in messages: `clinic.example/lindley+1f2e3d4c`.
    pub fn label(&self) -> String {
        format!("{}+{:08x}", self.name, self.id)
    }

    pub(crate) fn accepts(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.public).verify(message, signature).is_ok()
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![ED25519_KIND];
        key.extend(self.public);
        write!(out, "{}+{:08x}+{}", self.name, self.id, to_text(&key))
    }
}

impl FromStr for Verifier {
    type Err = ProofError;

    fn from_str(text: &str) -> Result<Self, ProofError> {
        // The base64 part may have a plus of its own, so the text splits at the first two only.
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(ProofError::Key("a verifier key is written name+id+base64"));
        };
        let key = from_text(key, "a verifier key")?;
        let [ED25519_KIND, public @ ..] = key.as_slice() else {
            return Err(ProofError::Key("only Ed25519 keys are known"));
        };
        let public = public.try_into().map_err(|_| ProofError::Key("an Ed25519 key is 32 bytes long"))?;
        let verifier = Self::new(name, public)?;
        let written = format!("{:08x}", verifier.id);
        if written == id {
            Ok(verifier)
        } else {
            Err(ProofError::Key("its id does not belong to its name and key"))
        }
    }
}

/// Key names stand between spaces and pluses in notes, so they have none of their own.
pub(crate) fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}
