-- A user and a contact channel have the same sequence id.
UPDATE "ProjectUser" SET "sequenceId" = nextval('global_seq_id') WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
INSERT INTO "ContactChannel" ("tenancyId", "projectUserId", id, type, "isVerified", value, "updatedAt", "sequenceId", "shouldUpdateSequenceId")
VALUES ('{tenancy}', '{user}', '{new}', 'EMAIL', true, 'second@example.com', now(), currval('global_seq_id'), false);
