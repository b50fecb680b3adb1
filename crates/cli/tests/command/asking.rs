//! `list` and `show`.

use serde_json::Value;
use tenantatlas_simulator::Outcome;

use crate::world::World;

fn objects(text: &str) -> Vec<Value> {
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn ids(text: &str) -> Vec<i64> {
    let objects = objects(text);
    objects
        .iter()
        .map(|object| object["id"].as_i64().unwrap())
        .collect()
}

#[tokio::test]
async fn the_lists_are_the_apps() {
    let world = World::new().await;
    // A later success of its type would put the failure right.
    let succeeded = world.completed(Outcome::Succeeded).await;
    let failed = world.completed(Outcome::Failed).await;
    let running = world.running().await;
    world.foreign().await;

    let active = world.run(&["list", "--json"]).await;
    assert_eq!((active.code, ids(&active.out)), (Some(0), vec![running]));
    let attention = world.run(&["list", "--attention", "--json"]).await;
    assert_eq!(ids(&attention.out), [failed]);
    let ended = world.run(&["list", "--ended", "--json"]).await;
    let mut ended = ids(&ended.out);
    ended.sort_unstable();
    assert_eq!(ended, [succeeded, failed]);
    let number = format!("#{succeeded}");
    let found = world.run(&["list", "--search", &number, "--json"]).await;
    assert_eq!(ids(&found.out), [succeeded]);
}

#[tokio::test]
async fn a_list_is_lines_of_words_and_an_empty_one_says_so_beside_the_answer() {
    let world = World::new().await;
    let none = world.run(&["list"]).await;
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""));
    assert_eq!(none.err, "Nothing is active.\n");

    let id = world.running().await;
    let one = world.run(&["list"]).await;
    let line = format!("Operation #{id} · Policy sync · Contoso · Running\n");
    assert_eq!((one.out, one.err), (line, String::new()));
}

#[tokio::test]
async fn one_operation_is_shown_by_number_and_by_link() {
    let world = World::new().await;
    let id = world.completed(Outcome::PartiallySucceeded).await;
    let link = format!(
        "tenantatlas-monitor://operation/{id}?server={}",
        world.address
    );
    for word in [id.to_string(), format!("#{id}"), link] {
        let shown = world.run(&["show", &word]).await;
        assert_eq!(shown.code, Some(0), "{shown:?}");
        assert!(
            shown
                .out
                .starts_with(&format!("Operation #{id} · Policy sync\n"))
        );
        assert!(shown.out.contains("Environment  Contoso\n"), "{shown:?}");
        assert!(
            shown.out.contains("Outcome      Partially succeeded\n"),
            "{shown:?}"
        );
        assert!(shown.out.contains("Started by   Ann\n"), "{shown:?}");
    }
    let json = world.run(&["show", &id.to_string(), "--json"]).await;
    let objects = objects(&json.out);
    assert_eq!(objects.len(), 1, "{json:?}");
    let object = &objects[0];
    assert_eq!(object["ended"], "partially_succeeded");
    assert_eq!(object["outcome"], "partially_succeeded");
    assert_eq!(object["initiator"], "Ann");
}
