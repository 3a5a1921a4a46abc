BEGIN TRANSACTION;
CREATE TABLE "Facts" (
    "Roadmap" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Learner" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "Holds" INTEGER NOT NULL,
    CONSTRAINT "PK_Facts" PRIMARY KEY ("Roadmap", "Name", "Learner")
);
INSERT INTO "Facts" VALUES('http-in-depth','enrolled','grace',1,1);
INSERT INTO "Facts" VALUES('http-in-depth','enrolled','alan',1,1);
INSERT INTO "Facts" VALUES('old-ways','enrolled','grace',1,1);
INSERT INTO "Facts" VALUES('old-ways','completed/cgi','grace',2,1);
INSERT INTO "Facts" VALUES('old-ways','finished','grace',3,1);
INSERT INTO "Facts" VALUES('http-in-depth','completed/methods','grace',2,1);
INSERT INTO "Facts" VALUES('http-in-depth','completed/etags','grace',4,0);
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
INSERT INTO "Leases" VALUES('relay','22C81B68-3C96-4B92-8E8C-A6F351510908','2026-01-02 21:37:56.173951');
CREATE TABLE "Outbox" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_Outbox" PRIMARY KEY AUTOINCREMENT,
    "MessageId" TEXT NOT NULL,
    "Event" TEXT NOT NULL,
    "Body" TEXT NOT NULL,
    "TraceParent" TEXT NULL,
    "StoredAt" TEXT NOT NULL,
    "RepeatOf" TEXT NULL
);
INSERT INTO "Outbox" VALUES(4,'40647F28-5107-8E11-B95F-08964C129804','RoadmapPublished','{"Roadmap":"new-ways","Title":"New ways","Revision":2,"Lessons":[{"Lesson":"quic","Title":"QUIC","Minutes":20}],"PublishedAt":"2026-11-22T21:37:53.157Z"}','00-79ec6050d035ce1a330559171f2ab227-16915c3f2cf5a138-01','2026-11-22 21:37:53.1578835',NULL);
INSERT INTO "Outbox" VALUES(5,'EAE537AE-93A9-8C0E-A789-82C8AD475D1B','RoadmapPublished','{"Roadmap":"http-in-depth","Title":"HTTP in more depth","Revision":3,"Lessons":[{"Lesson":"methods","Title":"Methods","Minutes":20},{"Lesson":"status-codes","Title":"Status codes","Minutes":20},{"Lesson":"etags","Title":"ETags","Minutes":20}],"PublishedAt":"2026-11-22T21:37:53.18Z"}','00-edbcf6edf30b62516e31ccaef2d0d614-5d2ce6ad416c0c64-01','2026-11-22 21:37:53.1803487',NULL);
CREATE TABLE "Roadmaps" (
    "Slug" TEXT NOT NULL CONSTRAINT "PK_Roadmaps" PRIMARY KEY,
    "Title" TEXT NOT NULL,
    "Summary" TEXT NOT NULL,
    "Tags" TEXT NOT NULL,
    "LessonCount" INTEGER NOT NULL,
    "Minutes" INTEGER NOT NULL,
    "Status" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "RetiredRevision" INTEGER NULL,
    "RetiredAt" TEXT NULL,
    "IsFromCatalogue" INTEGER NOT NULL,
    "Stages" TEXT NOT NULL
);
INSERT INTO "Roadmaps" VALUES('http-in-depth','HTTP in more depth','Requests, answers and caches.','["http","web"]',3,60,'Published',3,'2026-11-22 21:37:53.18',NULL,NULL,0,'[{"title":"Basics","lessons":[{"slug":"methods","title":"Methods","kind":"article","minutes":20,"body":"# Methods\n\nText.","resources":[{"title":"RFC 9110","url":"https://www.rfc-editor.org/rfc/rfc9110"}]},{"slug":"status-codes","title":"Status codes","kind":"article","minutes":20,"body":"# Status codes\n\nText.","resources":[{"title":"RFC 9110","url":"https://www.rfc-editor.org/rfc/rfc9110"}]}]},{"title":"Caches","lessons":[{"slug":"etags","title":"ETags","kind":"article","minutes":20,"body":"# ETags\n\nText.","resources":[{"title":"RFC 9110","url":"https://www.rfc-editor.org/rfc/rfc9110"}]}]}]');
INSERT INTO "Roadmaps" VALUES('a-draft','A draft','Requests, answers and caches.','["http","web"]',3,60,'Draft',1,'2026-11-22 21:37:42.94',NULL,NULL,0,'[{"title":"Basics","lessons":[{"slug":"methods","title":"Methods","kind":"article","minutes":20,"body":"# Methods\n\nText.","resources":[{"title":"RFC 9110","url":"https://www.rfc-editor.org/rfc/rfc9110"}]},{"slug":"status-codes","title":"Status codes","kind":"article","minutes":20,"body":"# Status codes\n\nText.","resources":[{"title":"RFC 9110","url":"https://www.rfc-editor.org/rfc/rfc9110"}]}]},{"title":"Caches","lessons":[{"slug":"etags","title":"ETags","kind":"article","minutes":20,"body":"# ETags\n\nText.","resources":[{"title":"RFC 9110","url":"https://www.rfc-editor.org/rfc/rfc9110"}]}]}]');
INSERT INTO "Roadmaps" VALUES('old-ways','Old ways','Requests, answers and caches.','["http","web"]',1,20,'Retired',3,'2026-11-22 21:37:46.36',3,'2026-11-22 21:37:46.36',0,'[{"title":"All","lessons":[{"slug":"cgi","title":"CGI","kind":"article","minutes":20,"body":"# CGI\n\nText.","resources":[{"title":"RFC 9110","url":"https://www.rfc-editor.org/rfc/rfc9110"}]}]}]');
INSERT INTO "Roadmaps" VALUES('new-ways','New ways','Requests, answers and caches.','["http","web"]',1,20,'Published',2,'2026-11-22 21:37:53.157',NULL,NULL,0,'[{"title":"All","lessons":[{"slug":"quic","title":"QUIC","kind":"article","minutes":20,"body":"# QUIC\n\nText.","resources":[{"title":"RFC 9110","url":"https://www.rfc-editor.org/rfc/rfc9110"}]}]}]');
CREATE TABLE "Words" (
    "Roadmap" TEXT NOT NULL,
    "Word" TEXT NOT NULL,
    CONSTRAINT "PK_Words" PRIMARY KEY ("Roadmap", "Word")
);
INSERT INTO "Words" VALUES('a-draft','a');
INSERT INTO "Words" VALUES('a-draft','and');
INSERT INTO "Words" VALUES('a-draft','answers');
INSERT INTO "Words" VALUES('a-draft','caches');
INSERT INTO "Words" VALUES('a-draft','draft');
INSERT INTO "Words" VALUES('a-draft','http');
INSERT INTO "Words" VALUES('a-draft','requests');
INSERT INTO "Words" VALUES('a-draft','web');
INSERT INTO "Words" VALUES('old-ways','and');
INSERT INTO "Words" VALUES('old-ways','answers');
INSERT INTO "Words" VALUES('old-ways','caches');
INSERT INTO "Words" VALUES('old-ways','http');
INSERT INTO "Words" VALUES('old-ways','old');
INSERT INTO "Words" VALUES('old-ways','requests');
INSERT INTO "Words" VALUES('old-ways','ways');
INSERT INTO "Words" VALUES('old-ways','web');
INSERT INTO "Words" VALUES('new-ways','and');
INSERT INTO "Words" VALUES('new-ways','answers');
INSERT INTO "Words" VALUES('new-ways','caches');
INSERT INTO "Words" VALUES('new-ways','http');
INSERT INTO "Words" VALUES('new-ways','new');
INSERT INTO "Words" VALUES('new-ways','requests');
INSERT INTO "Words" VALUES('new-ways','ways');
INSERT INTO "Words" VALUES('new-ways','web');
INSERT INTO "Words" VALUES('http-in-depth','and');
INSERT INTO "Words" VALUES('http-in-depth','answers');
INSERT INTO "Words" VALUES('http-in-depth','caches');
INSERT INTO "Words" VALUES('http-in-depth','depth');
INSERT INTO "Words" VALUES('http-in-depth','http');
INSERT INTO "Words" VALUES('http-in-depth','in');
INSERT INTO "Words" VALUES('http-in-depth','more');
INSERT INTO "Words" VALUES('http-in-depth','requests');
INSERT INTO "Words" VALUES('http-in-depth','web');
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20260101000000_Initial','10.0.15');
CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE INDEX "IX_Inbox_AcceptedAt" ON "Inbox" ("AcceptedAt");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('Outbox',5);
COMMIT;
