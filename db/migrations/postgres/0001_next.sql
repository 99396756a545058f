CREATE TABLE "agreement" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"agency_id" text COLLATE "C" NOT NULL,
	"agreed_on" text COLLATE "C" NOT NULL,
	"review_by" text COLLATE "C",
	"purpose" text COLLATE "C" NOT NULL,
	"kept_at" text COLLATE "C" NOT NULL,
	"written_at" bigint NOT NULL,
	"by_staff_id" text COLLATE "C" NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "retention" (
	"centre_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"years" integer NOT NULL,
	"why" text COLLATE "C",
	"changed_at" bigint NOT NULL,
	"by_staff_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "retention_centre_id_kind_pk" PRIMARY KEY("centre_id","kind")
);
--> statement-breakpoint
ALTER TABLE "agency" ADD COLUMN "kind" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "agency" ADD COLUMN "ended_at" bigint;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "keeps_hash" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "kept_before_hash" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "turned_at" bigint;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "seen_at" bigint;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "browser" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "system" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "agreement_centre" ON "agreement" USING btree ("centre_id");