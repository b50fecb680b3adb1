//! The JSON columns that are merged into (RFC 7396). In Rust, because SQLite and PostgreSQL merge differently.

use anyhow::{Context, Result};
use serde_json::{Map, Value};
use sqlx::AnyConnection;

use crate::plant::sql;

/// One column of one table, by how it is read and written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Document {
    read: &'static str,
    write: &'static str,
}

pub(crate) const CONTEXT: Document = Document {
    read: "SELECT CAST(context AS TEXT) FROM operation_runs WHERE id = $1",
    write: "UPDATE operation_runs SET context = $2 WHERE id = $1",
};
pub(crate) const COUNTS: Document = Document {
    read: "SELECT CAST(summary_counts AS TEXT) FROM operation_runs WHERE id = $1",
    write: "UPDATE operation_runs SET summary_counts = $2 WHERE id = $1",
};
pub(crate) const SUMMARY: Document = Document {
    read: "SELECT CAST(summary AS TEXT) FROM review_packs WHERE id = $1",
    write: "UPDATE review_packs SET summary = $2 WHERE id = $1",
};

impl Document {
    /// Within a transaction that has written the row already, so that nobody else writes in between.
    pub(crate) async fn merge(
        self,
        connection: &mut AnyConnection,
        id: i64,
        patch: &Value,
    ) -> Result<()> {
        let kept: Option<String> = sqlx::query_scalar(self.read)
            .bind(id)
            .fetch_one(&mut *connection)
            .await
            .context("Failed to read a document")?;
        let mut document = match kept {
            Some(text) => serde_json::from_str(&text).context("A document is no JSON")?,
            None => Value::Null,
        };
        merge(&mut document, patch);
        sql(self.write)
            .bind(id)
            .bind(document.to_string())
            .execute(connection)
            .await
            .context("Failed to write a document")?;
        Ok(())
    }
}

fn merge(document: &mut Value, patch: &Value) {
    let Value::Object(changes) = patch else {
        *document = patch.clone();
        return;
    };
    if !document.is_object() {
        *document = Value::Object(Map::new());
    }
    let Value::Object(members) = document else {
        return;
    };
    for (name, change) in changes {
        if change.is_null() {
            members.remove(name);
        } else {
            merge(members.entry(name.as_str()).or_insert(Value::Null), change);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Of the examples in RFC 7396, appendix A, one of each kind.
    #[test]
    fn documents_merge_as_the_standard_has_it() {
        let cases = [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (
                json!({"a": "b"}),
                json!({"b": "c"}),
                json!({"a": "b", "b": "c"}),
            ),
            (
                json!({"a": "b", "b": "c"}),
                json!({"a": null}),
                json!({"b": "c"}),
            ),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (
                json!({"a": {"b": "c"}}),
                json!({"a": {"b": "d", "c": null}}),
                json!({"a": {"b": "d"}}),
            ),
            (
                json!([1, 2]),
                json!({"a": "b", "c": null}),
                json!({"a": "b"}),
            ),
            (
                json!(null),
                json!({"a": {"bb": {"ccc": null}}}),
                json!({"a": {"bb": {}}}),
            ),
            (json!({"a": "foo"}), json!("bar"), json!("bar")),
        ];
        for (mut document, patch, expected) in cases {
            merge(&mut document, &patch);
            assert_eq!(document, expected);
        }
    }
}
