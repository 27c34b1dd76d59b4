-- A user left a team and joined it again before the sequencer came by.
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey")
VALUES ('{new}', '{tenancy}', 'TeamMember', '{"tenancyId": "{tenancy}", "projectUserId": "{member}", "teamId": "{team}"}');
