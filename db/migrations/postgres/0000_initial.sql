CREATE TABLE "agency" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "centre" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"time_zone" text COLLATE "C" NOT NULL,
	"word" text COLLATE "C" NOT NULL,
	"is_demonstration" boolean NOT NULL,
	"on_the_way_minutes" integer NOT NULL,
	"opened_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "list_entry" (
	"centre_id" text COLLATE "C" NOT NULL,
	"list" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"label" text COLLATE "C",
	"is_hidden" boolean NOT NULL,
	"is_own" boolean NOT NULL,
	CONSTRAINT "list_entry_centre_id_list_key_pk" PRIMARY KEY("centre_id","list","key")
);
--> statement-breakpoint
CREATE TABLE "space" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"is_hidden" boolean NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "change" (
	"centre_id" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"at" bigint NOT NULL,
	"occurred_at" bigint NOT NULL,
	"actor" text COLLATE "C",
	"kind" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"data" text COLLATE "C" NOT NULL,
	"command_id" text COLLATE "C" NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	CONSTRAINT "change_centre_id_seq_pk" PRIMARY KEY("centre_id","seq")
);
--> statement-breakpoint
CREATE TABLE "command" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"body_hmac" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"answer" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "feed" (
	"centre_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"head" integer NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"epoch" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "looked" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"staff_id" text COLLATE "C",
	"session_id" text COLLATE "C" NOT NULL,
	"what" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "name_word" (
	"centre_id" text COLLATE "C" NOT NULL,
	"word" text COLLATE "C" NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "name_word_centre_id_word_person_id_pk" PRIMARY KEY("centre_id","word","person_id")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"other_names" text NOT NULL,
	"birth" text COLLATE "C",
	"second_line" text COLLATE "C",
	"added_at" bigint NOT NULL,
	"added_by" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "note" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"note_id" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"visit_id" text COLLATE "C" NOT NULL,
	"author_id" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"salt" text COLLATE "C" NOT NULL,
	"is_together" boolean NOT NULL,
	"audience" text COLLATE "C" NOT NULL,
	"readers" text NOT NULL,
	"occurred_at" bigint NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "said" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"field" text COLLATE "C" NOT NULL,
	"value" text,
	"salt" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"by_staff_id" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"username" text COLLATE "C" NOT NULL,
	"password_hash" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "account_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "on_team" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"staff_id" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"agency_id" text COLLATE "C" NOT NULL,
	"on_at" bigint NOT NULL,
	"off_at" bigint,
	"is_lead" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"staff_id" text COLLATE "C",
	"screen_name" text COLLATE "C",
	"began_at" bigint NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"agency_id" text COLLATE "C" NOT NULL,
	"off_at" bigint,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alongside" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"visit_id" text COLLATE "C" NOT NULL,
	"staff_id" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"agency_id" text COLLATE "C" NOT NULL,
	"is_lead" boolean NOT NULL,
	"said_at" bigint NOT NULL,
	"due_by" bigint,
	"begun_at" bigint,
	"ended_at" bigint,
	"ended_why" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "call" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"visit_id" text COLLATE "C" NOT NULL,
	"by_staff_id" text COLLATE "C" NOT NULL,
	"to_staff_id" text COLLATE "C",
	"to_role" text COLLATE "C",
	"to_agency_id" text COLLATE "C",
	"called_at" bigint NOT NULL,
	"answered_by" text COLLATE "C",
	"answered_at" bigint,
	"withdrawn_at" bigint,
	"withdrawn_by" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "handover" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"visit_id" text COLLATE "C" NOT NULL,
	"from_staff_id" text COLLATE "C" NOT NULL,
	"to_staff_id" text COLLATE "C",
	"to_role" text COLLATE "C",
	"offered_at" bigint NOT NULL,
	"ended_at" bigint,
	"ended_by" text COLLATE "C",
	"outcome" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "outing" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"visit_id" text COLLATE "C" NOT NULL,
	"out_at" bigint NOT NULL,
	"until" bigint,
	"back_at" bigint
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"centre_id" text COLLATE "C" NOT NULL,
	"person_id" text COLLATE "C",
	"label" text COLLATE "C",
	"soft_name" text COLLATE "C",
	"arrived_at" bigint NOT NULL,
	"recorded_at" bigint NOT NULL,
	"logged_by" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"came_by" text COLLATE "C",
	"suggested_by" text COLLATE "C",
	"with_whom" text COLLATE "C",
	"wants" text,
	"wants_staff" text,
	"rather_not" text,
	"wants_note" text COLLATE "C",
	"words" text COLLATE "C",
	"words_shown" boolean NOT NULL,
	"reasons" text,
	"reasons_shown" boolean NOT NULL,
	"name_on_wall" boolean NOT NULL,
	"feeling" integer,
	"feeling_skipped" text COLLATE "C",
	"space_id" text COLLATE "C",
	"welcomed_at" bigint,
	"welcomed_by" text COLLATE "C",
	"is_welcomed_on_arrival" boolean NOT NULL,
	"first_with_at" bigint,
	"last_seen_at" bigint,
	"last_seen_by" text COLLATE "C",
	"out_at" bigint,
	"out_until" bigint,
	"gone_at" bigint,
	"gone_by" text COLLATE "C",
	"gone_recorded_at" bigint,
	"ending" text COLLATE "C",
	"feeling_leaving" integer,
	"feeling_leaving_skipped" text COLLATE "C",
	"got_what_came_for" text COLLATE "C",
	"felt_welcome" text COLLATE "C",
	"told_again" text COLLATE "C",
	"helped" text,
	"is_worried" boolean NOT NULL,
	"worry_settled_at" bigint,
	"retracted_at" bigint,
	"retracted_by" text COLLATE "C",
	"version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "name_word" ADD CONSTRAINT "name_word_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alongside" ADD CONSTRAINT "alongside_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover" ADD CONSTRAINT "handover_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outing" ADD CONSTRAINT "outing_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "space_centre" ON "space" USING btree ("centre_id");--> statement-breakpoint
CREATE INDEX "change_subject" ON "change" USING btree ("centre_id","subject","seq");--> statement-breakpoint
CREATE INDEX "change_time" ON "change" USING btree ("centre_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "command_key" ON "command" USING btree ("centre_id","account_id","key");--> statement-breakpoint
CREATE INDEX "looked_subject" ON "looked" USING btree ("subject","at");--> statement-breakpoint
CREATE INDEX "looked_staff" ON "looked" USING btree ("staff_id","at");--> statement-breakpoint
CREATE INDEX "name_word_person" ON "name_word" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "note_visit" ON "note" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "note_versions" ON "note" USING btree ("note_id","version");--> statement-breakpoint
CREATE INDEX "said_subject" ON "said" USING btree ("subject","at");--> statement-breakpoint
CREATE UNIQUE INDEX "on_team_once" ON "on_team" USING btree ("staff_id") WHERE off_at is null;--> statement-breakpoint
CREATE INDEX "on_team_time" ON "on_team" USING btree ("centre_id","on_at");--> statement-breakpoint
CREATE INDEX "on_team_open" ON "on_team" USING btree ("centre_id") WHERE off_at is null;--> statement-breakpoint
CREATE INDEX "session_staff" ON "session" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "staff_centre" ON "staff" USING btree ("centre_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_account" ON "staff" USING btree ("account_id","centre_id");--> statement-breakpoint
CREATE UNIQUE INDEX "alongside_lead" ON "alongside" USING btree ("visit_id") WHERE is_lead and ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "alongside_once" ON "alongside" USING btree ("visit_id","staff_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "alongside_visit" ON "alongside" USING btree ("visit_id","ended_at","said_at");--> statement-breakpoint
CREATE INDEX "alongside_staff" ON "alongside" USING btree ("staff_id","ended_at");--> statement-breakpoint
CREATE INDEX "alongside_time" ON "alongside" USING btree ("centre_id","said_at");--> statement-breakpoint
CREATE INDEX "call_visit" ON "call" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "call_open" ON "call" USING btree ("visit_id") WHERE answered_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "call_named" ON "call" USING btree ("to_staff_id") WHERE answered_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "handover_open" ON "handover" USING btree ("visit_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "handover_visit" ON "handover" USING btree ("visit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outing_open" ON "outing" USING btree ("visit_id") WHERE back_at is null;--> statement-breakpoint
CREATE INDEX "visit_gone" ON "visit" USING btree ("centre_id","gone_at","arrived_at");--> statement-breakpoint
CREATE INDEX "visit_arrived" ON "visit" USING btree ("centre_id","arrived_at");--> statement-breakpoint
CREATE INDEX "visit_board" ON "visit" USING btree ("centre_id") WHERE "visit"."retracted_at" is null and ("visit"."gone_at" is null or ("visit"."is_worried" and "visit"."worry_settled_at" is null));--> statement-breakpoint
CREATE INDEX "visit_person" ON "visit" USING btree ("person_id","arrived_at");--> statement-breakpoint
CREATE UNIQUE INDEX "visit_person_once" ON "visit" USING btree ("person_id") WHERE gone_at is null and retracted_at is null and person_id is not null;--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = '23514';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "change_no_update" BEFORE UPDATE ON "change" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "change_no_delete" BEFORE DELETE ON "change" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "change_no_truncate" BEFORE TRUNCATE ON "change" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "said_no_update" BEFORE UPDATE ON "said" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "said_no_delete" BEFORE DELETE ON "said" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "said_no_truncate" BEFORE TRUNCATE ON "said" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "note_no_update" BEFORE UPDATE ON "note" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "note_no_delete" BEFORE DELETE ON "note" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "note_no_truncate" BEFORE TRUNCATE ON "note" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "looked_no_update" BEFORE UPDATE ON "looked" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "looked_no_delete" BEFORE DELETE ON "looked" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "looked_no_truncate" BEFORE TRUNCATE ON "looked" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
