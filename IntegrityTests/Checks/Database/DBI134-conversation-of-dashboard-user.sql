-- DBI134: conversations with the assistant are of users of the dashboard
-- Severity: error.
-- Proves that the user of each `AiConversation`, which the newer version has, is one of the project `internal` or of no project at all
-- (no foreign key requires it, and a deleted user leaves them), that no message is in a conversation that does not exist, and that no
-- place in a conversation is taken twice.
-- A finding means that a customer's user sees a conversation of the dashboard, or that one is shown in the wrong order.
-- Decide: The platform's operator: remove the conversation, unless its user comes back from a backup.
-- Look into it:
--   SELECT "projectId", "projectUserId", "createdAt" FROM "AiConversation" WHERE id = 'CONVERSATION';
WITH elsewhere AS MATERIALIZED (
    SELECT "projectUserId" AS id, min("mirroredProjectId") AS project
    FROM "ProjectUser" WHERE ("projectUserId" IN (SELECT "projectUserId" FROM "AiConversation")) IS TRUE
    GROUP BY 1 HAVING NOT bool_or("mirroredProjectId" = 'internal')
)
SELECT c."projectId" AS project, 'conversation:' || c.id AS subject,
    'is of user:' || c."projectUserId" || ', who is a user of project ' || x.project || ' instead of internal' AS detail
FROM "AiConversation" c
JOIN elsewhere x ON x.id = c."projectUserId"
UNION ALL
SELECT c."projectId", 'conversation:' || m."conversationId",
    CASE WHEN c.id IS NULL THEN 'does not exist, but has messages' ELSE 'has ' || count(*) || ' messages in place ' || m.position END
FROM "AiMessage" m
LEFT JOIN "AiConversation" c ON c.id = m."conversationId"
GROUP BY c."projectId", c.id, m."conversationId", m.position
HAVING count(*) > 1 OR c.id IS NULL
