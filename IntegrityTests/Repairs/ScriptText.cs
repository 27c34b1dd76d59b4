namespace IntegrityTests.Repairs;

/// <summary>What every script has around its repairs.</summary>
internal static class ScriptText
{
    /// <summary>The transaction, the settings that digests depend on, and the functions that keep, remove and count.</summary>
    /// <param name="plan">The id of the plan.</param>
    /// <param name="path">The search path with which the tables were read.</param>
    public static string Begin(string plan, string path) => $"""
        BEGIN ISOLATION LEVEL REPEATABLE READ;
        SET LOCAL standard_conforming_strings = on;
        SET LOCAL search_path = {path};
        SET LOCAL lock_timeout = '10s';
        -- The digests below are of rows that were written as text with these settings.
        {Settings}

        DO $integrity$
        BEGIN
            IF pg_is_in_recovery() THEN
                RAISE EXCEPTION 'This server is a standby: run the script on the primary.';
            END IF;
        END $integrity$;

        -- What was removed or changed, as it was before. It holds personal data and secrets: drop it when you need it no more.
        CREATE TABLE IF NOT EXISTS integrity_removed (
            plan text NOT NULL, code text NOT NULL, action text NOT NULL, "table" text NOT NULL, "row" jsonb NOT NULL,
            at timestamptz NOT NULL DEFAULT now());
        REVOKE ALL ON integrity_removed FROM PUBLIC;
        DO $integrity$
        BEGIN
            IF EXISTS (SELECT FROM integrity_removed WHERE plan = '{plan}') THEN
                RAISE EXCEPTION 'This script was applied before. Run the suite again: it plans what is left.';
            END IF;
        END $integrity$;
        CREATE TEMP TABLE integrity_done (code text, action text, "table" text, "rows" bigint) ON COMMIT DROP;

        -- Stops unless each planned row is still there, still broken, and as it was when it was read.
        CREATE OR REPLACE FUNCTION pg_temp.integrity_expect(code text, step text) RETURNS void LANGUAGE plpgsql AS $integrity$
        DECLARE planned bigint; here bigint; missing text;
        BEGIN
            EXECUTE format('SELECT count(*) FROM pg_temp.%I', step || '_plan') INTO planned;
            EXECUTE format('SELECT count(*) FROM pg_temp.%I', step || '_rows') INTO here;
            IF planned = here THEN RETURN; END IF;
            EXECUTE format('SELECT string_agg(subject, '', '') FROM (SELECT DISTINCT subject FROM pg_temp.%I p WHERE NOT EXISTS ('
                'SELECT FROM pg_temp.%I r WHERE r.subject = p.subject) LIMIT 5) m', step || '_plan', step || '_rows') INTO missing;
            RAISE EXCEPTION '%: of % planned rows % are still as they were read. Changed, repaired or removed since: %. '
                'Nothing was done. Run the suite again: it plans what is left.', code, planned, here, coalesce(missing, 'one with a twin');
        END $integrity$;

        -- Counts what a step did, and stops where it is not what was planned.
        CREATE OR REPLACE FUNCTION pg_temp.integrity_count(code text, action text, "table" text, planned bigint, done bigint)
        RETURNS void LANGUAGE plpgsql AS $integrity$
        BEGIN
            IF planned <> done THEN
                RAISE EXCEPTION '%: % rows of % instead of %. Nothing was done.', code, done, "table", planned;
            END IF;
            INSERT INTO pg_temp.integrity_done VALUES (code, action, "table", done);
        END $integrity$;

        -- Removes rows: keeps a copy of each, and first removes in the same way what foreign keys would remove with them. For the copy in
        -- analytics it records the deletion as the platform does, unless a row with the same key stays.
        CREATE OR REPLACE FUNCTION pg_temp.integrity_remove(code text, removed regclass, places tid[], is_twin boolean)
        RETURNS void LANGUAGE plpgsql AS $integrity$
        DECLARE of_table text; key text[]; child record; inner_places tid[]; planned bigint; done bigint;
        BEGIN
            SELECT relname FROM pg_class WHERE oid = removed INTO of_table;
            -- The platform's own foreign keys count even where the database has lost them.
            FOR child IN
                SELECT to_regclass(quote_ident(k.child)) AS "table", 'c'::"char" AS confdeltype, k.same
                FROM (VALUES
                    ('AuthMethod', 'PasswordAuthMethod', 'k."tenancyId" = t."tenancyId" AND k."authMethodId" = t.id'),
                    ('AuthMethod', 'OtpAuthMethod', 'k."tenancyId" = t."tenancyId" AND k."authMethodId" = t.id'),
                    ('AuthMethod', 'PasskeyAuthMethod', 'k."tenancyId" = t."tenancyId" AND k."authMethodId" = t.id'),
                    ('AuthMethod', 'OAuthAuthMethod', 'k."tenancyId" = t."tenancyId" AND k."authMethodId" = t.id'),
                    ('ProjectUserOAuthAccount', 'OAuthToken', 'k."tenancyId" = t."tenancyId" AND k."oauthAccountId" = t.id'),
                    ('ProjectUserOAuthAccount', 'OAuthAccessToken', 'k."tenancyId" = t."tenancyId" AND k."oauthAccountId" = t.id'),
                    ('TeamMember', 'TeamMemberDirectPermission',
                        'k."tenancyId" = t."tenancyId" AND k."projectUserId" = t."projectUserId" AND k."teamId" = t."teamId"')
                ) k(parent, child, same) WHERE k.parent = of_table AND NOT is_twin AND to_regclass(quote_ident(k.child)) IS NOT NULL
                UNION ALL
                SELECT c.conrelid::regclass, c.confdeltype,
                    (SELECT string_agg(format('k.%I = t.%I', a.attname, b.attname), ' AND ')
                     FROM unnest(c.conkey, c.confkey) AS pair(own, other)
                     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = pair.own
                     JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = pair.other) AS same
                FROM pg_constraint c WHERE c.contype = 'f' AND c.confrelid = removed
            LOOP
                EXECUTE format('SELECT array_agg(DISTINCT k.ctid) FROM %s k JOIN %s t ON %s WHERE t.ctid = ANY($1)',
                    child."table", removed, child.same) USING places INTO inner_places;
                CONTINUE WHEN inner_places IS NULL;
                IF is_twin OR child.confdeltype <> 'c' THEN
                    RAISE EXCEPTION '%: rows of % refer to rows of % that are to be removed. Nothing was done.',
                        code, child."table", of_table;
                END IF;
                PERFORM pg_temp.integrity_remove(code, child."table", inner_places, false);
            END LOOP;
            EXECUTE format('INSERT INTO integrity_removed (plan, code, action, "table", "row")'
                ' SELECT %L, $1, ''removed'', $2, to_jsonb(t) FROM %s t WHERE t.ctid = ANY($3)', '{plan}', removed)
                USING code, of_table, places;
            -- Fewer than were planned where an earlier step of this script removed them.
            GET DIAGNOSTICS planned = ROW_COUNT;
            -- Source: the platform's recordExternalDbSyncDeletion.
            SELECT k.keys FROM (VALUES
                ('ContactChannel', ARRAY['tenancyId', 'projectUserId', 'id']),
                ('TeamMember', ARRAY['tenancyId', 'projectUserId', 'teamId']),
                ('TeamMemberDirectPermission', ARRAY['tenancyId', 'projectUserId', 'teamId', 'permissionId']),
                ('ProjectUserDirectPermission', ARRAY['tenancyId', 'projectUserId', 'permissionId']),
                ('UserNotificationPreference', ARRAY['tenancyId', 'id']),
                ('ProjectUserRefreshToken', ARRAY['tenancyId', 'id']),
                ('ProjectUserOAuthAccount', ARRAY['tenancyId', 'id'])
            ) k(called, keys) WHERE k.called = of_table AND EXISTS (
                SELECT FROM pg_attribute a WHERE a.attrelid = removed AND a.attname = 'shouldUpdateSequenceId') INTO key;
            IF key IS NOT NULL THEN
                EXECUTE format('INSERT INTO "DeletedRow"'
                    ' (id, "tenancyId", "tableName", "primaryKey", data, "deletedAt", "shouldUpdateSequenceId")'
                    ' SELECT gen_random_uuid(), t."tenancyId", $1, jsonb_build_object(%s), to_jsonb(t), now(), true FROM %s t'
                    ' WHERE t.ctid = ANY($2) AND EXISTS (SELECT FROM "Tenancy" y WHERE y.id = t."tenancyId")'
                    ' AND NOT EXISTS (SELECT FROM %s s WHERE s.ctid <> ALL($2) AND %s)',
                    (SELECT string_agg(format('%L, t.%I', k, k), ', ') FROM unnest(key) k), removed,
                    removed, (SELECT string_agg(format('s.%I = t.%I', k, k), ' AND ') FROM unnest(key) k)) USING of_table, places;
            END IF;
            EXECUTE format('DELETE FROM %s t WHERE t.ctid = ANY($1)', removed) USING places;
            GET DIAGNOSTICS done = ROW_COUNT;
            PERFORM pg_temp.integrity_count(code, 'removed', of_table, planned, done);
        END $integrity$;
        """;

    /// <summary>What values as text depend on; those of the session that reads the rows are the same.</summary>
    public const string Settings = """
        SET LOCAL TimeZone = 'UTC';
        SET LOCAL DateStyle = 'ISO, YMD';
        SET LOCAL IntervalStyle = 'postgres';
        SET LOCAL extra_float_digits = 1;
        SET LOCAL bytea_output = 'hex';
        SET LOCAL lc_monetary = 'C';
        """;

    /// <summary>What was done, and the end of the transaction.</summary>
    public const string End = """
        -- What was done.
        SELECT code, action, "table", sum("rows") AS "rows" FROM pg_temp.integrity_done GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

        -- Nothing of this is kept. When you agree with all of it, change the next line to COMMIT; and run the script again.
        ROLLBACK;
        """;
}
