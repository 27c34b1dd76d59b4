-- A migration in the middle is not recorded as carried out.
-- Kind: guard rail
DELETE FROM "SchemaMigration" WHERE "migrationName" = '20260224000000_managed_email_domains';
