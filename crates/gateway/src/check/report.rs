//! What a look at the database found, and how it reads. Finds nothing itself.

use std::fmt;

/// Reads as plain text: one line for each view, its faults below it, each with the next step.
#[derive(Debug, Default)]
pub struct Report {
    /// What was looked at, without a password.
    pub(super) subject: String,
    pub(super) notes: Vec<String>,
    pub(super) parts: Vec<Part>,
    /// What the role may write, the gravest first.
    pub(super) writes: Vec<String>,
    /// Whether the administrator takes a role that can write.
    pub(super) writing_allowed: bool,
}

/// A view, or what all of them rest on.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) faults: Vec<Fault>,
}

#[derive(Debug)]
pub(super) struct Fault {
    pub(super) what: String,
    /// What puts it right.
    pub(super) next: String,
}

impl Report {
    pub fn is_well(&self) -> bool {
        self.fault_count() == 0
    }

    /// What does not fit, in one line.
    #[cfg(feature = "postgres")]
    pub(crate) fn misfits(&self) -> Option<String> {
        let faulty = self.parts.iter().filter(|part| !part.faults.is_empty());
        let told: Vec<_> = faulty.map(Part::in_short).collect();
        (!told.is_empty()).then(|| told.join("; "))
    }

    /// What the role may write, in one line.
    #[cfg(feature = "postgres")]
    pub(crate) fn may_write(&self) -> Option<String> {
        (!self.writes.is_empty()).then(|| self.first_writes().join("; "))
    }

    fn fault_count(&self) -> usize {
        let faults = self.parts.iter().map(|part| part.faults.len());
        let writing = !self.writing_allowed && !self.writes.is_empty();
        faults.sum::<usize>() + usize::from(writing)
    }

    /// The first few, and how many more there are.
    fn first_writes(&self) -> Vec<String> {
        let mut told: Vec<_> = self.writes.iter().take(FEW).cloned().collect();
        let more = self.writes.len() - told.len();
        if more > 0 {
            told.push(format!("{more} more"));
        }
        told
    }

    fn write_role(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.writing_allowed {
            writeln!(f, "role: may write, as allow_writing_role allows")?;
        } else {
            writeln!(f, "role: may write")?;
        }
        for what in self.first_writes() {
            writeln!(f, "  {what}")?;
        }
        if self.writing_allowed {
            return Ok(());
        }
        writeln!(f, "    next: {ROLE_OF_ITS_OWN}")
    }
}

impl Part {
    #[cfg(feature = "postgres")]
    fn in_short(&self) -> String {
        let faults: Vec<_> = self.faults.iter().map(|fault| &*fault.what).collect();
        format!("{} ({})", self.name, faults.join(", "))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.subject)?;
        for note in &self.notes {
            writeln!(f, "note: {note}")?;
        }
        for part in &self.parts {
            write!(f, "{part}")?;
        }
        if !self.writes.is_empty() {
            self.write_role(f)?;
        }
        match self.fault_count() {
            0 => writeln!(f, "All is well."),
            1 => writeln!(f, "1 fault."),
            more => writeln!(f, "{more} faults."),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, faults } = self;
        if faults.is_empty() {
            return writeln!(f, "{name}: well");
        }
        writeln!(f, "{name}:")?;
        for Fault { what, next } in faults {
            writeln!(f, "  {what}\n    next: {next}")?;
        }
        Ok(())
    }
}

const FEW: usize = 5;
const ROLE_OF_ITS_OWN: &str = "run schema/roles.sql and let the gateway connect as that role";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_reads_view_by_view_with_the_next_step() {
        let fault = Fault {
            what: "kind is missing".to_owned(),
            next: "edit the view".to_owned(),
        };
        let report = Report {
            subject: "PostgreSQL 16.4 at reader@db:5432/atlas".to_owned(),
            notes: vec!["a standby".to_owned()],
            parts: vec![part("users", Vec::new()), part("operations", vec![fault])],
            writes: ["a", "b", "c", "d", "e", "f", "g"]
                .map(|name| format!("INSERT on public.{name}"))
                .into(),
            writing_allowed: false,
        };

        let expected = "\
PostgreSQL 16.4 at reader@db:5432/atlas
note: a standby
users: well
operations:
  kind is missing
    next: edit the view
role: may write
  INSERT on public.a
  INSERT on public.b
  INSERT on public.c
  INSERT on public.d
  INSERT on public.e
  2 more
    next: run schema/roles.sql and let the gateway connect as that role
2 faults.
";
        assert_eq!(report.to_string(), expected);
        assert!(!report.is_well());
    }

    #[test]
    fn a_role_that_may_write_is_well_where_that_is_allowed() {
        let report = Report {
            writes: vec!["CREATE on schema public".to_owned()],
            writing_allowed: true,
            ..Report::default()
        };

        assert!(report.is_well());
        assert!(report.to_string().ends_with("All is well.\n"));
    }

    fn part(name: &str, faults: Vec<Fault>) -> Part {
        Part {
            name: name.to_owned(),
            faults,
        }
    }
}
