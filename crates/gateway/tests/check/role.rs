//! What a role may write is named, and a connection that fails says why.

use tenantatlas_gateway::{Config, check};
use xtask::postgres::shared;

use crate::atlas::Atlas;

#[tokio::test]
async fn a_role_that_may_write_is_refused_by_name_of_what() {
    let ways = [
        (
            "GRANT UPDATE ON public.tenants TO {role}",
            "UPDATE on public.tenants",
        ),
        (
            "GRANT INSERT (label), DELETE ON public.notes TO {role}",
            "DELETE, INSERT on public.notes",
        ),
        (
            "GRANT DELETE ON monitor.users TO {role}",
            "DELETE on monitor.users",
        ),
        (
            "GRANT USAGE ON SEQUENCE public.tenants_id_seq TO {role}",
            "UPDATE on sequence public.tenants_id_seq",
        ),
        (
            "GRANT CREATE ON SCHEMA public TO PUBLIC",
            "CREATE on schema public",
        ),
        (
            "CREATE ROLE {role}_group; GRANT TRUNCATE ON public.users TO {role}_group;
             ALTER ROLE {role} NOINHERIT; GRANT {role}_group TO {role}",
            "TRUNCATE on public.users",
        ),
        (
            "ALTER ROLE {role} CREATEROLE",
            "the right to make roles, as {role}",
        ),
    ];
    for (grant, named) in ways {
        let atlas = Atlas::prepared();
        atlas.sql("CREATE TABLE public.notes (id bigint, label text)");
        atlas.sql(&grant.replace("{role}", &atlas.role));

        let report = atlas.check().await;

        let named = named.replace("{role}", &atlas.role);
        let expected = format!(
            "role: may write\n  {named}\n    \
             next: run schema/roles.sql and let the gateway connect as that role\n1 fault.\n"
        );
        assert!(report.ends_with(&expected), "{grant}: {report}");
    }
}

#[tokio::test]
async fn the_superuser_may_write_and_is_taken_only_where_that_is_allowed() {
    let atlas = Atlas::prepared();
    let mut config = atlas.config("postgres");

    let refused = check(&config).await.unwrap();
    config.allow_writing_role = true;
    let allowed = check(&config).await.unwrap();

    assert!(!refused.is_well());
    assert!(allowed.is_well());
    let named =
        "role: may write, as allow_writing_role allows\n  the rights of the superuser postgres\n";
    assert!(allowed.to_string().contains(named), "{allowed}");
}

#[tokio::test]
async fn functions_with_their_owners_rights_are_noted() {
    let atlas = Atlas::prepared();
    atlas.sql(
        "CREATE FUNCTION public.purge() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    );

    let report = atlas.check().await;

    assert!(
        report.contains("owner's rights: public.purge()\n"),
        "{report}"
    );
    assert!(report.ends_with("All is well.\n"));
}

#[tokio::test]
async fn a_wrong_role_is_told_without_the_password() {
    let atlas = Atlas::prepared();
    let address = shared().url_as("nobody_known:hunter2", &atlas.database);
    let mut config = Config::sqlite("", "state.db");
    config.database = address.parse().unwrap();

    let error = check(&config).await.unwrap_err();

    let told = format!("{error:#}");
    assert!(
        told.contains("Failed to connect to PostgreSQL at nobody_known@127.0.0.1:"),
        "{told}"
    );
    assert!(!told.contains("hunter2"), "{told}");
}
