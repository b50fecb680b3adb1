//! What the plant lets operations and packs do, what it refuses, and that a demo is a function of its seed: each claim
//! on SQLite and on PostgreSQL.

/// Makes two tests of each claim, one per database.
macro_rules! on_each_database {
    ($($claim:ident,)+) => {
        $(mod $claim {
            use crate::stage::Engine;

            #[tokio::test]
            async fn postgres() -> anyhow::Result<()> {
                super::$claim(Engine::Postgres).await
            }

            #[tokio::test]
            async fn sqlite() -> anyhow::Result<()> {
                super::$claim(Engine::Sqlite).await
            }
        })+
    };
}

mod demo;
mod file;
mod moves;
mod packs;
mod rows;
mod stage;
