-- The record of a deletion lost a part of its key, and still has the row that was deleted.
-- Kind: sequence
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "primaryKey", data, "sequenceId", "shouldUpdateSequenceId") VALUES (
    '{new}', '{tenancy}', 'ContactChannel', '{"tenancyId": "{tenancy}", "id": "{low}"}',
    '{"tenancyId": "{tenancy}", "id": "{low}", "projectUserId": "{user}", "type": "EMAIL"}', nextval('global_seq_id'), false);
