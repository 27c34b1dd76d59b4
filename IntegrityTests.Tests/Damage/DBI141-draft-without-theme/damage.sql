-- A draft says that it has a theme of its own, and has none.
-- Kind: reference
INSERT INTO "EmailDraft" ("tenancyId", id, "displayName", "themeMode", "tsxSource", "createdAt", "updatedAt")
VALUES ('{tenancy}', '{new}', 'Hello', 'CUSTOM', '', '2026-01-01', '2026-01-01');
