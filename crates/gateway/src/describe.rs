//! Rows of the store as answers of the contract, each with its version.
//!
//! Asks nothing and decides no access: who gets here may see what is described.

mod failures;
mod operation;
mod review_pack;

use monitor_wire::{Initiator, Place};

pub(crate) use operation::{OperationFacts, operation};
pub(crate) use review_pack::{PackFacts, latest_pack};

use crate::rights::PlaceRow;

fn place(row: &PlaceRow) -> Place {
    Place {
        id: row.id,
        name: row.name.clone(),
    }
}

/// `System` is the product's own word for a start by nobody.
fn initiator(id: Option<i64>, name: Option<String>) -> Initiator {
    Initiator {
        system: id.is_none(),
        name: name.unwrap_or_else(|| "System".to_owned()),
    }
}

/// Cuts at a character, with an ellipsis as the last.
fn at_most(limit: usize, text: &str) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    text.chars().take(limit - 1).chain(['…']).collect()
}

/// The cap of every message shown to a user (the product's own).
const MESSAGE_CHARACTERS: usize = 140;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_message_is_cut_at_a_character_and_never_longer() {
        let long = "ä".repeat(141);

        let cut = at_most(MESSAGE_CHARACTERS, &long);

        assert_eq!(cut, format!("{}…", "ä".repeat(139)));
        assert_eq!(at_most(MESSAGE_CHARACTERS, &cut), cut);
    }
}
