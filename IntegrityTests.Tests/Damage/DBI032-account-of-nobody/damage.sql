-- An OAuth account is left behind by a user who was lost.
INSERT INTO "ProjectUserOAuthAccount" ("tenancyId", id, "projectUserId", "configOAuthProviderId", "providerAccountId", "updatedAt")
VALUES ('{tenancy}', '{new}', '{nobody}', 'github', '{new}', now());
