-- An OAuth account is another one than its auth method says.
UPDATE "ProjectUserOAuthAccount" SET "providerAccountId" = '{new}'
WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{oauth}' AND "configOAuthProviderId" = 'github';
