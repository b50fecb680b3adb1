//! The statements, put together from `sql/`: each exists once, over a short prelude in the engine's own dialect.

use super::{Filter, Order};

pub(crate) struct Statements {
    pub(super) reachable: &'static str,
    pub(super) directory: &'static str,
    pub(super) operations: &'static str,
    pub(super) context: &'static str,
    pub(super) kinds: &'static str,
    pub(super) latest_packs: &'static str,
    created: Lists,
    ended: Lists,
    pub(super) usual_durations: &'static str,
}

/// The lists in one order.
#[derive(Clone, Copy)]
struct Lists {
    /// All that the user may see.
    visible: Pages,
    /// Where `attention` has to look.
    attention: Pages,
}

#[derive(Clone, Copy)]
pub(super) struct Pages {
    /// With the total.
    pub(super) first: &'static str,
    pub(super) later: &'static str,
    pub(super) total: &'static str,
}

impl Statements {
    pub(super) fn pages(&self, filter: &Filter) -> Pages {
        let lists = match filter.order {
            Order::Created => self.created,
            Order::Ended => self.ended,
        };
        if filter.problem_class.as_deref() == Some("attention") {
            lists.attention
        } else {
            lists.visible
        }
    }
}

/// What they are called in figures, in either order of a list.
pub(crate) const NAMES: [&str; 9] = [
    "context",
    "directory",
    "kinds",
    "latest_packs",
    "operations",
    "page",
    "reachable",
    "total",
    "usual_durations",
];

macro_rules! statements {
    ($rules:literal, $asked:literal, $places:literal) => {
        Statements {
            reachable: include_str!("../../sql/reachable.sql"),
            directory: concat!(
                "WITH ",
                include_str!($asked),
                include_str!("../../sql/directory.sql")
            ),
            operations: concat!(
                include_str!($rules),
                ", ",
                include_str!($asked),
                include_str!("../../sql/subject-asked.sql"),
                include_str!("../../sql/judged.sql"),
                include_str!("../../sql/chosen-all.sql"),
                include_str!("../../sql/operations.sql")
            ),
            context: include_str!("../../sql/context.sql"),
            kinds: include_str!("../../sql/kinds.sql"),
            latest_packs: concat!(
                "WITH ",
                include_str!($asked),
                include_str!("../../sql/latest-packs.sql")
            ),
            created: Lists {
                visible: statements!(
                    created $rules, $places,
                    "../../sql/subject-visible.sql"
                ),
                attention: statements!(
                    created $rules, $places,
                    "../../sql/attention.sql",
                    "../../sql/subject-attention.sql"
                ),
            },
            ended: Lists {
                visible: statements!(
                    ended $rules, $places,
                    "../../sql/subject-visible.sql"
                ),
                attention: statements!(
                    ended $rules, $places,
                    "../../sql/attention.sql",
                    "../../sql/subject-attention-ended.sql"
                ),
            },
            usual_durations: include_str!("../../sql/usual-durations.sql"),
        }
    };
    (created $rules:literal, $places:literal, $($subject:literal),+) => {
        Pages {
            first: statements!(
                matching $rules, $places, [$($subject),+],
                "../../sql/chosen-first.sql",
                "../../sql/operations.sql",
                "../../sql/order-created.sql"
            ),
            later: statements!(
                matching $rules, $places, [$($subject),+],
                "../../sql/chosen-page.sql",
                "../../sql/operations.sql",
                "../../sql/order-created.sql"
            ),
            total: statements!(
                matching $rules, $places, [$($subject),+],
                "../../sql/operations-total.sql"
            ),
        }
    };
    (ended $rules:literal, $places:literal, $($subject:literal),+) => {
        Pages {
            first: statements!(
                matching $rules, $places, [$($subject),+],
                "../../sql/chosen-first-ended.sql",
                "../../sql/operations.sql",
                "../../sql/order-ended.sql"
            ),
            later: statements!(
                matching $rules, $places, [$($subject),+],
                "../../sql/chosen-page-ended.sql",
                "../../sql/operations.sql",
                "../../sql/order-ended.sql"
            ),
            total: statements!(
                matching $rules, $places, [$($subject),+],
                "../../sql/operations-total-ended.sql"
            ),
        }
    };
    // What a filter lets through of a subject, and then what is asked of it.
    (matching $rules:literal, $places:literal, [$($subject:literal),+], $($then:literal),+) => {
        concat!(
            include_str!($rules),
            ", ",
            include_str!($places),
            include_str!("../../sql/visible.sql"),
            $(include_str!($subject),)+
            include_str!("../../sql/judged.sql"),
            include_str!("../../sql/operations-matching.sql"),
            $(include_str!($then)),+
        )
    };
}

pub(super) static SQLITE: Statements = statements!(
    "../../sql/rules-sqlite.sql",
    "../../sql/asked-sqlite.sql",
    "../../sql/places-sqlite.sql"
);

#[cfg(feature = "postgres")]
pub(super) static POSTGRES: Statements = statements!(
    "../../sql/rules-postgres.sql",
    "../../sql/asked-postgres.sql",
    "../../sql/places-postgres.sql"
);
