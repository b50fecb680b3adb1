//! TenantAtlas' directory from the rows of one look.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use monitor_wire::User;

use super::{Directory, Environment, PlaceRow, Viewer};
use crate::store::Entry;

impl Directory {
    /// What one look found when it looked for `users`.
    pub(crate) fn read(users: &[i64], entries: Vec<Entry>) -> Self {
        let mut directory = Self::default();
        let mut found: HashMap<i64, Viewer> = HashMap::new();
        let mut given = Vec::new();
        for entry in entries {
            match (entry.what.as_str(), entry.place) {
                ("workspace", _) => {
                    directory.workspaces.insert(entry.id, place(entry));
                }
                ("environment", Some(workspace)) => {
                    let id = entry.id;
                    let place = place(entry);
                    directory
                        .environments
                        .insert(id, Environment { workspace, place });
                }
                ("user", _) => {
                    found.insert(entry.id, viewer(entry));
                }
                _ => given.push(entry),
            }
        }
        for entry in given {
            let Some(viewer) = found.get_mut(&entry.id) else {
                continue;
            };
            match (entry.what.as_str(), entry.place, entry.name) {
                ("membership", Some(workspace), Some(role)) => {
                    viewer.roles.insert(workspace, role);
                }
                ("entitlements", _, Some(ids)) => {
                    let ids = ids.split(',').filter_map(|id| id.parse().ok());
                    viewer.environments = ids.collect();
                }
                _ => {}
            }
        }
        let asked = users.iter().map(|id| (*id, found.remove(id).map(Arc::new)));
        directory.viewers = asked.collect();
        directory
    }
}

fn place(entry: Entry) -> PlaceRow {
    PlaceRow {
        id: entry.id,
        name: entry.name.unwrap_or_default(),
        route_key: entry.route_key.unwrap_or_default(),
    }
}

pub(super) fn viewer(entry: Entry) -> Viewer {
    Viewer {
        user: User {
            id: entry.id,
            name: entry.name.unwrap_or_default(),
        },
        roles: BTreeMap::new(),
        environments: BTreeSet::new(),
    }
}
