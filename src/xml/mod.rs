//! XML: small trees to make parts of, and trees that know the bytes of a part as it stands.

pub(crate) mod element;
pub(crate) mod tree;
