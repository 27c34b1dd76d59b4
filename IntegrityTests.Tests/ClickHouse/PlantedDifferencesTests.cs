using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;

namespace IntegrityTests.Tests.ClickHouse;

/// <summary>What is planted into a recorded pair is found, pinned to its row; what is lawful is not.</summary>
[Collection(RecordedPairCollection.Name)]
public sealed class PlantedDifferencesTests(RecordedPairs pairs)
{
    [FactRequiringClickHouseRecording]
    public async Task Damage_in_ClickHouse_is_found_and_a_copy_that_is_newer_than_the_database_is_no_damage()
    {
        var before = await pairs.DifferencesAsync();
        var pair = await pairs.DeployAsync();

        // Copies of an earlier state, of nobody, of another project, and none at all.
        await pair.ChangeClickHouseAsync(
            "ALTER TABLE analytics_internal.teams DELETE WHERE id = '109d8b7d-9b42-44c4-b462-3825ea01fc3d' SETTINGS mutations_sync = 1");
        await pair.ChangeClickHouseAsync(
            """
            INSERT INTO analytics_internal.users SELECT * REPLACE ('00000000-0000-4000-8000-000000000001' AS id)
            FROM (SELECT * FROM analytics_internal.users FINAL WHERE id = '0012875b-bc09-47c2-9dac-628443f21b6a')
            """);
        await pair.ChangeClickHouseAsync(
            """
            INSERT INTO analytics_internal.contact_channels
            SELECT * REPLACE (1 AS sync_is_deleted, sync_sequence_id + 1 AS sync_sequence_id)
            FROM analytics_internal.contact_channels FINAL WHERE id = '0044e1c3-e559-42c6-945a-90363b7f8d28'
            """);
        await pair.ChangeClickHouseAsync(
            """
            INSERT INTO analytics_internal.refresh_tokens
            SELECT * REPLACE (1 - is_impersonation AS is_impersonation, now64(3) AS sync_created_at)
            FROM analytics_internal.refresh_tokens FINAL WHERE id = '043d57b7-cfd7-439b-9022-79328c264f44'
            """);

        await pair.ChangeClickHouseAsync(
            """
            INSERT INTO analytics_internal.users SELECT * REPLACE ('other' AS display_name, 900001 AS sync_sequence_id)
            FROM analytics_internal.users FINAL WHERE id = '0012875b-bc09-47c2-9dac-628443f21b6a'
            """);

        (await pair.DifferencesAsync()).Except(before).Should().BeEquivalentTo(
            "Ahead users 0012875b",
            "Missing teams 109d8b7d",
            "Ghost users 00000000",
            "Hidden contact_channels 0044e1c3",
            "Differs refresh_tokens 043d57b7 is_impersonation");
    }

    [FactRequiringClickHouseRecording]
    public async Task Damage_in_PostgreSQL_is_found()
    {
        var before = await pairs.DifferencesAsync();
        var pair = await pairs.DeployAsync();

        await pair.ChangeAsync(
            """
            UPDATE "ProjectUser" SET "clientMetadata" = '{"a": "x, y"}' WHERE "projectUserId" = '0012875b-bc09-47c2-9dac-628443f21b6a';
            UPDATE "Team" SET "sequenceId" = "sequenceId" + 11 WHERE "teamId" = '109d8b7d-9b42-44c4-b462-3825ea01fc3d';
            DELETE FROM "ContactChannel" WHERE id = '0044e1c3-e559-42c6-945a-90363b7f8d28';
            UPDATE "EmailOutbox" SET "renderedSubject" = 'other' WHERE id = '2423e8d8-72cf-4355-a475-c2028e3ea958';
            """);

        (await pair.DifferencesAsync()).Except(before).Should().BeEquivalentTo(
            "Differs users 0012875b client_metadata",
            "Differs users d42932b2 primary_email primary_email_verified",
            "Outdated teams 109d8b7d",
            "Ghost contact_channels 0044e1c3",
            "Differs email_outboxes 2423e8d8 subject");
    }

    [FactRequiringClickHouseRecording]
    public async Task What_is_lawful_stays_silent()
    {
        var before = await pairs.DifferencesAsync();
        var pair = await pairs.DeployAsync();

        // Flagged changes, a flagged deletion, a renamed team that waits, and what a merge leaves.
        await pair.ChangeAsync(
            """
            UPDATE "ProjectUser" SET "displayName" = 'other', "shouldUpdateSequenceId" = true
            WHERE "projectUserId" = '0012875b-bc09-47c2-9dac-628443f21b6a';
            UPDATE "Team" SET "displayName" = 'other', "shouldUpdateSequenceId" = true;
            INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", "deletedAt")
            SELECT gen_random_uuid(), "tenancyId", 'ContactChannel',
                jsonb_build_object('id', id, 'tenancyId', "tenancyId", 'projectUserId', "projectUserId"), '2026-11-28'
            FROM "ContactChannel" WHERE id = '0044e1c3-e559-42c6-945a-90363b7f8d28';
            DELETE FROM "ContactChannel" WHERE id = '0044e1c3-e559-42c6-945a-90363b7f8d28';
            UPDATE "ProjectUser" SET "shouldUpdateSequenceId" = true WHERE "projectUserId" = 'd42932b2-c111-4808-9c1c-e09201ce4840';
            """);
        await pair.ChangeClickHouseAsync("OPTIMIZE TABLE analytics_internal.users FINAL");

        (await pair.DifferencesAsync()).Should().BeEquivalentTo(before);
    }
}
