//! Who is there and who may see what: workspaces, users, environments, memberships and entitlements.
//!
//! Sets the rows only. What they permit is the gateway's business (spec 285).

use anyhow::{Context, Result};

use crate::Plant;
use crate::identity::uuid;
use crate::plant::{Statement, insert, sql};

/// The role of a workspace membership.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    Manager,
    Operator,
    Owner,
    Readonly,
}

impl Role {
    /// The stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Operator => "operator",
            Self::Owner => "owner",
            Self::Readonly => "readonly",
        }
    }
}

impl Plant {
    /// Adds a workspace; its slug is made of the name.
    pub async fn workspace(&self, name: &str) -> Result<i64> {
        let statement = sql("INSERT INTO workspaces (name, slug) VALUES ($1, $2) RETURNING id")
            .bind(name)
            .bind(joined(name, "-"));
        self.add(statement, name).await
    }

    /// Adds a user. Names are unique here: the made-up Entra identity is derived from them.
    pub async fn user(&self, name: &str) -> Result<i64> {
        let statement = sql(
            "INSERT INTO users (entra_tenant_id, entra_object_id, name, email) \
             VALUES ($1, $2, $3, $4) RETURNING id",
        )
        .bind(uuid(&["entra tenant"]))
        .bind(uuid(&["entra user", name]))
        .bind(name)
        .bind(format!("{}@example.com", joined(name, ".")));
        self.add(statement, name).await
    }

    /// Adds a managed environment to a workspace. Names are unique within it.
    pub async fn environment(&self, workspace: i64, name: &str) -> Result<i64> {
        let statement = sql(
            "INSERT INTO tenants (workspace_id, external_id, name, domain, environment) \
             VALUES ($1, $2, $3, $4, 'prod') RETURNING id",
        )
        .bind(workspace)
        .bind(uuid(&["environment", &workspace.to_string(), name]))
        .bind(name)
        .bind(format!("{}.example.com", joined(name, "-")));
        self.add(statement, name).await
    }

    /// Makes the user a member of the workspace, or gives the member another role.
    pub async fn member(&self, workspace: i64, user: i64, role: Role) -> Result<()> {
        let statement = sql(
            "INSERT INTO workspace_memberships (workspace_id, user_id, role) \
             VALUES ($1, $2, $3) \
             ON CONFLICT (workspace_id, user_id) DO UPDATE SET role = excluded.role",
        )
        .bind(workspace)
        .bind(user)
        .bind(role.as_str());
        let name = format!("user {user} to workspace {workspace}");
        self.set(statement, &name).await
    }

    /// Ends the membership; entitlements stay behind, as they do in the product.
    pub async fn leave(&self, workspace: i64, user: i64) -> Result<()> {
        let statement =
            sql("DELETE FROM workspace_memberships WHERE workspace_id = $1 AND user_id = $2")
                .bind(workspace)
                .bind(user);
        self.touch(
            statement,
            format!("user {user} is no member of workspace {workspace}"),
        )
        .await
    }

    /// Entitles the user to the environment. The row's own role has no meaning since spec 285.
    pub async fn entitle(&self, environment: i64, user: i64) -> Result<()> {
        let statement = sql("INSERT INTO tenant_memberships (tenant_id, user_id, role) \
             VALUES ($1, $2, 'readonly') \
             ON CONFLICT (tenant_id, user_id) DO NOTHING")
        .bind(environment)
        .bind(user);
        let name = format!("user {user} to environment {environment}");
        self.set(statement, &name).await
    }

    /// Ends the entitlement.
    pub async fn revoke(&self, environment: i64, user: i64) -> Result<()> {
        let statement = sql("DELETE FROM tenant_memberships WHERE tenant_id = $1 AND user_id = $2")
            .bind(environment)
            .bind(user);
        self.touch(
            statement,
            format!("user {user} is not entitled to environment {environment}"),
        )
        .await
    }

    /// Deletes the user softly: the row stays, sign-in ends.
    pub async fn delete_user(&self, user: i64) -> Result<()> {
        let statement = sql("UPDATE users SET deleted_at = $2 WHERE id = $1");
        self.stamp_user(statement, user).await
    }

    /// Disables the user.
    pub async fn disable_user(&self, user: i64) -> Result<()> {
        let statement = sql("UPDATE users SET disabled_at = $2 WHERE id = $1");
        self.stamp_user(statement, user).await
    }

    /// Archives the environment; what it has stays.
    pub async fn archive_environment(&self, environment: i64) -> Result<()> {
        let statement =
            sql("UPDATE tenants SET lifecycle = 'archived', archived_at = $2 WHERE id = $1")
                .bind(environment)
                .bind(self.stamp());
        self.touch(statement, format!("there is no environment {environment}"))
            .await
    }

    /// Archives the workspace; what it has stays.
    pub async fn archive_workspace(&self, workspace: i64) -> Result<()> {
        let statement =
            sql("UPDATE workspaces SET status = 'archived' WHERE id = $1").bind(workspace);
        self.touch(statement, format!("there is no workspace {workspace}"))
            .await
    }

    /// Suspends the workspace, as one that is not paid for: nothing can be started, and what it has stays (spec 251).
    pub async fn suspend_workspace(&self, workspace: i64) -> Result<()> {
        let statement =
            sql("UPDATE workspaces SET status = 'suspended' WHERE id = $1").bind(workspace);
        self.touch(statement, format!("there is no workspace {workspace}"))
            .await
    }

    async fn stamp_user(&self, statement: Statement, user: i64) -> Result<()> {
        let statement = statement.bind(user).bind(self.stamp());
        self.touch(statement, format!("there is no user {user}"))
            .await
    }

    async fn add(&self, statement: Statement, name: &str) -> Result<i64> {
        insert(statement, &self.pool)
            .await
            .with_context(|| format!("Failed to add {name}"))
    }

    /// As `add`, for rows that may be there already.
    async fn set(&self, statement: Statement, name: &str) -> Result<()> {
        statement
            .execute(&self.pool)
            .await
            .with_context(|| format!("Failed to add {name}"))?;
        Ok(())
    }
}

/// The name's words in lower case with one joint between them: "Woodgrove Bank" becomes "woodgrove-bank".
fn joined(name: &str, joint: &str) -> String {
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(joint).to_lowercase()
}
