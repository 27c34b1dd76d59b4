INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "sequenceId", "shouldUpdateSequenceId", "deletedAt", "primaryKey")
VALUES ('{new}', '{tenancy}', 'TeamMember', {sequence}, false, '2026-06-01',
    '{"tenancyId": "{tenancy}", "teamId": "{team}", "projectUserId": "{member}"}');
