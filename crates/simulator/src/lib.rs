//! Plays TenantAtlas: writes operations and review packs as its queue workers would.
//!
//! The only writer of the product's tables, on SQLite and, with the feature `postgres`, on PostgreSQL. It moves states
//! along the allowed transitions alone (specs 109 and 160) and refuses every other, changing nothing. It deliberately
//! knows nothing of the gateway, of its views or tokens.

pub mod demo;

mod directory;
mod document;
mod identity;
mod operation;
mod operations;
mod packs;
mod plant;

pub use directory::Role;
pub use operation::{Failure, NewOperation, Outcome};
pub use plant::Plant;
