//! The provider of cryptography that clients ask for, even where everything is plain HTTP.

/// Installs one for the process.
pub fn install() {
    // Fails only if somebody installed one before; then that one serves.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
