-- Ordinary rows of every table that the sample deployment leaves empty.
INSERT INTO "ProjectUserRefreshToken" ("tenancyId", id, "projectUserId", "refreshToken", "updatedAt")
VALUES ('{tenancy}', '{new}', '{user}', left(md5('{new}') || md5('{low}'), 45), now());
INSERT INTO "ProjectApiKey" ("tenancyId", id, "secretApiKey", "teamId", description, "isPublic", "updatedAt")
VALUES ('{tenancy}', '{new}',
    'sk_' || left(md5('{new}') || md5('{low}'), 45) || replace('{new}', '-', '') || 'team1574ck4u7h00000000', '{team}', '', false, now());
INSERT INTO "ProjectApiKey" ("tenancyId", id, "secretApiKey", "projectUserId", description, "isPublic", "updatedAt")
VALUES ('{tenancy}', '{low}',
    'sk_' || left(md5('{low}') || md5('{new}'), 45) || replace('{low}', '-', '') || 'user1574ck4u7h00000000', '{user}', '', false, now());
INSERT INTO "ApiKeySet" ("projectId", id, description, "expiresAt", "updatedAt", "secretServerKey")
VALUES ('{project}', '{new}', '', '2099-01-01', now(), 'ssk_{new}');
INSERT INTO "ProvisionedProject" ("projectId", "clientId", "updatedAt") VALUES ('{project}', 'client', now());
INSERT INTO "OAuthToken" (id, "tenancyId", "oauthAccountId", "refreshToken", "updatedAt")
SELECT '{new}', "tenancyId", id, 'token', now() FROM "ProjectUserOAuthAccount" WHERE "tenancyId" = '{tenancy}' LIMIT 1;
INSERT INTO "OAuthAccessToken" (id, "tenancyId", "oauthAccountId", "accessToken", "expiresAt", "updatedAt")
SELECT '{new}', "tenancyId", id, 'token', now(), now() FROM "ProjectUserOAuthAccount" WHERE "tenancyId" = '{tenancy}' LIMIT 1;
INSERT INTO "SessionReplay" (id, "tenancyId", "projectUserId", "refreshTokenId", "startedAt", "lastEventAt", "updatedAt")
VALUES ('{new}', '{tenancy}', '{user}', '{new}', now(), now(), now());
INSERT INTO "SessionReplayChunk" (id, "tenancyId", "sessionReplayId", "batchId", "sessionReplaySegmentId", "browserSessionId", "s3Key",
    "eventCount", "byteLength", "firstEventAt", "lastEventAt")
VALUES ('{new}', '{tenancy}', '{new}', '{new}', 's', 'b',
    'session-replays/{project}/main/{new}/{new}.json.gz', 1, 1, now(), now());
INSERT INTO "UserNotificationPreference" (id, "tenancyId", "projectUserId", "notificationCategoryId", enabled)
VALUES ('{new}', '{tenancy}', '{user}', '4f6f8873-3d04-46bd-8bef-18338b1a1b4c', true);
INSERT INTO "DataVaultEntry" ("tenancyId", id, "storeId", "hashedKey", encrypted, "updatedAt") VALUES ('{tenancy}', '{new}', 's', 'k',
    '{"edkBase64": "ZWRr", "ciphertextBase64": "dGV4dA"}', now());
INSERT INTO "VerificationCode" ("projectId", "branchId", id, type, code, "expiresAt", data, "updatedAt")
VALUES ('{project}', 'main', '{new}', 'ONE_TIME_PASSWORD', left(md5('{new}') || md5('{low}'), 45), now(), '{}', now());
INSERT INTO "DeletedRow" (id, "tenancyId", "tableName", "sequenceId", "primaryKey")
VALUES ('{new}', '{tenancy}', 'ProjectUser', nextval('global_seq_id'), '{"tenancyId": "{tenancy}", "projectUserId": "{nobody}"}');
INSERT INTO "ProductVersion" ("tenancyId", "productVersionId", "productId", "productJson") VALUES ('{tenancy}', 'NuyOFH5PmHzMeA0C9CsqW6lGF81hmpDZ2JbMA/ri86w=', 'pro', '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}');
INSERT INTO "BranchConfigOverride" ("projectId", "branchId", config, "updatedAt") VALUES ('{project}', 'main', '{}', now());
INSERT INTO "EmailOutbox" ("tenancyId", id, "updatedAt", "tsxSource", "isHighPriority", "to", "extraRenderVariables", "createdWith",
    "shouldSkipDeliverabilityCheck", priority, "scheduledAt", status, "simpleStatus")
VALUES ('{tenancy}', '{new}', now(), '', false, '{"type": "custom-emails", "emails": []}', '{}', 'PROGRAMMATIC_CALL', false, 0, now(), 'PREPARING', 'IN_PROGRESS');
 INSERT INTO "Subscription" (id, "tenancyId", "customerType", "customerId", product, status, quantity, "productId", "stripeSubscriptionId",
    "currentPeriodStart", "currentPeriodEnd", "cancelAtPeriodEnd", "creationSource", "refundedAt", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'USER', '{user}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 'active', 1, 'pro', 'sub_{new}',
    '2026-06-01', '2026-07-01', false, 'API_GRANT', NULL, '2026-01-01', now());

INSERT INTO "SubscriptionInvoice" (id, "tenancyId", "stripeSubscriptionId", "stripeInvoiceId", "isSubscriptionCreationInvoice", "createdAt", "updatedAt")
VALUES ('{new}', '{tenancy}', 'sub_{new}', 'in_{new}', true, '2026-01-01', now());
UPDATE "ProjectUser" SET "sequenceId" = nextval('global_seq_id'), "shouldUpdateSequenceId" = false WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
INSERT INTO "OneTimePurchase" (id, "tenancyId", "customerType", "customerId", product, quantity, "productId", "stripePaymentIntentId",
    "creationSource", "refundedAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{user}',
    '{"displayName": "Pro", "customerType": "user", "prices": {}, "includedItems": {}}', 1, 'pack', 'pi_{new}', 'API_GRANT', NULL, '2026-01-01');
 INSERT INTO "ItemQuantityChange" (id, "tenancyId", "customerType", "customerId", "itemId", quantity, "expiresAt", "createdAt")
VALUES ('{new}', '{tenancy}', 'USER', '{user}', 'credits', 5, NULL, '2026-01-01');
INSERT INTO "CliAuthAttempt" ("tenancyId", id, "pollingCode", "loginCode", "refreshToken", "expiresAt", "usedAt", "updatedAt")
VALUES ('{tenancy}', '{new}', left(md5('{new}p') || md5('{low}'), 45), left(md5('{new}l') || md5('{low}'), 45),
    left(md5('{new}') || md5('{low}'), 45), now(), now(), now());
INSERT INTO "EmailDraft" ("tenancyId", id, "displayName", "themeMode", "themeId", "tsxSource", "updatedAt")
VALUES ('{tenancy}', '{new}', 'Hello', 'CUSTOM', '{low}', '', now());
INSERT INTO "ProjectUserAuthorizationCode" ("tenancyId", "projectUserId", "authorizationCode", "redirectUri", "expiresAt", "codeChallenge",
    "codeChallengeMethod", "newUser", "updatedAt")
VALUES ('{tenancy}', '{user}', '{new}', 'https://example.com', now(), '', '', true, now());
