//! Requests and responses, as the editor has them: whatever carries them.

/// What a browser asks.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `GET`, `HEAD` or `POST`.
    pub method: String,
    /// The path, with its signs as they were sent.
    pub path: String,
    /// What follows `?`.
    pub query: String,
    /// The headers, by their names in small letters.
    pub headers: Vec<(String, String)>,
    /// What was sent.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header; nothing where it is not there, or several times.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(one, _)| one == name);
        values.next().filter(|_| values.next().is_none()).map(|(_, value)| value.as_str())
    }

    /// Whether a header is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(one, _)| one == name)
    }
}

/// What it is answered.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status (RFC 9110, 15).
    pub status: u16,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// What is sent.
    pub body: Vec<u8>,
}

/// Only what the editor itself gives may be in its pages, and nobody else's pages may be around them.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

impl Response {
    /// A page.
    pub(super) fn page(status: u16, page: String) -> Response {
        Response::of(status, "text/html; charset=utf-8", page.into_bytes())
            .with("content-security-policy", POLICY)
    }

    /// Bytes of a type.
    pub(super) fn of(status: u16, media_type: &str, body: Vec<u8>) -> Response {
        let headers = vec![
            ("content-type", media_type.to_owned()),
            ("cache-control", "no-store".to_owned()),
            ("referrer-policy", "no-referrer".to_owned()),
            ("x-content-type-options", "nosniff".to_owned()),
            ("cross-origin-resource-policy", "same-origin".to_owned()),
            ("cross-origin-opener-policy", "same-origin".to_owned()),
        ];
        Response { status, headers, body }
    }

    /// Another place to look.
    pub(super) fn elsewhere(path: &str) -> Response {
        Response::of(303, "text/plain; charset=utf-8", Vec::new()).with("location", path)
    }

    /// With another header.
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Response {
        self.headers.push((name, value.to_owned()));
        self
    }
}
