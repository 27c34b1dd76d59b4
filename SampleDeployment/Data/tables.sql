-- The tables that both versions have, as the reference version has them: columns, types, defaults, constraints and indexes, in Prisma's naming.
-- What no constraint says here is enforced by nothing but the backend's own code.

CREATE TYPE "BooleanTrue" AS ENUM ('TRUE');
CREATE TYPE "ContactChannelType" AS ENUM ('EMAIL');
CREATE TYPE "CustomerType" AS ENUM ('USER', 'TEAM', 'CUSTOM');
CREATE TYPE "DraftThemeMode" AS ENUM ('PROJECT_DEFAULT', 'NONE', 'CUSTOM');
CREATE TYPE "EmailOutboxCreatedWith" AS ENUM ('DRAFT', 'PROGRAMMATIC_CALL');
CREATE TYPE "EmailOutboxSimpleStatus" AS ENUM ('IN_PROGRESS', 'ERROR', 'OK');
CREATE TYPE "EmailOutboxSkippedReason" AS ENUM ('USER_UNSUBSCRIBED', 'USER_ACCOUNT_DELETED', 'USER_HAS_NO_PRIMARY_EMAIL', 'NO_EMAIL_PROVIDED', 'LIKELY_NOT_DELIVERABLE', 'MANUALLY_CANCELLED');
CREATE TYPE "EmailOutboxStatus" AS ENUM ('PAUSED', 'PREPARING', 'RENDERING', 'RENDER_ERROR', 'SCHEDULED', 'QUEUED', 'SENDING', 'SERVER_ERROR', 'SENT', 'SKIPPED', 'DELIVERY_DELAYED', 'BOUNCED', 'OPENED', 'CLICKED', 'MARKED_AS_SPAM');
CREATE TYPE "EmailTemplateType" AS ENUM ('EMAIL_VERIFICATION', 'PASSWORD_RESET', 'MAGIC_LINK', 'TEAM_INVITATION', 'SIGN_IN_INVITATION');
CREATE TYPE "ManagedEmailDomainStatus" AS ENUM ('PENDING_DNS', 'PENDING_VERIFICATION', 'VERIFIED', 'APPLIED', 'FAILED');
CREATE TYPE "PurchaseCreationSource" AS ENUM ('PURCHASE_PAGE', 'TEST_MODE', 'API_GRANT');
CREATE TYPE "StandardOAuthProviderType" AS ENUM ('GITHUB', 'FACEBOOK', 'GOOGLE', 'MICROSOFT', 'SPOTIFY', 'DISCORD', 'GITLAB', 'BITBUCKET', 'LINKEDIN', 'APPLE', 'X', 'TWITCH');
CREATE TYPE "SubscriptionStatus" AS ENUM ('active', 'trialing', 'canceled', 'paused', 'incomplete', 'incomplete_expired', 'past_due', 'unpaid');
CREATE TYPE "VerificationCodeType" AS ENUM ('ONE_TIME_PASSWORD', 'CONTACT_CHANNEL_VERIFICATION', 'PASSWORD_RESET', 'TEAM_INVITATION', 'MFA_ATTEMPT', 'PASSKEY_REGISTRATION_CHALLENGE', 'PASSKEY_AUTHENTICATION_CHALLENGE', 'INTEGRATION_PROJECT_TRANSFER', 'PURCHASE_URL');

-- All tables with a sequenceId have their numbers from it.
CREATE SEQUENCE global_seq_id AS bigint START 1 INCREMENT 11;

CREATE TABLE "ApiKeySet" (
    "projectId" text NOT NULL,
    "id" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "description" text NOT NULL,
    "expiresAt" timestamp(3) NOT NULL,
    "manuallyRevokedAt" timestamp(3),
    "publishableClientKey" text,
    "secretServerKey" text,
    "superSecretAdminKey" text
);

CREATE TABLE "AuthMethod" (
    "id" uuid NOT NULL,
    "projectUserId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "tenancyId" uuid NOT NULL
);

CREATE TABLE "BranchConfigOverride" (
    "projectId" text NOT NULL,
    "branchId" text NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "config" jsonb NOT NULL,
    "source" jsonb
);

CREATE TABLE "CliAuthAttempt" (
    "tenancyId" uuid NOT NULL,
    "id" uuid NOT NULL,
    "pollingCode" text NOT NULL,
    "loginCode" text NOT NULL,
    "refreshToken" text,
    "expiresAt" timestamp(3) NOT NULL,
    "usedAt" timestamp(3),
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL
);

CREATE TABLE "ContactChannel" (
    "id" uuid NOT NULL,
    "projectUserId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "type" "ContactChannelType" NOT NULL,
    "isPrimary" "BooleanTrue",
    "isVerified" boolean NOT NULL,
    "value" text NOT NULL,
    "usedForAuth" "BooleanTrue",
    "tenancyId" uuid NOT NULL,
    "sequenceId" bigint,
    "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true
);

CREATE TABLE "DataVaultEntry" (
    "id" uuid NOT NULL,
    "tenancyId" uuid NOT NULL,
    "storeId" text NOT NULL,
    "hashedKey" text NOT NULL,
    "encrypted" jsonb NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL
);

CREATE TABLE "DeletedRow" (
    "id" uuid NOT NULL,
    "tenancyId" uuid NOT NULL,
    "tableName" text NOT NULL,
    "sequenceId" bigint,
    "primaryKey" jsonb NOT NULL,
    "data" jsonb,
    "deletedAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedFulfillingAt" timestamp(3),
    "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true
);

CREATE TABLE "EmailDraft" (
    "tenancyId" uuid NOT NULL,
    "id" uuid NOT NULL,
    "displayName" text NOT NULL,
    "themeMode" "DraftThemeMode" NOT NULL DEFAULT 'PROJECT_DEFAULT',
    "themeId" text,
    "tsxSource" text NOT NULL,
    "sentAt" timestamp(3),
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL
);

CREATE TABLE "EmailOutbox" (
    "tenancyId" uuid NOT NULL,
    "id" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "tsxSource" text NOT NULL,
    "themeId" text,
    "isHighPriority" boolean NOT NULL,
    "to" jsonb NOT NULL,
    "overrideSubject" text,
    "overrideNotificationCategoryId" text,
    "renderedIsTransactional" boolean,
    "renderedNotificationCategoryId" text,
    "extraRenderVariables" jsonb NOT NULL,
    "createdWith" "EmailOutboxCreatedWith" NOT NULL,
    "emailDraftId" text,
    "emailProgrammaticCallTemplateId" text,
    "shouldSkipDeliverabilityCheck" boolean NOT NULL,
    "priority" integer NOT NULL,
    "isPaused" boolean NOT NULL DEFAULT false,
    "renderedByWorkerId" uuid,
    "startedRenderingAt" timestamp(3),
    "finishedRenderingAt" timestamp(3),
    "renderErrorExternalMessage" text,
    "renderErrorExternalDetails" jsonb,
    "renderErrorInternalMessage" text,
    "renderErrorInternalDetails" jsonb,
    "renderedHtml" text,
    "renderedText" text,
    "renderedSubject" text,
    "scheduledAt" timestamp(3) NOT NULL,
    "isQueued" boolean NOT NULL DEFAULT false,
    "scheduledAtIfNotYetQueued" timestamp(3),
    "startedSendingAt" timestamp(3),
    "finishedSendingAt" timestamp(3),
    "sentAt" timestamp(3),
    "sendServerErrorExternalMessage" text,
    "sendServerErrorExternalDetails" jsonb,
    "sendServerErrorInternalMessage" text,
    "sendServerErrorInternalDetails" jsonb,
    "skippedReason" "EmailOutboxSkippedReason",
    "canHaveDeliveryInfo" boolean,
    "deliveredAt" timestamp(3),
    "deliveryDelayedAt" timestamp(3),
    "bouncedAt" timestamp(3),
    "openedAt" timestamp(3),
    "clickedAt" timestamp(3),
    "unsubscribedAt" timestamp(3),
    "markedAsSpamAt" timestamp(3),
    "skippedDetails" jsonb,
    "status" "EmailOutboxStatus" NOT NULL,
    "simpleStatus" "EmailOutboxSimpleStatus" NOT NULL,
    "sendRetries" integer NOT NULL DEFAULT 0,
    "nextSendRetryAt" timestamp(3),
    "sendAttemptErrors" jsonb
);

CREATE TABLE "EnvironmentConfigOverride" (
    "projectId" text NOT NULL,
    "branchId" text NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "config" jsonb NOT NULL
);

CREATE TABLE "ExternalDbSyncMetadata" (
    "id" text NOT NULL DEFAULT gen_random_uuid(),
    "singleton" "BooleanTrue" NOT NULL DEFAULT 'TRUE',
    "sequencerEnabled" boolean NOT NULL DEFAULT true,
    "pollerEnabled" boolean NOT NULL DEFAULT true,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL
);

CREATE TABLE "ItemQuantityChange" (
    "id" uuid NOT NULL,
    "tenancyId" uuid NOT NULL,
    "customerId" text NOT NULL,
    "itemId" text NOT NULL,
    "quantity" integer NOT NULL,
    "description" text,
    "expiresAt" timestamp(3),
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "customerType" "CustomerType" NOT NULL
);

CREATE TABLE "OAuthAccessToken" (
    "id" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "accessToken" text NOT NULL,
    "scopes" text[],
    "expiresAt" timestamp(3) NOT NULL,
    "tenancyId" uuid NOT NULL,
    "oauthAccountId" uuid NOT NULL,
    "isValid" boolean NOT NULL DEFAULT true
);

CREATE TABLE "OAuthAuthMethod" (
    "authMethodId" uuid NOT NULL,
    "providerAccountId" text NOT NULL,
    "projectUserId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "tenancyId" uuid NOT NULL,
    "configOAuthProviderId" text NOT NULL
);

CREATE TABLE "OAuthToken" (
    "id" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "refreshToken" text NOT NULL,
    "scopes" text[],
    "tenancyId" uuid NOT NULL,
    "oauthAccountId" uuid NOT NULL,
    "isValid" boolean NOT NULL DEFAULT true
);

CREATE TABLE "OneTimePurchase" (
    "id" uuid NOT NULL,
    "tenancyId" uuid NOT NULL,
    "customerId" text NOT NULL,
    "customerType" "CustomerType" NOT NULL,
    "productId" text,
    "product" jsonb NOT NULL,
    "quantity" integer NOT NULL,
    "stripePaymentIntentId" text,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "creationSource" "PurchaseCreationSource" NOT NULL,
    "priceId" text,
    "refundedAt" timestamp(3)
);

CREATE TABLE "OtpAuthMethod" (
    "authMethodId" uuid NOT NULL,
    "projectUserId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "tenancyId" uuid NOT NULL
);

CREATE TABLE "OutgoingRequest" (
    "id" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deduplicationKey" text,
    "qstashOptions" jsonb NOT NULL,
    "startedFulfillingAt" timestamp(3)
);

CREATE TABLE "PasskeyAuthMethod" (
    "authMethodId" uuid NOT NULL,
    "projectUserId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "credentialId" text NOT NULL,
    "publicKey" text NOT NULL,
    "userHandle" text NOT NULL,
    "transports" text[],
    "credentialDeviceType" text NOT NULL,
    "counter" integer NOT NULL,
    "tenancyId" uuid NOT NULL
);

CREATE TABLE "PasswordAuthMethod" (
    "authMethodId" uuid NOT NULL,
    "projectUserId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "passwordHash" text NOT NULL,
    "tenancyId" uuid NOT NULL
);

CREATE TABLE "ProductVersion" (
    "tenancyId" uuid NOT NULL,
    "productVersionId" text NOT NULL,
    "productId" text,
    "productJson" jsonb NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "Project" (
    "id" text NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "displayName" text NOT NULL,
    "description" text NOT NULL DEFAULT ''::text,
    "isProductionMode" boolean NOT NULL,
    "projectConfigOverride" jsonb,
    "logoUrl" text,
    "logoFullUrl" text,
    "ownerTeamId" uuid,
    "stripeAccountId" text,
    "logoDarkModeUrl" text,
    "logoFullDarkModeUrl" text,
    "onboardingStatus" text NOT NULL DEFAULT 'completed'::text
);

CREATE TABLE "ProjectApiKey" (
    "tenancyId" uuid NOT NULL,
    "id" uuid NOT NULL,
    "secretApiKey" text NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "expiresAt" timestamp(3),
    "manuallyRevokedAt" timestamp(3),
    "description" text NOT NULL,
    "isPublic" boolean NOT NULL,
    "teamId" uuid,
    "projectUserId" uuid
);

CREATE TABLE "ProjectUser" (
    "projectUserId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "profileImageUrl" text,
    "displayName" text,
    "serverMetadata" jsonb,
    "clientMetadata" jsonb,
    "requiresTotpMfa" boolean NOT NULL DEFAULT false,
    "totpSecret" bytea,
    "clientReadOnlyMetadata" jsonb,
    "tenancyId" uuid NOT NULL,
    "mirroredBranchId" text NOT NULL,
    "mirroredProjectId" text NOT NULL,
    "isAnonymous" boolean NOT NULL DEFAULT false,
    "projectId" text,
    "sequenceId" bigint,
    "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true,
    "lastActiveAt" timestamp(3) NOT NULL DEFAULT now(),
    "restrictedByAdmin" boolean NOT NULL DEFAULT false,
    "restrictedByAdminReason" text,
    "restrictedByAdminPrivateDetails" text,
    "signUpRiskScoreBot" smallint NOT NULL DEFAULT 0,
    "signUpRiskScoreFreeTrialAbuse" smallint NOT NULL DEFAULT 0,
    "signUpCountryCode" text,
    "signedUpAt" timestamp(3) NOT NULL,
    "signUpIp" text,
    "signUpIpTrusted" boolean,
    "signUpEmailNormalized" text,
    "signUpEmailBase" text
);

CREATE TABLE "ProjectUserAuthorizationCode" (
    "projectUserId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "authorizationCode" text NOT NULL,
    "redirectUri" text NOT NULL,
    "expiresAt" timestamp(3) NOT NULL,
    "codeChallenge" text NOT NULL,
    "codeChallengeMethod" text NOT NULL,
    "newUser" boolean NOT NULL,
    "afterCallbackRedirectUrl" text,
    "tenancyId" uuid NOT NULL
);

CREATE TABLE "ProjectUserDirectPermission" (
    "id" uuid NOT NULL,
    "tenancyId" uuid NOT NULL,
    "projectUserId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "permissionId" text NOT NULL
);

CREATE TABLE "ProjectUserOAuthAccount" (
    "projectUserId" uuid,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "email" text,
    "providerAccountId" text NOT NULL,
    "tenancyId" uuid NOT NULL,
    "configOAuthProviderId" text NOT NULL,
    "allowConnectedAccounts" boolean NOT NULL DEFAULT true,
    "allowSignIn" boolean NOT NULL DEFAULT true,
    "id" uuid NOT NULL
);

CREATE TABLE "ProjectUserRefreshToken" (
    "projectUserId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "refreshToken" text NOT NULL,
    "expiresAt" timestamp(3),
    "tenancyId" uuid NOT NULL,
    "id" uuid NOT NULL,
    "isImpersonation" boolean NOT NULL DEFAULT false,
    "lastActiveAt" timestamp(3) NOT NULL DEFAULT now(),
    "lastActiveAtIpInfo" jsonb
);

CREATE TABLE "ProvisionedProject" (
    "projectId" text NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "clientId" text NOT NULL
);

CREATE TABLE "SchemaMigration" (
    "id" text NOT NULL DEFAULT gen_random_uuid(),
    "finishedAt" timestamp(3) NOT NULL,
    "migrationName" text NOT NULL
);

CREATE TABLE "SessionReplay" (
    "id" uuid NOT NULL,
    "tenancyId" uuid NOT NULL,
    "projectUserId" uuid NOT NULL,
    "refreshTokenId" uuid NOT NULL,
    "startedAt" timestamp(3) NOT NULL,
    "lastEventAt" timestamp(3) NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL
);

CREATE TABLE "SessionReplayChunk" (
    "id" uuid NOT NULL,
    "tenancyId" uuid NOT NULL,
    "sessionReplayId" uuid NOT NULL,
    "batchId" uuid NOT NULL,
    "sessionReplaySegmentId" text NOT NULL,
    "browserSessionId" text NOT NULL,
    "s3Key" text NOT NULL,
    "eventCount" integer NOT NULL,
    "byteLength" integer NOT NULL,
    "firstEventAt" timestamp(3) NOT NULL,
    "lastEventAt" timestamp(3) NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "Subscription" (
    "id" uuid NOT NULL,
    "tenancyId" uuid NOT NULL,
    "customerId" text NOT NULL,
    "customerType" "CustomerType" NOT NULL,
    "product" jsonb NOT NULL,
    "stripeSubscriptionId" text,
    "status" "SubscriptionStatus" NOT NULL,
    "currentPeriodEnd" timestamp(3) NOT NULL,
    "currentPeriodStart" timestamp(3) NOT NULL,
    "cancelAtPeriodEnd" boolean NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "creationSource" "PurchaseCreationSource" NOT NULL,
    "quantity" integer NOT NULL DEFAULT 1,
    "productId" text,
    "priceId" text,
    "refundedAt" timestamp(3)
);

CREATE TABLE "SubscriptionInvoice" (
    "id" uuid NOT NULL,
    "tenancyId" uuid NOT NULL,
    "stripeSubscriptionId" text NOT NULL,
    "stripeInvoiceId" text NOT NULL,
    "isSubscriptionCreationInvoice" boolean NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "status" text,
    "amountTotal" integer,
    "hostedInvoiceUrl" text
);

CREATE TABLE "Team" (
    "teamId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "displayName" text NOT NULL,
    "profileImageUrl" text,
    "clientMetadata" jsonb,
    "clientReadOnlyMetadata" jsonb,
    "serverMetadata" jsonb,
    "tenancyId" uuid NOT NULL,
    "mirroredBranchId" text NOT NULL,
    "mirroredProjectId" text NOT NULL
);

CREATE TABLE "TeamMember" (
    "projectUserId" uuid NOT NULL,
    "teamId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "isSelected" "BooleanTrue",
    "displayName" text,
    "profileImageUrl" text,
    "tenancyId" uuid NOT NULL
);

CREATE TABLE "TeamMemberDirectPermission" (
    "projectUserId" uuid NOT NULL,
    "teamId" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "id" uuid NOT NULL,
    "tenancyId" uuid NOT NULL,
    "permissionId" text NOT NULL
);

CREATE TABLE "Tenancy" (
    "id" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "projectId" text NOT NULL,
    "branchId" text NOT NULL,
    "organizationId" uuid,
    "hasNoOrganization" "BooleanTrue",
    "emailCapacityBoostExpiresAt" timestamp(3)
);

CREATE TABLE "UserNotificationPreference" (
    "id" uuid NOT NULL,
    "tenancyId" uuid NOT NULL,
    "projectUserId" uuid NOT NULL,
    "notificationCategoryId" uuid NOT NULL,
    "enabled" boolean NOT NULL
);

CREATE TABLE "VerificationCode" (
    "projectId" text NOT NULL,
    "id" uuid NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL,
    "type" "VerificationCodeType" NOT NULL,
    "code" text NOT NULL,
    "expiresAt" timestamp(3) NOT NULL,
    "usedAt" timestamp(3),
    "redirectUrl" text,
    "data" jsonb NOT NULL,
    "method" jsonb NOT NULL DEFAULT 'null'::jsonb,
    "attemptCount" integer NOT NULL DEFAULT 0,
    "branchId" text NOT NULL
);
