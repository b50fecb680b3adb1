//! What the window of an operation is called, in its frame and in the desktop's list of windows.

use monitor_core::OperationId;
use monitor_core::view::{Known, Row};

use crate::words::{Arg, Words};

/// Its number alone, as long as nothing more is known.
pub(crate) fn operation(id: OperationId, row: Option<&Row>, words: &Words) -> String {
    let number = words.operation(id.value());
    let (kind, label, environment) = match row.map(|row| &row.known) {
        Some(Known::Run(run)) => (Some(&run.kind), run.label(), run.environment.as_ref()),
        Some(Known::Seen(seen)) => (
            seen.kind.as_ref(),
            seen.label.as_deref(),
            seen.environment.as_ref(),
        ),
        Some(Known::Forbidden | Known::Gone | Known::Nothing) | None => return number,
    };
    let kind = words.operation_type(kind, label);
    let said = [
        ("operation", Arg::Text(&number)),
        ("type", Arg::Text(&kind)),
    ];
    let Some(environment) = words.place(environment.map(|(_, name)| name.as_str())) else {
        return words.say_with("title-operation-nameless", &said);
    };
    let said = [&said[..], &[("environment", Arg::Text(&environment))]].concat();
    words.say_with("title-operation", &said)
}

#[cfg(test)]
mod tests {
    use monitor_core::operation_type::OperationType;
    use monitor_core::ports::Seen;
    use monitor_core::view::{Context, Refresh};
    use monitor_core::{EnvironmentId, WorkspaceId};

    use super::*;
    use crate::discretion::Discretion;
    use crate::slice::Language;

    fn title(label: Option<&str>, discretion: Discretion) -> String {
        let id = OperationId::new(421).expect("positive");
        let seen = Seen {
            subject: 421,
            kind: Some(OperationType::parse("policy.sync")),
            label: label.map(str::to_owned),
            workspace: (WorkspaceId::new(1).expect("positive"), "Northwind".into()),
            environment: EnvironmentId::new(3).map(|id| (id, "Contoso".into())),
            status: "running".into(),
            outcome: "pending".into(),
            ended_at: None,
        };
        let row = Row {
            id,
            pinned: true,
            muted: false,
            known: Known::Seen(seen),
            refresh: Refresh::Settled,
            context: Context::NotAsked,
        };
        let words = Words::of(Language::En).with(discretion);
        operation(id, Some(&row), &words)
    }

    #[test]
    fn a_title_says_number_type_and_place() {
        let title = title(Some("Sync of Contoso"), Discretion::Named);
        assert_eq!(title, "Operation #421 · Sync of Contoso · Contoso");
    }

    #[test]
    fn a_nameless_title_has_no_place_and_no_label_of_the_server() {
        let title = title(Some("Sync of Contoso"), Discretion::Nameless);
        assert_eq!(title, "Operation #421 · Policy sync");
    }
}
