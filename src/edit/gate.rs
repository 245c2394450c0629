//! Who gets in: a browser on this machine that was given the first address, and nobody else.
//!
//! Other programs and other sites can reach a port of this machine: pages by names that lead here (DNS rebinding), by
//! forms and frames (cross-site requests). So the host is held to the letter, the first address is good once, what it
//! gives is a cookie that no script and no other site is sent, and what changes something must say that it comes from
//! a page of the editor (Fetch Metadata; RFC 6454). Cookies know no ports: the name has it, so that two editors are two;
//! a program of another person on this machine would see it, where one opens its pages in the same browser.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::digest::sha256;

use super::http::{Request, Response};

/// What the name of the cookie begins with; the port follows.
const COOKIE: &str = "blankett-";

/// What only the one who started the editor knows.
#[derive(Clone, Debug)]
pub struct Keys {
    /// Stands in the first address.
    pub token: String,
    /// Stands in the cookie.
    pub cookie: String,
}

/// The door.
#[derive(Debug)]
pub(super) struct Gate {
    host: String,
    keys: Keys,
    is_spent: AtomicBool,
}

/// Why somebody does not get in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Refused {
    /// The host is another.
    Host,
    /// The method is none that there is.
    Method,
    /// Another site asks.
    Elsewhere,
    /// The address is no longer good, or never was.
    Stranger,
}

impl Gate {
    /// The door of a host: an address with its port.
    pub(super) fn new(host: String, keys: Keys) -> Gate {
        Gate { host, keys, is_spent: AtomicBool::new(false) }
    }

    fn cookie(&self) -> String {
        format!("{COOKIE}{}", self.host.rsplit(':').next().unwrap_or_default())
    }

    /// The first address.
    pub(super) fn first_address(&self) -> String {
        format!("http://{}/open/{}", self.host, self.keys.token)
    }

    /// Lets a request in.
    ///
    /// # Errors
    ///
    /// Why it does not get in.
    pub(super) fn admit(&self, request: &Request) -> Result<(), Refused> {
        if request.header("host") != Some(self.host.as_str()) {
            return Err(Refused::Host);
        }
        let is_change = match request.method.as_str() {
            "GET" | "HEAD" => false,
            "POST" => true,
            _ => return Err(Refused::Method),
        };
        let site = request.header("sec-fetch-site");
        if request.has("sec-fetch-site") && !matches!(site, Some("same-origin" | "none")) {
            return Err(Refused::Elsewhere);
        }
        let own = format!("http://{}", self.host);
        let origin = request.header("origin");
        // Of a page that tells no other site where one comes from, browsers say `null`.
        if request.has("origin") && origin != Some("null") && origin != Some(own.as_str()) {
            return Err(Refused::Elsewhere);
        }
        let is_from_here = site == Some("same-origin")
            || (!request.has("sec-fetch-site") && origin == Some(own.as_str()));
        if is_change && !is_from_here {
            return Err(Refused::Elsewhere);
        }
        if let Some(token) = request.path.strip_prefix("/open/") {
            let is_good = request.method == "GET"
                && is_same(token, &self.keys.token)
                && !self.is_spent.load(Ordering::SeqCst);
            return if is_good { Ok(()) } else { Err(Refused::Stranger) };
        }
        let cookies = request.header("cookie").unwrap_or_default();
        let own = cookies.split(';').filter_map(|one| one.trim().split_once('='));
        let is_known = own
            .into_iter()
            .any(|(name, value)| name == self.cookie() && is_same(value, &self.keys.cookie));
        if is_known { Ok(()) } else { Err(Refused::Stranger) }
    }

    /// Answers the first request, which was let in, with the cookie; the first address is no longer good then.
    pub(super) fn open(&self, request: &Request) -> Option<Response> {
        request.path.strip_prefix("/open/")?;
        self.is_spent.store(true, Ordering::SeqCst);
        let cookie =
            format!("{}={}; HttpOnly; SameSite=Strict; Path=/", self.cookie(), self.keys.cookie);
        Some(Response::elsewhere("/").with("set-cookie", &cookie))
    }
}

/// Whether two texts are the same; how long that takes tells nothing of where they differ.
fn is_same(one: &str, other: &str) -> bool {
    sha256(one.as_bytes()) == sha256(other.as_bytes())
}
