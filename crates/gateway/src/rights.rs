//! Who may see what: the one place that decides it (specs 144 and 285), from one look at TenantAtlas' directory.
//!
//! Workspace membership decides; an environment needs an entitlement as well, whatever the role; a workspace-wide
//! operation needs the membership alone. A user who was deleted or disabled sees nothing. What is archived stays
//! readable. An environment of another workspace than its operation's is a fault of the data: it shows to nobody.

mod reading;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use monitor_wire::User;
use serde_json::json;

use crate::config::{Capabilities, OPERATIONS_VIEW, REVIEW_PACK_VIEW};

/// A workspace or an environment, with the key it has in the product's addresses.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlaceRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) route_key: String,
}

#[derive(Clone, Default)]
pub(crate) struct Directory {
    workspaces: HashMap<i64, PlaceRow>,
    environments: HashMap<i64, Environment>,
    /// Of everybody who was looked for; none where the user is gone.
    viewers: HashMap<i64, Option<Arc<Viewer>>>,
}

#[derive(Clone, PartialEq)]
struct Environment {
    workspace: i64,
    place: PlaceRow,
}

/// A living user and what was given to them.
#[derive(Debug, PartialEq)]
pub(crate) struct Viewer {
    pub(crate) user: User,
    /// Workspace to role.
    pub(crate) roles: BTreeMap<i64, String>,
    environments: BTreeSet<i64>,
}

/// A search text, and the types that it may be part of.
pub(crate) struct Sought<'a> {
    pub(crate) text: &'a str,
    pub(crate) kinds: &'a [String],
}

/// Where a user may look, for the SQL.
#[derive(Debug, PartialEq)]
pub(crate) struct Places {
    pub(crate) json: String,
    /// Whether the search text is part of the name of any of them, or of a type.
    pub(crate) names: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Verdict {
    /// Not a member, or not entitled.
    Missing,
    /// In scope, without the capability.
    Forbidden,
    Allowed {
        /// Whether the role may see review packs too.
        packs: bool,
    },
}

/// One thing as one user may have it.
#[derive(Debug, PartialEq)]
pub(crate) enum Given<T> {
    Forbidden,
    Missing,
    Whole(T),
}

impl Verdict {
    /// `whole` is asked where the user may have it, and told whether they may see review packs too; none is missing.
    pub(crate) fn give<T>(self, whole: impl FnOnce(bool) -> Option<T>) -> Given<T> {
        match self {
            Self::Missing => Given::Missing,
            Self::Forbidden => Given::Forbidden,
            Self::Allowed { packs } => whole(packs).map_or(Given::Missing, Given::Whole),
        }
    }
}

impl<T> Given<T> {
    pub(crate) fn whole(self) -> Option<T> {
        match self {
            Self::Forbidden | Self::Missing => None,
            Self::Whole(thing) => Some(thing),
        }
    }
}

impl Viewer {
    /// Where a member of one workspace can only look.
    pub(crate) fn only_workspace(&self) -> Option<i64> {
        let mut workspaces = self.roles.keys();
        let only = workspaces.next()?;
        workspaces.next().is_none().then_some(*only)
    }
}

impl Directory {
    /// This one with more users; what it knows already it keeps until it is looked up as a whole.
    pub(crate) fn with(&self, more: &Self) -> Self {
        let mut both = self.clone();
        for (id, place) in &more.workspaces {
            both.workspaces.entry(*id).or_insert_with(|| place.clone());
        }
        for (id, environment) in &more.environments {
            let known = both.environments.entry(*id);
            known.or_insert_with(|| environment.clone());
        }
        for (id, viewer) in &more.viewers {
            both.viewers.insert(*id, viewer.clone());
        }
        both
    }

    /// Whether places are the same, and everything is that was given to those whom both know.
    pub(crate) fn agrees_with(&self, other: &Self) -> bool {
        self.workspaces == other.workspaces
            && self.environments == other.environments
            && self
                .viewers
                .iter()
                .all(|(id, viewer)| other.viewers.get(id).is_none_or(|known| known == viewer))
    }

    /// Whether this user was looked for, whatever was found.
    pub(crate) fn knows(&self, user: i64) -> bool {
        self.viewers.contains_key(&user)
    }

    pub(crate) fn viewer(&self, user: i64) -> Option<&Arc<Viewer>> {
        self.viewers.get(&user)?.as_ref()
    }

    pub(crate) fn workspace(&self, id: i64) -> Option<&PlaceRow> {
        self.workspaces.get(&id)
    }

    /// An environment, where it belongs to that workspace.
    pub(crate) fn environment(&self, id: i64, workspace: i64) -> Option<&PlaceRow> {
        let environment = self.environments.get(&id)?;
        (environment.workspace == workspace).then_some(&environment.place)
    }

    pub(crate) fn workspace_of(&self, environment: i64) -> Option<i64> {
        self.environments
            .get(&environment)
            .map(|environment| environment.workspace)
    }

    /// The environments the user may see, by id, each with its workspace.
    pub(crate) fn environments_of<'a>(
        &'a self,
        viewer: &'a Viewer,
    ) -> impl Iterator<Item = (i64, &'a PlaceRow)> {
        viewer.environments.iter().filter_map(|id| {
            let environment = self.environments.get(id)?;
            let member = viewer.roles.contains_key(&environment.workspace);
            member.then_some((environment.workspace, &environment.place))
        })
    }

    /// Whether the user may see an operation of that place and type.
    pub(crate) fn operation(
        &self,
        viewer: &Viewer,
        place: (i64, Option<i64>),
        kind: &str,
        capabilities: &Capabilities,
    ) -> Verdict {
        let (workspace, environment) = place;
        let Some(role) = self.role(viewer, workspace) else {
            return Verdict::Missing;
        };
        if environment.is_some_and(|id| !self.is_entitled(viewer, id, workspace)) {
            return Verdict::Missing;
        }
        if !capabilities.allow(role, OPERATIONS_VIEW) || capabilities.deny(role, kind) {
            return Verdict::Forbidden;
        }
        Verdict::Allowed {
            packs: capabilities.allow(role, REVIEW_PACK_VIEW),
        }
    }

    /// Whether the user may see the review packs of an environment.
    pub(crate) fn review_packs(
        &self,
        viewer: &Viewer,
        environment: i64,
        capabilities: &Capabilities,
    ) -> Verdict {
        let workspace = self.workspace_of(environment);
        let role = workspace.and_then(|workspace| {
            let role = self.role(viewer, workspace)?;
            self.is_entitled(viewer, environment, workspace)
                .then_some(role)
        });
        match role {
            None => Verdict::Missing,
            Some(role) if capabilities.allow(role, REVIEW_PACK_VIEW) => {
                Verdict::Allowed { packs: true }
            }
            Some(_) => Verdict::Forbidden,
        }
    }

    /// The places whose operations the user may see, as the parameter of `sql/places-*.sql`.
    pub(crate) fn places(
        &self,
        viewer: &Viewer,
        capabilities: &Capabilities,
        search: Option<Sought<'_>>,
    ) -> Places {
        let text = search.as_ref().map(|search| search.text.to_lowercase());
        let has = |name: &str| {
            let text = text.as_deref();
            text.is_some_and(|text| name.to_lowercase().contains(text))
        };
        let named = |place: Option<&PlaceRow>| place.is_some_and(|place| has(&place.name));
        let kinds = search.map_or(&[][..], |search| search.kinds);
        let sought: Vec<&String> = kinds.iter().filter(|kind| has(kind)).collect();
        let roles = viewer.roles.iter();
        let roles = roles.filter(|(_, role)| capabilities.allow(role, OPERATIONS_VIEW));
        let roles: BTreeMap<i64, &String> = roles.map(|(id, role)| (*id, role)).collect();
        let mut places = Vec::new();
        let mut denied = Vec::new();
        for (workspace, role) in &roles {
            places.push(json!([workspace, 0, named(self.workspace(*workspace))]));
            let lacking = capabilities.types.keys();
            let lacking = lacking.filter(|kind| capabilities.deny(role, kind));
            denied.extend(lacking.map(|kind| json!([workspace, kind])));
        }
        let environments = self.environments_of(viewer);
        for (workspace, place) in environments.filter(|(id, _)| roles.contains_key(id)) {
            let named = named(Some(place)) || named(self.workspace(workspace));
            places.push(json!([workspace, place.id, named]));
        }
        let named = places.iter().any(|place| place[2] == true);
        Places {
            names: named || !sought.is_empty(),
            json: json!({ "places": places, "denied": denied, "sought": sought }).to_string(),
        }
    }

    fn role<'a>(&self, viewer: &'a Viewer, workspace: i64) -> Option<&'a str> {
        self.workspaces.get(&workspace)?;
        viewer.roles.get(&workspace).map(String::as_str)
    }

    fn is_entitled(&self, viewer: &Viewer, environment: i64, workspace: i64) -> bool {
        self.workspace_of(environment) == Some(workspace)
            && viewer.environments.contains(&environment)
    }
}

#[cfg(test)]
mod tests {
    use super::reading::viewer;
    use super::*;
    use crate::store::Entry;

    fn entry(what: &str, id: i64, place: Option<i64>, name: Option<&str>) -> Entry {
        Entry {
            what: what.into(),
            id,
            place,
            name: name.map(Into::into),
            route_key: None,
        }
    }

    /// Ann (7) is an operator of Northwind (1) with Contoso (5); Fabrikam (6) is there without her, the Bank (8) is
    /// Woodgrove's (2).
    fn directory() -> Directory {
        let entries = vec![
            entry("membership", 7, Some(1), Some("operator")),
            entry("entitlements", 7, None, Some("8,5")),
            entry("environment", 5, Some(1), Some("Contoso Österreich")),
            entry("environment", 6, Some(1), Some("Fabrikam")),
            entry("environment", 8, Some(2), Some("Bank")),
            entry("user", 7, None, Some("Ann")),
            entry("workspace", 1, None, Some("Northwind")),
            entry("workspace", 2, None, Some("Woodgrove")),
        ];
        Directory::read(&[7, 9], entries)
    }

    #[test]
    fn membership_and_entitlement_decide_before_the_capability() {
        let directory = directory();
        let ann = directory.viewer(7).unwrap();
        let verdict = |workspace, environment, capabilities: &Capabilities| {
            directory.operation(ann, (workspace, environment), "policy.sync", capabilities)
        };
        let usual = Capabilities::default();
        let mut none = Capabilities::default();
        none.roles.clear();

        let allowed = Verdict::Allowed { packs: true };
        assert_eq!(verdict(1, Some(5), &usual), allowed);
        assert_eq!(verdict(1, None, &usual), allowed);
        assert_eq!(verdict(1, Some(5), &none), Verdict::Forbidden);
        for (workspace, environment) in [(1, Some(6)), (2, None), (2, Some(8)), (1, Some(8))] {
            assert_eq!(verdict(workspace, environment, &usual), Verdict::Missing);
            assert_eq!(verdict(workspace, environment, &none), Verdict::Missing);
        }
        assert_eq!(directory.review_packs(ann, 5, &usual), allowed);
        assert_eq!(directory.review_packs(ann, 5, &none), Verdict::Forbidden);
        assert_eq!(directory.review_packs(ann, 8, &usual), Verdict::Missing);
        assert_eq!(directory.review_packs(ann, 99, &usual), Verdict::Missing);
    }

    #[test]
    fn who_was_looked_for_and_not_found_is_known_to_be_gone() {
        let directory = directory();

        assert!(directory.knows(9) && directory.viewer(9).is_none());
        assert!(!directory.knows(10));
    }

    #[test]
    fn only_a_member_of_one_workspace_has_an_only_one() {
        let mut ann = viewer(entry("user", 7, None, Some("Ann")));
        assert_eq!(ann.only_workspace(), None);

        ann.roles.insert(1, "operator".into());
        assert_eq!(ann.only_workspace(), Some(1));

        ann.roles.insert(2, "readonly".into());
        assert_eq!(ann.only_workspace(), None);
    }

    #[test]
    fn the_places_are_those_the_user_may_see_and_say_which_a_search_names() {
        let directory = directory();
        let mut capabilities = Capabilities::default();
        let types = &mut capabilities.types;
        types.insert("restore.execute".into(), "restore.view".into());
        let ann = directory.viewer(7).unwrap();

        let kinds = ["policy.sync".to_owned(), "ops.öster".to_owned()];
        let sought = |text| {
            let kinds = &kinds;
            directory.places(ann, &capabilities, Some(Sought { text, kinds }))
        };

        let expected = json!({
            "places": [[1, 0, false], [1, 5, true]],
            "denied": [[1, "restore.execute"]],
            "sought": ["ops.öster"],
        });
        let named = sought("ÖSTER");
        assert_eq!((named.json, named.names), (expected.to_string(), true));
        assert!(!sought("fabrikam").names);
    }
}
