//! The HTTP face: routes, problems, sessions, rate limits, the embedded web app.
