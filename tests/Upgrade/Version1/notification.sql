BEGIN TRANSACTION;
CREATE TABLE "Emails" (
    "NotificationId" TEXT NOT NULL CONSTRAINT "PK_Emails" PRIMARY KEY,
    "To" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Body" TEXT NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "NextAttemptAt" TEXT NOT NULL,
    "SentAt" TEXT NULL
);
INSERT INTO "Emails" VALUES('C28E8385-5089-8F31-B3B3-F7CC6AE74B6A','grace@navy.example','You finished Old ways. Congratulations!','You finished Old ways. Congratulations!

Your notification preferences name this address; you can change them at any time.',1,'2026-11-22 21:38:07.154','2026-11-22 21:37:47.369');
CREATE TABLE "Followers" (
    "LearnerId" TEXT NOT NULL,
    "Roadmap" TEXT NOT NULL,
    "ToldRevision" INTEGER NOT NULL,
    CONSTRAINT "PK_Followers" PRIMARY KEY ("LearnerId", "Roadmap")
);
INSERT INTO "Followers" VALUES('grace','http-in-depth',2);
INSERT INTO "Followers" VALUES('alan','http-in-depth',2);
INSERT INTO "Followers" VALUES('grace','old-ways',2);
CREATE TABLE "Inbox" (
    "MessageId" TEXT NOT NULL,
    "Consumer" TEXT NOT NULL,
    "AcceptedAt" TEXT NOT NULL,
    CONSTRAINT "PK_Inbox" PRIMARY KEY ("MessageId", "Consumer")
);
INSERT INTO "Inbox" VALUES('FA00D99D-A0BF-8378-BE1D-208F6A226140','WelcomeLearner','2026-11-22 21:37:46.2234541');
INSERT INTO "Inbox" VALUES('2EBBE959-7B67-83C2-A817-A2B3A77D07E5','WelcomeLearner','2026-11-22 21:37:46.909377');
INSERT INTO "Inbox" VALUES('11E618FA-89AC-8774-B6DA-B9B2A667D1A2','WelcomeLearner','2026-11-22 21:37:46.9228582');
INSERT INTO "Inbox" VALUES('A21D73F1-8E2D-894D-B394-CA2622D80DF4','CelebrateCompletion','2026-11-22 21:37:46.9245848');
INSERT INTO "Inbox" VALUES('B795A650-92E2-82ED-9AD3-E6695B7702AF','CongratulateLearner','2026-11-22 21:37:47.0778156');
INSERT INTO "Inbox" VALUES('B4144BB1-7D23-80AC-AF85-11AD2BC8F708','CongratulateLearner','2026-11-22 21:37:47.0804267');
INSERT INTO "Inbox" VALUES('9AC46D8E-59CE-896A-B27F-C49EDFD15FC9','CongratulateLearner','2026-11-22 21:37:47.1020068');
CREATE TABLE "Leases" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_Leases" PRIMARY KEY,
    "Holder" TEXT NOT NULL,
    "ExpiresAt" TEXT NOT NULL
);
CREATE TABLE "Notifications" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_Notifications" PRIMARY KEY AUTOINCREMENT,
    "Id" TEXT NOT NULL,
    "LearnerId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Roadmap" TEXT NOT NULL,
    "Text" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "ReadAt" TEXT NULL
);
INSERT INTO "Notifications" VALUES(1,'07066DA6-2DD7-835A-BFE0-CFADBB1DD7D3','grace','Welcome','http-in-depth','Welcome to HTTP in depth.','2026-11-22 21:37:45.02',NULL);
INSERT INTO "Notifications" VALUES(2,'4FA38117-D127-809E-AED0-46AE88B046D8','alan','Welcome','http-in-depth','Welcome to HTTP in depth.','2026-11-22 21:37:45.718',NULL);
INSERT INTO "Notifications" VALUES(3,'3B837A96-0CEE-8ED2-A332-964A3300B583','grace','Welcome','old-ways','Welcome to Old ways.','2026-11-22 21:37:45.766',NULL);
INSERT INTO "Notifications" VALUES(4,'C28E8385-5089-8F31-B3B3-F7CC6AE74B6A','grace','Celebration','old-ways','You finished Old ways. Congratulations!','2026-11-22 21:37:45.882',NULL);
INSERT INTO "Notifications" VALUES(5,'B47AED48-AAD9-8702-8178-D33AF12340F3','grace','Lesson','old-ways','Well done: CGI. That is 1 of 1 lessons in Old ways.','2026-11-22 21:37:45.882',NULL);
INSERT INTO "Notifications" VALUES(6,'D2A1B676-6CBD-8491-AC9A-D87467C647A2','grace','Lesson','http-in-depth','Well done: Methods. That is 1 of 3 lessons in HTTP in depth.','2026-11-22 21:37:46.458',NULL);
INSERT INTO "Notifications" VALUES(7,'4AEE1955-049A-8D4D-96D4-D353AF1DCC78','grace','Lesson','http-in-depth','Well done: ETags. That is 2 of 3 lessons in HTTP in depth.','2026-11-22 21:37:46.547','2026-11-22 21:37:50.97');
CREATE TABLE "Outbox" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_Outbox" PRIMARY KEY AUTOINCREMENT,
    "MessageId" TEXT NOT NULL,
    "Event" TEXT NOT NULL,
    "Body" TEXT NOT NULL,
    "TraceParent" TEXT NULL,
    "StoredAt" TEXT NOT NULL,
    "RepeatOf" TEXT NULL
);
CREATE TABLE "Preferences" (
    "LearnerId" TEXT NOT NULL CONSTRAINT "PK_Preferences" PRIMARY KEY,
    "Email" TEXT NULL,
    "Muted" TEXT NOT NULL
);
INSERT INTO "Preferences" VALUES('grace','grace@navy.example','["Announcement"]');
CREATE TABLE "Roadmaps" (
    "Slug" TEXT NOT NULL CONSTRAINT "PK_Roadmaps" PRIMARY KEY,
    "Title" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    "PublishedAt" TEXT NOT NULL
);
INSERT INTO "Roadmaps" VALUES('http-in-depth','HTTP in depth',2,'2026-11-22 21:37:42.404');
INSERT INTO "Roadmaps" VALUES('old-ways','Old ways',2,'2026-11-22 21:37:43.083');
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20261122183959_Initial','10.0.15');
CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE INDEX "IX_Emails_NextAttemptAt" ON "Emails" ("NextAttemptAt") WHERE "SentAt" IS NULL;
CREATE INDEX "IX_Followers_Roadmap_ToldRevision_LearnerId" ON "Followers" ("Roadmap", "ToldRevision", "LearnerId");
CREATE INDEX "IX_Inbox_AcceptedAt" ON "Inbox" ("AcceptedAt");
CREATE UNIQUE INDEX "IX_Notifications_Id" ON "Notifications" ("Id");
CREATE INDEX "IX_Notifications_LearnerId_CreatedAt_Id" ON "Notifications" ("LearnerId", "CreatedAt", "Id");
CREATE INDEX "IX_Notifications_Unread" ON "Notifications" ("LearnerId", "CreatedAt", "Id") WHERE "ReadAt" IS NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('Notifications',7);
COMMIT;
