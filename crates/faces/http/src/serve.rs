//! Serving the router on a listener until told to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// How long requests in progress have to finish; event streams never finish by themselves.
const GRACE: Duration = Duration::from_secs(5);

/// Serves until `shutdown` resolves, then lets requests in progress finish for a few seconds.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let listener = listener.tap_io(|connection| {
        // Answers are written whole; waiting to fill a packet only delays them.
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "a connection stays with delayed packets");
        }
    });
    let stopping = std::sync::Arc::new(Notify::new());
    let stop = std::sync::Arc::clone(&stopping);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        shutdown.await;
        stop.notify_one();
    });
    tokio::select! {
        finished = server => finished,
        () = async { stopping.notified().await; tokio::time::sleep(GRACE).await } => Ok(()),
    }
}
