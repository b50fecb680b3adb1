//! The whole benchmark, from an empty PostgreSQL server to the figures.
//!
//! What is measured without `schema/indexes.sql` comes first, for an index cannot be unknown again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Args;

use crate::database::Server;
use crate::machine::{Database, Machine};
use crate::results::Results;
use crate::served::Installation;
use crate::size::Size;
use crate::{held, lists, process, rates, unseen};

#[derive(Args)]
pub(crate) struct Run {
    /// The gateway's binary.
    #[arg(long, value_name = "FILE")]
    gateway: PathBuf,
    /// A superuser's address of a server that holds nothing yet, has pg_stat_statements loaded and writes a JSON log.
    #[arg(long, value_name = "URL")]
    postgres: String,
    #[arg(long, value_name = "FILE", default_value = "psql")]
    psql: PathBuf,
    /// A hundredth of everything: shows that the benchmark works, and nothing of the gateway.
    #[arg(long)]
    quick: bool,
    /// Leave out what is measured without `schema/indexes.sql`, about half of the time.
    #[arg(long)]
    indexed: bool,
    /// Where the figures go as JSON; the plans go into a folder beside it.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// What every measurement needs.
pub(crate) struct Bench {
    pub(crate) size: Size,
    pub(crate) server: Server,
    pub(crate) installation: Installation,
    /// Of those who see everything, one user after the other.
    pub(crate) tokens: Vec<String>,
    narrow_tokens: Vec<String>,
}

impl Bench {
    /// Another one for each number, as long as there are.
    pub(crate) fn token(&self, number: usize, narrow: bool) -> &str {
        let tokens = if narrow {
            &self.narrow_tokens
        } else {
            &self.tokens
        };
        &tokens[number % tokens.len()]
    }
}

impl Run {
    pub(crate) async fn run(self) -> Result<()> {
        let began = Instant::now();
        let open_files = process::open_more_files()?;
        let machine = Machine::look(open_files)?;
        let size = self.size(open_files);
        let folder = tempfile::tempdir().context("Failed to make a folder")?;
        let server = Server::new(&self.postgres, self.psql.clone())?;
        told(began, "writing the rows");
        server.plant(&size).await?;
        told(began, "issuing tokens");
        let bench = self.bench(size, server, folder.path()).await?;

        let with = self.plans("with-indexes")?;
        let [few, many] = bench.size.held;
        let (mut held, mut lists) = (Vec::new(), Vec::new());
        if !self.indexed {
            told(began, "without indexes: held watches");
            held.push(held::measure(&bench, few, false, false).await?);
            told(began, "without indexes: lists");
            let without = self.plans("without-indexes")?;
            lists.extend(lists::measure(&bench, false, &without).await?);
        }
        told(began, "adding indexes");
        bench.server.add_indexes(&bench.size).await?;
        for watches in [few, many] {
            told(began, &format!("{watches} held watches"));
            held.push(held::measure(&bench, watches, true, true).await?);
        }
        told(began, "rates");
        let rates = rates::measure(&bench).await?;
        told(began, "three kinds of 404");
        let unseen = unseen::measure(&bench).await?;
        told(began, "lists");
        lists.extend(lists::measure(&bench, true, &with).await?);

        let mut product = bench.server.connect().await?;
        let results = Results {
            machine,
            database: Database::look(&mut product).await?,
            size: bench.size,
            seconds: began.elapsed().as_secs(),
            held,
            rates,
            unseen,
            lists,
        };
        let json = serde_json::to_string_pretty(&results)?;
        fs::write(&self.out, json + "\n").context("Failed to write the figures")?;
        print!("{results}");
        println!("\nThe figures are in {}", self.out.display());
        Ok(())
    }

    /// Fewer watches than meant where the system allows fewer connections, and then it is said.
    fn size(&self, open_files: u64) -> Size {
        let mut size = if self.quick {
            Size::quick()
        } else {
            Size::whole()
        };
        let room = usize::try_from(open_files.saturating_sub(RESERVED)).unwrap_or(usize::MAX);
        for held in &mut size.held {
            if *held > room {
                println!("Only {open_files} files may be open: {room} watches instead of {held}.");
                *held = room;
            }
        }
        size
    }

    async fn bench(&self, size: Size, server: Server, folder: &Path) -> Result<Bench> {
        let database = server.address_for_gateway();
        let gateway = self.gateway.canonicalize();
        let gateway = gateway.with_context(|| format!("no {}", self.gateway.display()))?;
        let installation = Installation::new(gateway, folder, &database)?;
        let people: Vec<i64> = (1..=size.people).collect();
        let narrow: Vec<i64> = (1..=size.narrow)
            .map(|number| size.people + number)
            .collect();
        Ok(Bench {
            tokens: installation.issue_tokens(&people, size.tokens).await?,
            narrow_tokens: installation.issue_tokens(&narrow, narrow.len()).await?,
            size,
            server,
            installation,
        })
    }

    /// A fresh folder for plans beside the figures.
    fn plans(&self, name: &str) -> Result<PathBuf> {
        let folder = self.out.with_file_name("plans").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).context("Failed to clear the folder of the plans")?;
        }
        fs::create_dir_all(&folder).context("Failed to make a folder for the plans")?;
        Ok(folder)
    }
}

fn told(began: Instant, what: &str) {
    println!("{:>4} s  {what}", began.elapsed().as_secs());
}

/// Open files for everything that is no watch.
const RESERVED: u64 = 500;
