-- Metadata is large.
UPDATE "ProjectUser" SET "clientMetadata" = jsonb_build_object('k', repeat(E'x\u20ac\U0001f389"' || chr(10), 100000)) WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
