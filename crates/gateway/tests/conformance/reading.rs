//! The product's file is only ever read.

use crate::world::World;

#[tokio::test]
async fn the_products_file_is_opened_for_reading_only() {
    let world = World::new().await;
    let before = std::fs::read(world.dir.path().join("atlas.db")).unwrap();
    world.json("/operations").await;
    world.json("/me").await;

    assert_eq!(
        std::fs::read(world.dir.path().join("atlas.db")).unwrap(),
        before
    );
}
