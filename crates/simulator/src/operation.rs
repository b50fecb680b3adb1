//! What an operation is made of: the order to queue one, its outcome and its failures.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};

/// How an operation ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    Blocked,
    Cancelled,
    Failed,
    PartiallySucceeded,
    Succeeded,
}

impl Outcome {
    /// The stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
            Self::PartiallySucceeded => "partially_succeeded",
            Self::Succeeded => "succeeded",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// One entry of an operation's failure summary.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failure {
    code: String,
    message: String,
    count: Option<i64>,
}

impl Failure {
    #[must_use]
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            count: None,
        }
    }

    /// How often it happened.
    #[must_use]
    pub fn times(mut self, count: i64) -> Self {
        self.count = Some(count);
        self
    }

    pub(crate) fn count(&self) -> i64 {
        self.count.unwrap_or(1)
    }

    /// The stored array; none where nothing failed.
    pub(crate) fn summary(failures: &[Self]) -> Option<String> {
        if failures.is_empty() {
            return None;
        }
        let entries: Vec<Value> = failures.iter().map(Self::entry).collect();
        Some(Value::Array(entries).to_string())
    }

    fn entry(&self) -> Value {
        let Some(count) = self.count else {
            return json!({ "code": self.code, "message": self.message });
        };
        json!({ "code": self.code, "message": self.message, "count": count })
    }
}

/// An operation to queue. Without `by` the scheduler started it.
#[derive(Clone, Debug)]
pub struct NewOperation {
    pub(crate) id: Option<i64>,
    pub(crate) workspace: Option<i64>,
    pub(crate) environment: Option<i64>,
    pub(crate) initiator: Option<i64>,
    pub(crate) kind: String,
    pub(crate) context: Option<Value>,
    pub(crate) created_ago: Duration,
}

impl NewOperation {
    /// Of that stored type, for example `policy.sync`; any word is taken.
    #[must_use]
    pub fn new(kind: impl Into<String>) -> Self {
        Self {
            id: None,
            workspace: None,
            environment: None,
            initiator: None,
            kind: kind.into(),
            context: None,
            created_ago: Duration::ZERO,
        }
    }

    #[must_use]
    pub fn in_environment(mut self, workspace: i64, environment: i64) -> Self {
        self.workspace = Some(workspace);
        self.environment = Some(environment);
        self
    }

    /// Workspace-wide, without an environment.
    #[must_use]
    pub fn in_workspace(mut self, workspace: i64) -> Self {
        self.workspace = Some(workspace);
        self.environment = None;
        self
    }

    #[must_use]
    pub fn by(mut self, user: i64) -> Self {
        self.initiator = Some(user);
        self
    }

    #[must_use]
    pub fn created_ago(mut self, ago: Duration) -> Self {
        self.created_ago = ago;
        self
    }

    /// That id instead of the next one.
    #[must_use]
    pub fn id(mut self, id: i64) -> Self {
        self.id = Some(id);
        self
    }

    /// The technical context to begin with: a JSON object.
    #[must_use]
    pub fn context(mut self, context: Value) -> Self {
        self.context = Some(context);
        self
    }
}
