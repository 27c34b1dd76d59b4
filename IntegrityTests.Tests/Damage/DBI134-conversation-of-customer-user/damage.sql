-- A user of a customer project has a conversation with the assistant of the dashboard.
-- Kind: reference
INSERT INTO "AiConversation" (id, "projectUserId", "projectId", title, "createdAt", "updatedAt")
VALUES ('{new}', '{user}', '{project}', 'Help', '2026-01-01', '2026-01-01');
