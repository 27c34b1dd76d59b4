-- Damage 4 of the script: clientMetadata is a JSON string instead of an object.
UPDATE "ProjectUser" SET "clientMetadata" = '"a string"' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
