//! The gateway's configuration as its package installs it: the example with every setting left out but the place of the
//! gateway's own file. So it names no database, and `serve` refuses until an administrator has named one.

/// From the text of `gateway.example.toml`.
pub(super) fn unfilled(example: &str) -> String {
    let mut text = HEAD.to_owned();
    for line in example.lines() {
        if is_left_out(line) {
            text.push_str("# ");
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

fn is_left_out(line: &str) -> bool {
    let is_setting = line.contains(" = ") && !line.starts_with(['#', '[']);
    is_setting && !line.starts_with("state = ")
}

const HEAD: &str = "\
# As installed, every line but `state` is left out. Name the database, here or as DATABASE_URL in the file `environment`
# beside this one; then `systemctl enable --now tenantatlas-gateway`.

";

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../../crates/gateway/gateway.example.toml");

    #[test]
    fn only_the_place_of_the_gateways_own_file_is_set() {
        let text = unfilled(EXAMPLE);
        let set: Vec<&str> = text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with(['#', '[']))
            .collect();
        assert_eq!(set, ["state = \"/var/lib/tenantatlas-gateway/state.db\""]);
    }

    #[test]
    fn nothing_of_the_example_is_lost() {
        let text = unfilled(EXAMPLE);
        for line in EXAMPLE.lines() {
            assert!(
                text.lines()
                    .any(|there| there == line || there.strip_prefix("# ") == Some(line)),
                "{line}"
            );
        }
    }
}
