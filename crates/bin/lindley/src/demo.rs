//! The demo clinic: filled once into an empty store, with accounts to look around.

use anyhow::{Context, Result};
use lindley_app::{App, AppError, Permission, Principal, Role};
use lindley_domain::{ModelTask, Rejection};
use lindley_seed::Seed;
use lindley_time::{Instant, Zone};
use lindley_twin::demo::{DemoClinic, HORIZON_DAYS, NAME};

/// The organisation's key.
pub(crate) const ORGANISATION: &str = "demo";

/// Said by `serve --demo`.
pub(crate) const WHO_CAN_SIGN_IN: &str = "  sign in    clerk / demo-clerk-1, manager / demo-manager-1, viewer / demo-viewer-1 (demo only: never on a real server)\n";

/// The demo's seed: any number would do, this one is Lindley's year.
const SEED: u64 = 1952;

/// Fills the demo organisation unless it is there already.
pub(crate) async fn fill(app: &App) -> Result<()> {
    let by = Principal::system(ORGANISATION);
    add_accounts(app, &by).await?;
    match app.log_length(ORGANISATION).await? {
        0 => drop(
            app.found_organisation(&by, ORGANISATION, NAME, HORIZON_DAYS).await.context("the demo clinic")?,
        ),
        // Founded and nothing more: an import that was refused left it so.
        1 => {}
        _ => return Ok(()),
    }
    let now = Instant::from_seconds(app.clock().now_ms() / 1000);
    let today = Zone::utc().date_of(now);
    let commands: Vec<_> = DemoClinic::new(Seed::from_u64(SEED), today, now).commands().collect();
    for answer in app.submit_in_order(&by, commands).await? {
        match answer {
            // While the clinic is being filled the clock goes on: a start of the first seconds may have passed.
            Ok(_) | Err(AppError::Rejected(Rejection::InThePast { .. } | Rejection::Founding { .. })) => {}
            Err(error) => return Err(error).context("the demo clinic could not be filled"),
        }
    }
    Ok(())
}

/// Lets the first model of each task speak, so that there is something to look at. In a clinic a person does that.
pub(crate) fn promote_first_models(app: &App, organisation: &str) {
    let by = Principal::system(organisation);
    let first = |task| {
        app.read(&by, Permission::ReadPredictions, |state| {
            let learning = state.learning();
            learning.challenger(task).filter(|_| learning.champion(task).is_none())
        })
    };
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    for task in ModelTask::ALL {
        if let Ok(Some(id)) = first(task) {
            let promoted = app.promote_model(&by, id, "The demo's first model".to_owned(), None);
            if let Err(error) = runtime.block_on(promoted) {
                tracing::warn!(%id, %error, "the demo's first model does not speak");
            }
        }
    }
}

async fn add_accounts(app: &App, by: &Principal) -> Result<()> {
    let accounts = [
        ("clerk", "demo-clerk-1", Role::Clerk),
        ("manager", "demo-manager-1", Role::Admin),
        ("viewer", "demo-viewer-1", Role::Viewer),
    ];
    for (login, password, role) in accounts {
        match app.add_account(by, login, Some(password), &[role]).await {
            Ok(_) | Err(AppError::Store(lindley_ports::PortError::Taken(_))) => {}
            Err(error) => return Err(error).context("the demo accounts"),
        }
    }
    Ok(())
}
