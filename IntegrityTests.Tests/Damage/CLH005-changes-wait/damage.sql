UPDATE "ProjectUser" SET "displayName" = 'Renamed', "shouldUpdateSequenceId" = true
WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
DELETE FROM "TeamMember" WHERE "tenancyId" = '{tenancy}' AND "teamId" = '{team}' AND "projectUserId" = '{member}';
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "deletedAt", "primaryKey")
VALUES ('{new}', '{tenancy}', 'TeamMember', '2026-06-01',
    '{"tenancyId": "{tenancy}", "teamId": "{team}", "projectUserId": "{member}"}');
