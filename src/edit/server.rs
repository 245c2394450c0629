//! Carries requests from a socket to the editor and back, and waits for nobody longer than it should.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::{Editor, LARGEST_REQUEST, Request, Response};

/// How long the headers of a request may take.
const HEADERS: Duration = Duration::from_secs(10);
/// How long all of a connection may take: a browser opens another.
const CONNECTION: Duration = Duration::from_mins(2);
/// How many connections there may be at once; further ones are closed.
const MOST_CONNECTIONS: usize = 256;
/// The most bytes of the headers of a request.
const LARGEST_HEADERS: usize = 16 << 10;

/// Serves an editor on a socket that listens, for as long as the program runs.
///
/// # Errors
///
/// The socket, where it does not serve.
pub fn serve(editor: Editor, listener: TcpListener) -> io::Result<()> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async move {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let (editor, room) = (Arc::new(editor), Arc::new(Semaphore::new(MOST_CONNECTIONS)));
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                // Too many files are open: some close soon.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            };
            let Ok(place) = Arc::clone(&room).try_acquire_owned() else { continue };
            let editor = Arc::clone(&editor);
            tokio::spawn(async move {
                let answer = service_fn(move |request| {
                    let editor = Arc::clone(&editor);
                    async move { Ok::<_, Infallible>(answered(&editor, request).await) }
                });
                let mut http = http1::Builder::new();
                http.timer(TokioTimer::new())
                    .header_read_timeout(HEADERS)
                    .max_buf_size(LARGEST_HEADERS)
                    .auto_date_header(false);
                let connection = http.serve_connection(TokioIo::new(stream), answer);
                let mut connection = pin!(connection);
                // Whoever goes away or says nothing is nobody's loss; a request that came is answered.
                if timeout(CONNECTION, connection.as_mut()).await.is_err() {
                    connection.as_mut().graceful_shutdown();
                    drop(timeout(HEADERS, connection).await);
                }
                drop(place);
            });
        }
    })
}

/// The answer to a request.
async fn answered(
    editor: &Arc<Editor>,
    request: hyper::Request<Incoming>,
) -> hyper::Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = head.headers.iter();
    let headers: Vec<(String, String)> =
        headers.map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
    let mut request = Request {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers,
        body: Vec::new(),
    };
    // A target with a host of its own is for that one (RFC 9112, 3.2.2), and two hosts are none.
    if let Some(authority) = head.uri.authority() {
        request.headers.push(("host".to_owned(), authority.to_string()));
    }
    let said = request.header("content-length").and_then(|length| length.parse::<usize>().ok());
    let too_large = || Response::of(413, "text/plain; charset=utf-8", b"too large\n".to_vec());
    // Nobody else's bytes are read.
    let response = match editor.refuse(&request) {
        Some(response) => response,
        None if said.is_some_and(|said| said > LARGEST_REQUEST) => too_large(),
        None => match Limited::new(body, LARGEST_REQUEST).collect().await {
            Ok(body) => {
                request.body = body.to_bytes().to_vec();
                // What takes long, or waits for another program, stops nobody else.
                let editor = Arc::clone(editor);
                let work = tokio::task::spawn_blocking(move || editor.respond(&request));
                work.await.unwrap_or_else(|_| {
                    Response::of(500, "text/plain; charset=utf-8", b"gave up\n".to_vec())
                })
            }
            Err(error) if error.is::<LengthLimitError>() => too_large(),
            Err(_) => Response::of(400, "text/plain; charset=utf-8", b"cut off\n".to_vec()),
        },
    };
    let body = if head.method == hyper::Method::HEAD { Vec::new() } else { response.body };
    let mut answer = hyper::Response::new(Full::new(Bytes::from(body)));
    *answer.status_mut() = hyper::StatusCode::from_u16(response.status).unwrap_or_default();
    for (name, value) in response.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers_mut().append(HeaderName::from_static(name), value);
        }
    }
    answer
}
