-- Metadata may be null in JSON's way.
UPDATE "ProjectUser" SET "serverMetadata" = 'null', "clientMetadata" = '{}' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
