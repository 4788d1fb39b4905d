//! `lindley account`: organisations, accounts and tokens from the machine that has the store.

use std::io::{IsTerminal, Read, Write};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use lindley_app::{AccountChange, App, ListedToken, Principal, Role, Settings, SystemClock};
use lindley_ports::AccountId;
use lindley_time::Instant;

use crate::store_choice::StoreArgs;

/// What servers at work make of a change from here.
const NOTICE: &str = " Running servers notice within 30 seconds.";

/// What `lindley account` is asked to do.
#[derive(Args, Debug)]
pub(crate) struct AccountArgs {
    #[command(flatten)]
    store: StoreArgs,
    #[command(subcommand)]
    task: AccountTask,
}

#[derive(Subcommand, Debug)]
enum AccountTask {
    /// Found an organisation.
    Found {
        /// Its key: a-z 0-9 and -.
        organisation: String,
        /// Its name.
        #[arg(long)]
        name: String,
        /// How many days ahead appointments open.
        #[arg(long, default_value_t = 365)]
        horizon_days: u16,
    },
    /// Add an account. The password is read from standard input.
    Add {
        /// The organisation's key.
        #[arg(long)]
        organisation: String,
        /// The name to sign in with.
        login: String,
        /// Roles: platform-admin, admin, planner, clerk, viewer, importer.
        #[arg(long = "role", required = true)]
        roles: Vec<Role>,
        /// A machine: no password, tokens only.
        #[arg(long)]
        machine: bool,
    },
    /// Make an API token for an account; it is printed once.
    Token {
        /// The account's login.
        login: String,
        /// What the token is for.
        #[arg(long, default_value = "command line")]
        label: String,
    },
    /// Disable an account: it cannot sign in any more, and neither its sessions nor its tokens count.
    Disable {
        /// The account's login.
        login: String,
    },
    /// Enable a disabled account. Its tokens count again.
    Enable {
        /// The account's login.
        login: String,
    },
    /// Give an account another password, read from standard input, and end its browser sessions.
    Password {
        /// The account's login.
        login: String,
    },
    /// List an account's API tokens, one a line: id, label, end.
    Tokens {
        /// The account's login.
        login: String,
    },
    /// Revoke an API token.
    Revoke {
        /// The account's login.
        login: String,
        /// The token's id, as listed.
        token: String,
    },
}

/// Does it.
pub(crate) fn run(args: &AccountArgs) -> Result<()> {
    let app = App::open(args.store.store.open()?, Arc::new(SystemClock), Settings::default())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let said = runtime.block_on(work(&app, &args.task));
    app.shutdown();
    let said = said?;
    writeln!(std::io::stdout(), "{said}").context("standard output")
}

async fn work(app: &App, task: &AccountTask) -> Result<String> {
    match task {
        AccountTask::Found { organisation, name, horizon_days } => {
            let by = Principal::system(organisation);
            app.found_organisation(&by, organisation, name, *horizon_days).await?;
            Ok(format!("Founded {organisation}."))
        }
        AccountTask::Add { organisation, login, roles, machine } => {
            let by = Principal::system(organisation);
            if app.log_length(organisation).await? == 0 {
                bail!("there is no organisation {organisation}; `lindley account found` founds one");
            }
            let password = if *machine { None } else { Some(read_password()?) };
            let account = app.add_account(&by, login, password.as_deref(), roles).await?;
            Ok(format!("Added account-{} for {login}.", account.id))
        }
        AccountTask::Token { login, label } => {
            let (by, id) = account(app, login)?;
            Ok(app.issue_token(&by, id, label, None).await?)
        }
        AccountTask::Disable { login } => {
            let change = AccountChange { disabled: Some(true), ..AccountChange::default() };
            change_account(app, login, change, "Disabled").await
        }
        AccountTask::Enable { login } => {
            let change = AccountChange { disabled: Some(false), ..AccountChange::default() };
            change_account(app, login, change, "Enabled").await
        }
        AccountTask::Password { login } => {
            account(app, login)?;
            let change = AccountChange { password: Some(read_password()?), ..AccountChange::default() };
            change_account(app, login, change, "Changed the password of").await
        }
        AccountTask::Tokens { login } => {
            let (by, id) = account(app, login)?;
            let tokens = app.tokens(&by, id).await?;
            let lines: Vec<String> = tokens.iter().map(line).collect();
            Ok(if lines.is_empty() { format!("{login} has no tokens.") } else { lines.join("\n") })
        }
        AccountTask::Revoke { login, token } => {
            let (by, id) = account(app, login)?;
            app.revoke_token(&by, id, token, None).await?;
            Ok(format!("Revoked {token}.{NOTICE}"))
        }
    }
}

/// The account with this login, and the program itself at work in its organisation.
fn account(app: &App, login: &str) -> Result<(Principal, AccountId)> {
    let account = tokio::task::block_in_place(|| app.store().account_by_login(login))?;
    let account = account.with_context(|| format!("there is no account {login}"))?;
    Ok((Principal::system(&account.organisation), account.id))
}

async fn change_account(app: &App, login: &str, change: AccountChange, done: &str) -> Result<String> {
    let (by, id) = account(app, login)?;
    app.change_account(&by, id, change, None).await?;
    Ok(format!("{done} {login}.{NOTICE}"))
}

fn line(token: &ListedToken) -> String {
    let ends = token.expires_ms.map_or_else(
        || "never ends".to_owned(),
        |ms| format!("ends {}", Instant::from_seconds(ms.div_euclid(1000))),
    );
    format!("{}  {}  {ends}", token.id, token.label)
}

fn read_password() -> Result<String> {
    if std::io::stdin().is_terminal() {
        write!(std::io::stderr(), "Password (shown as you type; end with Ctrl-D): ")?;
    }
    let mut password = String::new();
    std::io::stdin().lock().take(2048).read_to_string(&mut password).context("the password")?;
    Ok(password.trim_end_matches(['\r', '\n']).to_owned())
}
