-- A mail was made from a draft of another project.
-- Kind: reference
INSERT INTO "EmailDraft" ("tenancyId", id, "displayName", "themeMode", "tsxSource", "createdAt", "updatedAt")
SELECT id, '{new}', 'Hello', 'NONE', '', '2025-01-01', '2025-01-01' FROM "Tenancy" WHERE "projectId" = '{other}';
UPDATE "EmailOutbox" SET "createdWith" = 'DRAFT', "emailDraftId" = '{new}' WHERE "tenancyId" = '{tenancy}' AND id = '{first_mail}';
