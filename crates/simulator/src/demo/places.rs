//! The demo's workspaces, environments and people.

use anyhow::Result;
use serde_json::json;

use crate::{NewOperation, Plant, Role};

/// Every id the demo writes with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Places {
    /// "Demo Operator", who sees everything but Adatum.
    pub(crate) operator: i64,
    pub(crate) contoso: Place,
    pub(crate) fabrikam: Place,
    pub(crate) woodgrove: Place,
    /// The stranger's: the operator is no member there.
    pub(crate) adatum: Place,
}

/// An environment, its workspace, and who starts operations there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Place {
    pub(crate) workspace: i64,
    pub(crate) environment: i64,
    pub(crate) starter: i64,
}

/// How much of its place an operation concerns.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reach {
    Environment,
    Workspace,
}

/// Who started it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum By {
    System,
    User,
}

impl Place {
    pub(crate) fn operation(self, kind: &str, reach: Reach, by: By) -> NewOperation {
        let new = NewOperation::new(kind);
        let new = match reach {
            Reach::Environment => new
                .in_environment(self.workspace, self.environment)
                .context(json!({ "target_scope": "environment" })),
            Reach::Workspace => new
                .in_workspace(self.workspace)
                .context(json!({ "target_scope": "workspace" })),
        };
        match by {
            By::System => new,
            By::User => new.by(self.starter),
        }
    }
}

pub(crate) async fn furnish(plant: &Plant) -> Result<Places> {
    let operator = plant.user("Demo Operator").await?;
    let northwind = plant.workspace("Northwind Managed Services").await?;
    let woodgrove = plant.workspace("Woodgrove Internal IT").await?;
    plant.member(northwind, operator, Role::Operator).await?;
    plant.member(woodgrove, operator, Role::Manager).await?;
    Ok(Places {
        operator,
        contoso: environment(plant, northwind, "Contoso Production", operator).await?,
        fabrikam: environment(plant, northwind, "Fabrikam Europe", operator).await?,
        woodgrove: environment(plant, woodgrove, "Woodgrove Bank", operator).await?,
        adatum: stranger(plant).await?,
    })
}

async fn stranger(plant: &Plant) -> Result<Place> {
    let user = plant.user("Adatum Operator").await?;
    let workspace = plant.workspace("Adatum Corporation").await?;
    plant.member(workspace, user, Role::Owner).await?;
    environment(plant, workspace, "Adatum Production", user).await
}

async fn environment(plant: &Plant, workspace: i64, name: &str, starter: i64) -> Result<Place> {
    let environment = plant.environment(workspace, name).await?;
    plant.entitle(environment, starter).await?;
    Ok(Place {
        workspace,
        environment,
        starter,
    })
}
