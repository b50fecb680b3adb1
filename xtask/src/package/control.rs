//! The texts that dpkg and apt read: pure, from what is known of a package.

/// What does not depend on how a package was built.
pub(super) struct About {
    pub(super) name: &'static str,
    pub(super) section: &'static str,
    /// Besides the libraries that the program is linked with.
    pub(super) depends: &'static [&'static str],
    pub(super) recommends: &'static [&'static str],
    pub(super) summary: &'static str,
    /// Lines, of which an empty one begins a paragraph.
    pub(super) text: &'static [&'static str],
}

/// What does.
pub(super) struct Build<'a> {
    pub(super) version: &'a str,
    pub(super) architecture: &'a str,
    pub(super) maintainer: &'a str,
    /// What dpkg-shlibdeps found.
    pub(super) libraries: &'a str,
    /// Of all files once they are installed, in KiB.
    pub(super) size: u64,
}

pub(super) fn control(about: &About, build: &Build<'_>) -> String {
    let depends = [&[build.libraries][..], about.depends].concat().join(", ");
    let mut fields = vec![
        ("Package", about.name.to_owned()),
        ("Version", build.version.to_owned()),
        ("Architecture", build.architecture.to_owned()),
        ("Maintainer", build.maintainer.to_owned()),
        ("Installed-Size", build.size.to_string()),
        ("Depends", depends),
    ];
    if !about.recommends.is_empty() {
        fields.push(("Recommends", about.recommends.join(", ")));
    }
    fields.extend([
        ("Section", about.section.to_owned()),
        ("Priority", "optional".to_owned()),
        ("Description", description(about)),
    ]);
    let lines = fields
        .into_iter()
        .map(|(name, value)| format!("{name}: {value}\n"));
    lines.collect()
}

/// A line begins with a space, and an empty one is a dot.
fn description(about: &About) -> String {
    let mut text = about.summary.to_owned();
    for line in about.text {
        let line = if line.is_empty() { "." } else { line };
        text.push_str("\n ");
        text.push_str(line);
    }
    text
}

/// Cargo's version as dpkg orders it: what Cargo calls a pre-release comes before its release.
pub(super) fn version(cargo: &str, suffix: &str) -> String {
    format!("{}{suffix}", cargo.replacen('-', "~", 1))
}

/// `date` as in a mail.
pub(super) fn changelog(version: &str, maintainer: &str, date: &str) -> String {
    format!(
        "tenantatlas-monitor ({version}) unstable; urgency=medium\n\n  \
         * What is new is told in CHANGELOG.md.gz beside this file.\n\n \
         -- {maintainer}  {date}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: About = About {
        name: "atlas",
        section: "net",
        depends: &["adduser", "ca-certificates"],
        recommends: &["xdg-utils"],
        summary: "a map",
        text: &["Of the world.", "", "And more."],
    };

    const BUILD: Build<'_> = Build {
        version: "1.2",
        architecture: "amd64",
        maintainer: "Somebody <somebody@example.org>",
        libraries: "libc6 (>= 2.34)",
        size: 17,
    };

    #[test]
    fn a_control_file_has_every_field_in_the_usual_order() {
        assert_eq!(
            control(&ABOUT, &BUILD),
            "Package: atlas\n\
             Version: 1.2\n\
             Architecture: amd64\n\
             Maintainer: Somebody <somebody@example.org>\n\
             Installed-Size: 17\n\
             Depends: libc6 (>= 2.34), adduser, ca-certificates\n\
             Recommends: xdg-utils\n\
             Section: net\n\
             Priority: optional\n\
             Description: a map\n \
             Of the world.\n \
             .\n \
             And more.\n"
        );
    }

    #[test]
    fn what_is_not_recommended_has_no_field() {
        let about = About {
            recommends: &[],
            ..ABOUT
        };
        assert!(!control(&about, &BUILD).contains("Recommends"));
    }

    #[test]
    fn a_pre_release_comes_before_its_release() {
        assert_eq!(version("0.1.0", ""), "0.1.0");
        assert_eq!(version("0.1.0", "+next"), "0.1.0+next");
        assert_eq!(version("0.2.0-rc.1", ""), "0.2.0~rc.1");
    }

    #[test]
    fn a_changelog_has_the_form_that_dpkg_reads() {
        assert_eq!(
            changelog("1.2", BUILD.maintainer, "Tue, 10 Mar 2026 08:00:00 +0000"),
            "tenantatlas-monitor (1.2) unstable; urgency=medium\n\
             \n  * What is new is told in CHANGELOG.md.gz beside this file.\n\
             \n -- Somebody <somebody@example.org>  Tue, 10 Mar 2026 08:00:00 +0000\n"
        );
    }
}
