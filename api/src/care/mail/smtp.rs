//! Messages as e-mail, and the server that takes them.

use std::{
    fmt,
    time::{Duration, UNIX_EPOCH},
};

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{AsyncSmtpTransportBuilder, Error as SmtpError, authentication::Credentials},
};

use crate::{
    care::settings::{MailSecurity, MailSettings},
    clock::Clock,
    connectors::{Destination, Key, Outbound, Told, Trouble, Work, text},
    outbox::Carrier,
};

/// How long the server may take for each step.
const TIME: Duration = Duration::from_secs(20);

/// Sends e-mail.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    host: String,
    from: Mailbox,
    clock: Clock,
}

/// The sender as the settings name it.
pub fn sender(from: &str) -> Result<Mailbox, String> {
    from.parse().map_err(|error| format!("{from:?} is no address: {error}"))
}

impl Mailer {
    /// A mailer as the settings say. Nothing is said to the server before there is something to send.
    pub fn new(wish: &MailSettings, clock: Clock) -> Result<Self, String> {
        // Fails only if somebody installed one before; then that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = builder(wish).map_err(|error| error.to_string())?;
        let mut builder = builder.port(wish.port).timeout(Some(TIME));
        if let Some((user, password)) = &wish.login {
            builder = builder.credentials(Credentials::new(user.clone(), password.expose().to_owned()));
        }
        Ok(Self { transport: builder.build(), host: wish.host.clone(), from: sender(&wish.from)?, clock })
    }

    async fn send(&self, outbound: &Outbound, key: &Key) -> Result<Told, Trouble> {
        let Destination::Account(address) = &outbound.to else {
            return Err(Trouble::Unsupported("writing to a channel"));
        };
        let id = format!("<{}@{}>", key.id, self.from.email.domain());
        let message = compose(&self.from, address, &outbound.text, &id, self.clock.now())?;
        match self.transport.send(message).await {
            Ok(_) => Ok(Told { external_id: Some(id), already: false }),
            Err(error) => Err(self.trouble(&error)),
        }
    }

    /// What a failure means. What the server says may hold the address: only its code is kept.
    fn trouble(&self, error: &SmtpError) -> Trouble {
        let host = &self.host;
        match error.status().map(|code| code.to_string()) {
            // Authentication is wrong, or missing.
            Some(code) if ["530", "534", "535", "538"].contains(&code.as_str()) => {
                Trouble::broken(format!("{host} refuses the login ({code}): check user and password_file in [mail]"))
            }
            Some(code) if error.is_permanent() => Trouble::refused(format!("{host} refuses the message ({code})")),
            Some(code) => Trouble::later(format!("{host} is not ready ({code})")),
            None if error.is_tls() => Trouble::broken(format!("no encrypted connection to {host}: {}", cause(error))),
            None => Trouble::later(format!("{host} does not answer: {}", cause(error))),
        }
    }
}

/// The innermost reason.
fn cause(error: &SmtpError) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

fn builder(wish: &MailSettings) -> Result<AsyncSmtpTransportBuilder, SmtpError> {
    match wish.security {
        MailSecurity::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(&wish.host),
        MailSecurity::StartTls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&wish.host),
        MailSecurity::None => Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&wish.host)),
    }
}

/// A message: the first line of the text is its subject; a last line that begins with `stop:` becomes the way out that
/// mail programs show.
fn compose(from: &Mailbox, to: &str, said: &str, id: &str, now: u64) -> Result<Message, Trouble> {
    let to: Address = to.parse().map_err(|_| Trouble::refused("this is no address of e-mail"))?;
    let (subject, body) = said.split_once('\n').unwrap_or((said, ""));
    let (body, stop) = match body.trim_end().rsplit_once("\nstop: ") {
        Some((body, stop)) => (body, Some(stop)),
        None => (body, None),
    };
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(text::name(subject).unwrap_or_default())
        .date(UNIX_EPOCH + Duration::from_secs(now))
        .message_id(Some(id.to_owned()))
        .header(ContentType::TEXT_PLAIN);
    let raw = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
    message = message.raw_header(raw("Auto-Submitted", "auto-generated".to_owned()));
    let mut body = body.trim_start().to_owned();
    if let Some(stop) = stop {
        body.push_str(&format!("\n\n{stop}"));
        message = message.raw_header(raw("List-Unsubscribe", format!("<{stop}>")));
    }
    message.body(body).map_err(|error| Trouble::refused(format!("no message can be made of it: {error}")))
}

impl Carrier for Mailer {
    fn carry<'a>(&'a self, outbound: &'a Outbound, key: &'a Key) -> Work<'a, Told> {
        Box::pin(self.send(outbound, key))
    }
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer").field("host", &self.host).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_subject_and_nobody_adds_headers() {
        let from = sender("Palabre <p@demo.example>").unwrap();
        let said = "Hello\r\u{0}Bcc: all@x.example\nFirst line\n.\nlast\nstop: https://p.example/no-mail/ab";
        let message = compose(&from, "a@b.example", said, "<k@demo.example>", 86_400).unwrap();
        let written = String::from_utf8(message.formatted()).unwrap();
        let (head, body) = written.split_once("\r\n\r\n").unwrap();
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        for line in [
            "To: a@b.example",
            "Message-ID: <k@demo.example>",
            "Date: Fri, 02 Jan 1970 00:00:00 +0000",
            "List-Unsubscribe: <https://p.example/no-mail/ab>",
        ] {
            assert!(head.lines().any(|known| known == line), "{line} is missing in {head}");
        }
        assert!(body.contains("First line") && body.trim_end().ends_with("https://p.example/no-mail/ab"), "{body}");
    }

    #[test]
    fn an_address_that_is_two_is_none() {
        let from = sender("p@demo.example").unwrap();
        for bad in ["a@b.example, c@d.example", "a@b.example\r\nBcc: x@y.example", "nobody", ""] {
            assert!(compose(&from, bad, "a\nb", "<k@x>", 0).is_err(), "{bad:?}");
        }
    }
}
