-- A token of a provider is left behind by an account that was lost.
INSERT INTO "OAuthToken" (id, "tenancyId", "oauthAccountId", "refreshToken", "updatedAt") VALUES ('{new}', '{tenancy}', '{nobody}', 'token', now());
