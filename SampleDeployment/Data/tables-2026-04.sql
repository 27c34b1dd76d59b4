-- What the tables of the newer version have beyond those of the reference version.

ALTER TABLE "CliAuthAttempt" ADD COLUMN "anonRefreshToken" text;
ALTER TABLE "EmailOutbox"
    ADD COLUMN "sequenceId" bigint,
    ADD COLUMN "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true;

ALTER TABLE "OneTimePurchase"
    ADD COLUMN "revokedAt" timestamp(3);

ALTER TABLE "ProjectUserAuthorizationCode" ADD COLUMN "grantedRefreshTokenId" uuid;
ALTER TABLE "ProjectUserDirectPermission"
    ADD COLUMN "sequenceId" bigint,
    ADD COLUMN "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true;

ALTER TABLE "ProjectUserOAuthAccount"
    ADD COLUMN "sequenceId" bigint,
    ADD COLUMN "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true;

ALTER TABLE "ProjectUserRefreshToken"
    ADD COLUMN "sequenceId" bigint,
    ADD COLUMN "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true;

ALTER TABLE "SessionReplay"
    ADD COLUMN "sequenceId" bigint,
    ADD COLUMN "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true;

ALTER TABLE "Subscription"
    ADD COLUMN "endedAt" timestamp(3),
    ADD COLUMN "canceledAt" timestamp(3);

ALTER TABLE "Team"
    ADD COLUMN "sequenceId" bigint,
    ADD COLUMN "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true;

ALTER TABLE "TeamMember"
    ADD COLUMN "sequenceId" bigint,
    ADD COLUMN "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true;

ALTER TABLE "TeamMemberDirectPermission"
    ADD COLUMN "sequenceId" bigint,
    ADD COLUMN "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true;

ALTER TABLE "UserNotificationPreference"
    ADD COLUMN "sequenceId" bigint,
    ADD COLUMN "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true;

ALTER TABLE "VerificationCode"
    ADD COLUMN "sequenceId" bigint,
    ADD COLUMN "shouldUpdateSequenceId" boolean NOT NULL DEFAULT true;

ALTER TABLE "ProjectUser" ALTER COLUMN "signedUpAt" SET DEFAULT CURRENT_TIMESTAMP;

CREATE TABLE "AiConversation" (
    "id" uuid NOT NULL,
    "projectUserId" uuid NOT NULL,
    "projectId" text NOT NULL,
    "title" text NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL
);

CREATE TABLE "AiMessage" (
    "id" uuid NOT NULL,
    "conversationId" uuid NOT NULL,
    "position" integer NOT NULL,
    "role" text NOT NULL,
    "content" jsonb NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "BulldozerStorageEngine" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "keyPath" jsonb[] NOT NULL,
    "keyPathParent" jsonb[] GENERATED ALWAYS AS (
CASE
    WHEN (cardinality("keyPath") = 0) THEN NULL::jsonb[]
    ELSE "keyPath"[1:(cardinality("keyPath") - 1)]
END) STORED,
    "value" jsonb NOT NULL
);

CREATE TABLE "BulldozerTimeFoldDownstreamCascade" (
    "tableStoragePath" jsonb[] NOT NULL,
    "cascadeInputName" text NOT NULL,
    "cascadeTemplate" text,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "BulldozerTimeFoldMetadata" (
    "key" text NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastProcessedAt" timestamptz NOT NULL
);

CREATE TABLE "BulldozerTimeFoldQueue" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "tableStoragePath" jsonb[] NOT NULL,
    "groupKey" jsonb NOT NULL,
    "rowIdentifier" text NOT NULL,
    "scheduledAt" timestamptz NOT NULL,
    "stateAfter" jsonb NOT NULL,
    "rowData" jsonb NOT NULL,
    "reducerSql" text NOT NULL,
    "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- Paths are long: the database need not look at so many of them to know how they are distributed.
ALTER TABLE "BulldozerStorageEngine" ALTER "keyPath" SET STATISTICS 10, ALTER "keyPathParent" SET STATISTICS 10, ALTER value SET STATISTICS 10;
