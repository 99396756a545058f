CREATE TABLE "access_review" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"by_staff_id" text COLLATE "C" NOT NULL,
	"remark" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "enquiry" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"asked_by" text COLLATE "C" NOT NULL,
	"asked_after" text COLLATE "C" NOT NULL,
	"answer" text COLLATE "C" NOT NULL,
	"remark" text COLLATE "C",
	"at" bigint NOT NULL,
	"by_staff_id" text COLLATE "C" NOT NULL,
	"visit_id" text COLLATE "C",
	"told_at" bigint,
	"told_by" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "opening" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"staff_id" text COLLATE "C" NOT NULL,
	"visit_id" text COLLATE "C",
	"person_id" text COLLATE "C",
	"reason" text COLLATE "C" NOT NULL,
	"what" text COLLATE "C",
	"told_whom" text COLLATE "C",
	"decided_by" text COLLATE "C",
	"at" bigint NOT NULL,
	"until" bigint,
	"person_told_at" bigint,
	"person_told_by" text COLLATE "C",
	"reviewed_at" bigint
);
--> statement-breakpoint
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
CREATE TABLE "retention_keep" (
	"subject" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"until" bigint NOT NULL,
	"at" bigint NOT NULL,
	"by_staff_id" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"secret_hash" text COLLATE "C" NOT NULL,
	"enrolled_at" bigint NOT NULL,
	"by_staff_id" text COLLATE "C" NOT NULL,
	"off_at" bigint
);
--> statement-breakpoint
CREATE TABLE "look_to_review" (
	"look_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "authenticator" (
	"account_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"sealed" text COLLATE "C" NOT NULL,
	"made_at" bigint NOT NULL,
	"confirmed_at" bigint,
	"last_step" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"token_digest" text COLLATE "C" NOT NULL,
	"staff_id" text COLLATE "C",
	"name" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"agency_id" text COLLATE "C" NOT NULL,
	"made_at" bigint NOT NULL,
	"made_by" text COLLATE "C" NOT NULL,
	"ends_at" bigint NOT NULL,
	"used_at" bigint,
	"withdrawn_at" bigint,
	CONSTRAINT "invitation_tokenDigest_unique" UNIQUE("token_digest")
);
--> statement-breakpoint
CREATE TABLE "let_in" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"staff_id" text COLLATE "C" NOT NULL,
	"by_staff_id" text COLLATE "C" NOT NULL,
	"digest" text COLLATE "C" NOT NULL,
	"made_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "night_pass" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"staff_id" text COLLATE "C" NOT NULL,
	"by_staff_id" text COLLATE "C" NOT NULL,
	"digest" text COLLATE "C" NOT NULL,
	"given_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	"used_at" bigint,
	"withdrawn_at" bigint,
	CONSTRAINT "night_pass_digest_unique" UNIQUE("digest")
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"credential_id" text COLLATE "C" NOT NULL,
	"public_key" text COLLATE "C" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"added_at" bigint NOT NULL,
	"used_at" bigint,
	CONSTRAINT "passkey_credentialId_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"digest" text COLLATE "C" NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "sign_in_link" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"provider_id" text COLLATE "C" NOT NULL,
	"staff_id" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"added_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_provider" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"issuer" text COLLATE "C" NOT NULL,
	"client_id" text COLLATE "C" NOT NULL,
	"sealed" text COLLATE "C" NOT NULL,
	"claim" text COLLATE "C" NOT NULL,
	"added_at" bigint NOT NULL,
	"off_at" bigint
);
--> statement-breakpoint
CREATE TABLE "spent_proof" (
	"digest" text COLLATE "C" PRIMARY KEY NOT NULL,
	"ends_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tie" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"supporter" text COLLATE "C" NOT NULL,
	"supported" text COLLATE "C" NOT NULL,
	"supporter_says" boolean,
	"supporter_said_at" bigint,
	"supported_says" boolean,
	"supported_said_at" bigint,
	"at" bigint NOT NULL,
	"by_staff_id" text COLLATE "C" NOT NULL,
	"ended_at" bigint,
	"ended_by" text COLLATE "C"
);
--> statement-breakpoint
ALTER TABLE "agency" ADD COLUMN "kind" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "agency" ADD COLUMN "ended_at" bigint;--> statement-breakpoint
ALTER TABLE "centre" ADD COLUMN "lock_minutes" integer;--> statement-breakpoint
ALTER TABLE "centre" ADD COLUMN "second_factor_since" text;--> statement-breakpoint
ALTER TABLE "looked" ADD COLUMN "page" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "died" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "sharing" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "restricted_at" bigint;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "contact_how" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "contact_when" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "contact_never" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "note" ADD COLUMN "disputes" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "second_proof_at" bigint;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "how" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "keeps_hash" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "kept_before_hash" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "turned_at" bigint;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "seen_at" bigint;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "browser" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "system" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "device_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "leaves_at" bigint;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "pin_hash" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "call" ADD COLUMN "word_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "handover" ADD COLUMN "word_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "sharing" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "restricted_at" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "access_review_once" ON "access_review" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "enquiry_centre" ON "enquiry" USING btree ("centre_id","at");--> statement-breakpoint
CREATE INDEX "enquiry_visit" ON "enquiry" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "opening_centre" ON "opening" USING btree ("centre_id","at");--> statement-breakpoint
CREATE INDEX "opening_visit" ON "opening" USING btree ("visit_id","staff_id");--> statement-breakpoint
CREATE INDEX "opening_person" ON "opening" USING btree ("person_id","staff_id");--> statement-breakpoint
CREATE INDEX "opening_unreviewed" ON "opening" USING btree ("centre_id","at") WHERE reviewed_at is null;--> statement-breakpoint
CREATE INDEX "agreement_centre" ON "agreement" USING btree ("centre_id");--> statement-breakpoint
CREATE UNIQUE INDEX "device_secret" ON "device" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "device_centre" ON "device" USING btree ("centre_id");--> statement-breakpoint
CREATE INDEX "look_to_review_centre" ON "look_to_review" USING btree ("centre_id","at","look_id");--> statement-breakpoint
CREATE INDEX "invitation_centre" ON "invitation" USING btree ("centre_id");--> statement-breakpoint
CREATE INDEX "let_in_staff" ON "let_in" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "night_pass_staff" ON "night_pass" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "night_pass_centre" ON "night_pass" USING btree ("centre_id","ends_at");--> statement-breakpoint
CREATE INDEX "passkey_account" ON "passkey" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "recovery_code_account" ON "recovery_code" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_in_link_value" ON "sign_in_link" USING btree ("provider_id","value");--> statement-breakpoint
CREATE INDEX "sign_in_link_staff" ON "sign_in_link" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "sign_in_provider_centre" ON "sign_in_provider" USING btree ("centre_id");--> statement-breakpoint
CREATE INDEX "tie_supporter" ON "tie" USING btree ("supporter");--> statement-breakpoint
CREATE INDEX "tie_supported" ON "tie" USING btree ("supported");--> statement-breakpoint
CREATE INDEX "person_added" ON "person" USING btree ("centre_id","added_at");--> statement-breakpoint
CREATE INDEX "person_restricted" ON "person" USING btree ("centre_id") WHERE restricted_at is not null;--> statement-breakpoint
CREATE INDEX "visit_unknown" ON "visit" USING btree ("centre_id","arrived_at") WHERE person_id is null;--> statement-breakpoint
CREATE INDEX "visit_restricted" ON "visit" USING btree ("centre_id") WHERE restricted_at is not null;--> statement-breakpoint
DROP TRIGGER "said_no_update" ON "said";
--> statement-breakpoint
CREATE TRIGGER "said_only_erased" BEFORE UPDATE ON "said" FOR EACH ROW WHEN (NOT (NEW.value IS NULL AND NEW.salt = '' AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.centre_id IS NOT DISTINCT FROM OLD.centre_id AND NEW.subject IS NOT DISTINCT FROM OLD.subject AND NEW.field IS NOT DISTINCT FROM OLD.field AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.by_staff_id IS NOT DISTINCT FROM OLD.by_staff_id)) EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
DROP TRIGGER "note_no_update" ON "note";
--> statement-breakpoint
CREATE TRIGGER "note_only_erased" BEFORE UPDATE ON "note" FOR EACH ROW WHEN (NOT (NEW.text = '' AND NEW.salt = '' AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.note_id IS NOT DISTINCT FROM OLD.note_id AND NEW.version IS NOT DISTINCT FROM OLD.version AND NEW.centre_id IS NOT DISTINCT FROM OLD.centre_id AND NEW.visit_id IS NOT DISTINCT FROM OLD.visit_id AND NEW.author_id IS NOT DISTINCT FROM OLD.author_id AND NEW.is_together IS NOT DISTINCT FROM OLD.is_together AND NEW.audience IS NOT DISTINCT FROM OLD.audience AND NEW.readers IS NOT DISTINCT FROM OLD.readers AND NEW.disputes IS NOT DISTINCT FROM OLD.disputes AND NEW.occurred_at IS NOT DISTINCT FROM OLD.occurred_at AND NEW.at IS NOT DISTINCT FROM OLD.at)) EXECUTE FUNCTION "refuse_change"();
