//! What the gateway expects of the views: the contract that `schema/views-spec123.sql` and `sql/views-sqlite.sql` fill.

pub(super) struct View {
    pub(super) name: &'static str,
    pub(super) columns: &'static [Column],
}

pub(super) struct Column {
    pub(super) name: &'static str,
    #[cfg_attr(
        not(feature = "postgres"),
        expect(dead_code, reason = "SQLite has no column types")
    )]
    pub(super) family: Family,
    #[cfg_attr(
        not(feature = "postgres"),
        expect(dead_code, reason = "only PostgreSQL's rows are sampled")
    )]
    pub(super) nullable: bool,
}

/// Types that the statements and the drivers read alike.
#[derive(Clone, Copy)]
pub(super) enum Family {
    Boolean,
    Integer,
    Json,
    Text,
    /// Without time zone, in UTC.
    Time,
}

#[cfg(feature = "postgres")]
impl Family {
    /// PostgreSQL's names for them; the first is the one to aim at.
    pub(super) fn types(self) -> &'static [&'static str] {
        match self {
            Self::Boolean => &["boolean"],
            Self::Integer => &["bigint"],
            Self::Json => &["jsonb"],
            Self::Text => &["text", "character varying"],
            Self::Time => &["timestamp without time zone"],
        }
    }
}

const fn always(name: &'static str, family: Family) -> Column {
    Column {
        name,
        family,
        nullable: false,
    }
}

const fn perhaps(name: &'static str, family: Family) -> Column {
    Column {
        name,
        family,
        nullable: true,
    }
}

pub(super) const VIEWS: [View; 7] = [
    View {
        name: "users",
        columns: &[
            always("id", Family::Integer),
            always("name", Family::Text),
            always("alive", Family::Boolean),
        ],
    },
    View {
        name: "workspaces",
        columns: &[
            always("id", Family::Integer),
            always("name", Family::Text),
            always("route_key", Family::Text),
        ],
    },
    View {
        name: "environments",
        columns: &[
            always("id", Family::Integer),
            always("workspace_id", Family::Integer),
            always("name", Family::Text),
            always("route_key", Family::Text),
        ],
    },
    View {
        name: "memberships",
        columns: &[
            always("workspace_id", Family::Integer),
            always("user_id", Family::Integer),
            always("role", Family::Text),
        ],
    },
    View {
        name: "entitlements",
        columns: &[
            always("environment_id", Family::Integer),
            always("user_id", Family::Integer),
        ],
    },
    View {
        name: OPERATIONS,
        columns: &[
            always("id", Family::Integer),
            always("workspace_id", Family::Integer),
            perhaps("environment_id", Family::Integer),
            perhaps("initiator_id", Family::Integer),
            always("initiator_name", Family::Text),
            always("kind", Family::Text),
            always("status", Family::Text),
            always("outcome", Family::Text),
            perhaps("counts", Family::Json),
            perhaps("failures", Family::Json),
            perhaps("context", Family::Json),
            perhaps("phase", Family::Json),
            always("reconciled", Family::Boolean),
            perhaps("run_seconds", Family::Integer),
            always("created_at", Family::Time),
            perhaps("started_at", Family::Time),
            perhaps("completed_at", Family::Time),
        ],
    },
    View {
        name: "review_packs",
        columns: &[
            always("id", Family::Integer),
            always("workspace_id", Family::Integer),
            always("environment_id", Family::Integer),
            perhaps("operation_id", Family::Integer),
            perhaps("initiator_id", Family::Integer),
            perhaps("initiator_name", Family::Text),
            always("status", Family::Text),
            perhaps("failure", Family::Text),
            perhaps("file_size", Family::Integer),
            perhaps("sha256", Family::Text),
            always("created_at", Family::Time),
            perhaps("generated_at", Family::Time),
            perhaps("expires_at", Family::Time),
        ],
    },
];

pub(super) const OPERATIONS: &str = "operations";
