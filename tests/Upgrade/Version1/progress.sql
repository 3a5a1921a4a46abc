BEGIN TRANSACTION;
CREATE TABLE "Completion" (
    "LearnerId" TEXT NOT NULL,
    "Roadmap" TEXT NOT NULL,
    "Lesson" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "CompletedAt" TEXT NOT NULL,
    CONSTRAINT "PK_Completion" PRIMARY KEY ("LearnerId", "Roadmap", "Lesson"),
    CONSTRAINT "FK_Completion_Enrollments_LearnerId_Roadmap" FOREIGN KEY ("LearnerId", "Roadmap") REFERENCES "Enrollments" ("LearnerId", "Roadmap") ON DELETE CASCADE
);
INSERT INTO "Completion" VALUES('grace','old-ways','cgi',2,'2026-11-22 21:37:45.882');
INSERT INTO "Completion" VALUES('grace','http-in-depth','status-codes',5,'2026-11-22 21:37:52.905');
INSERT INTO "Completion" VALUES('grace','http-in-depth','etags',6,'2026-11-22 21:37:53.009');
CREATE TABLE "Enrollments" (
    "LearnerId" TEXT NOT NULL,
    "Roadmap" TEXT NOT NULL,
    "EnrolledAt" TEXT NOT NULL,
    "EnrolledRevision" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    "CompletedAt" TEXT NULL,
    "CompletedVersion" INTEGER NULL,
    CONSTRAINT "PK_Enrollments" PRIMARY KEY ("LearnerId", "Roadmap")
);
INSERT INTO "Enrollments" VALUES('grace','http-in-depth','2026-11-22 21:37:45.02',2,8,'2026-11-22 21:37:53.009',7);
INSERT INTO "Enrollments" VALUES('alan','http-in-depth','2026-11-22 21:37:45.718',2,1,NULL,NULL);
INSERT INTO "Enrollments" VALUES('grace','old-ways','2026-11-22 21:37:45.766',2,3,'2026-11-22 21:37:45.882',3);
INSERT INTO "Enrollments" VALUES('edsger','http-in-depth','2026-11-22 21:37:53.114',2,1,NULL,NULL);
CREATE TABLE "Inbox" (
    "MessageId" TEXT NOT NULL,
    "Consumer" TEXT NOT NULL,
    "AcceptedAt" TEXT NOT NULL,
    CONSTRAINT "PK_Inbox" PRIMARY KEY ("MessageId", "Consumer")
);
CREATE TABLE "Leases" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_Leases" PRIMARY KEY,
    "Holder" TEXT NOT NULL,
    "ExpiresAt" TEXT NOT NULL
);
INSERT INTO "Leases" VALUES('relay','1F93CC86-EE9E-46F9-A0D1-0D4EBA949F19','2026-01-02 21:37:55.9340102');
CREATE TABLE "Outbox" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_Outbox" PRIMARY KEY AUTOINCREMENT,
    "MessageId" TEXT NOT NULL,
    "Event" TEXT NOT NULL,
    "Body" TEXT NOT NULL,
    "TraceParent" TEXT NULL,
    "StoredAt" TEXT NOT NULL,
    "RepeatOf" TEXT NULL
);
INSERT INTO "Outbox" VALUES(9,'5FB15484-E357-8279-9C2D-3E51D21A39D9','LessonCompleted','{"LearnerId":"grace","Roadmap":"http-in-depth","Title":"HTTP in depth","Lesson":"status-codes","LessonTitle":"Status codes","Completed":2,"Total":3,"Version":5,"CompletedAt":"2026-11-22T21:37:52.905Z"}','00-72c446606dca28e420d39b40295a223c-5563c1350a750e9c-01','2026-11-22 21:37:52.9053794',NULL);
INSERT INTO "Outbox" VALUES(10,'64F26BA5-6293-894D-A041-2B8047E6D532','LessonCompleted','{"LearnerId":"grace","Roadmap":"http-in-depth","Title":"HTTP in depth","Lesson":"etags","LessonTitle":"ETags","Completed":3,"Total":3,"Version":6,"CompletedAt":"2026-11-22T21:37:53.009Z"}','00-a9aab7a65ae95c8c495d0461622b4111-9806a9dd5ba565f4-01','2026-11-22 21:37:53.0099949',NULL);
INSERT INTO "Outbox" VALUES(11,'750A57EA-459F-89E7-866D-09DDC8C0A99E','RoadmapCompleted','{"LearnerId":"grace","Roadmap":"http-in-depth","Title":"HTTP in depth","Version":7,"CompletedAt":"2026-11-22T21:37:53.009Z"}','00-a9aab7a65ae95c8c495d0461622b4111-9806a9dd5ba565f4-01','2026-11-22 21:37:53.0101353',NULL);
INSERT INTO "Outbox" VALUES(12,'B018ED4A-16BF-8061-997D-955EAE6D2390','LessonReopened','{"LearnerId":"grace","Roadmap":"http-in-depth","Lesson":"methods","Version":8,"ReopenedAt":"2026-11-22T21:37:53.058Z"}','00-3fd4a502e0f0ac54851c3057e5d86f6c-9706e92e5bf8f5f4-01','2026-11-22 21:37:53.0586984',NULL);
INSERT INTO "Outbox" VALUES(13,'2E40AF6F-3791-8809-8246-B087DC7E9D8A','LearnerEnrolled','{"LearnerId":"edsger","Roadmap":"http-in-depth","Title":"HTTP in depth","Revision":2,"Version":1,"EnrolledAt":"2026-11-22T21:37:53.114Z"}','00-b8a948479042b5d3440a225ee1121b32-0398fcfb77f952eb-01','2026-11-22 21:37:53.1147094',NULL);
CREATE TABLE "Outlines" (
    "Roadmap" TEXT NOT NULL CONSTRAINT "PK_Outlines" PRIMARY KEY,
    "Title" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    "IsRetired" INTEGER NOT NULL,
    "StandingRevision" INTEGER NOT NULL,
    "Lessons" TEXT NOT NULL
);
INSERT INTO "Outlines" VALUES('http-in-depth','HTTP in depth',2,0,2,'[{"slug":"methods","title":"Methods"},{"slug":"status-codes","title":"Status codes"},{"slug":"etags","title":"ETags"}]');
INSERT INTO "Outlines" VALUES('old-ways','Old ways',2,1,3,'[{"slug":"cgi","title":"CGI"}]');
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20261122192729_Initial','10.0.15');
CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE INDEX "IX_Enrollments_Roadmap" ON "Enrollments" ("Roadmap");
CREATE INDEX "IX_Inbox_AcceptedAt" ON "Inbox" ("AcceptedAt");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('Outbox',13);
COMMIT;
