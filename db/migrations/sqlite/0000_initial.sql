CREATE TABLE `agency` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `centre` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`word` text NOT NULL,
	`is_demonstration` integer NOT NULL,
	`on_the_way_minutes` integer NOT NULL,
	`opened_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `list_entry` (
	`centre_id` text NOT NULL,
	`list` text NOT NULL,
	`key` text NOT NULL,
	`label` text,
	`is_hidden` integer NOT NULL,
	`is_own` integer NOT NULL,
	PRIMARY KEY(`centre_id`, `list`, `key`)
);
--> statement-breakpoint
CREATE TABLE `space` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`is_hidden` integer NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `space_centre` ON `space` (`centre_id`);--> statement-breakpoint
CREATE TABLE `change` (
	`centre_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`occurred_at` integer NOT NULL,
	`actor` text,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`data` text NOT NULL,
	`command_id` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`centre_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `change_subject` ON `change` (`centre_id`,`subject`,`seq`);--> statement-breakpoint
CREATE INDEX `change_time` ON `change` (`centre_id`,`at`);--> statement-breakpoint
CREATE TABLE `command` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`account_id` text NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`body_hmac` text NOT NULL,
	`at` integer NOT NULL,
	`answer` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `command_key` ON `command` (`centre_id`,`account_id`,`key`);--> statement-breakpoint
CREATE TABLE `feed` (
	`centre_id` text PRIMARY KEY NOT NULL,
	`head` integer NOT NULL,
	`hash` text NOT NULL,
	`epoch` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `looked` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text,
	`session_id` text NOT NULL,
	`what` text NOT NULL,
	`subject` text
);
--> statement-breakpoint
CREATE INDEX `looked_subject` ON `looked` (`subject`,`at`);--> statement-breakpoint
CREATE INDEX `looked_staff` ON `looked` (`staff_id`,`at`);--> statement-breakpoint
CREATE TABLE `name_word` (
	`centre_id` text NOT NULL,
	`word` text NOT NULL,
	`person_id` text NOT NULL,
	PRIMARY KEY(`centre_id`, `word`, `person_id`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `name_word_person` ON `name_word` (`person_id`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`name` text NOT NULL,
	`other_names` text NOT NULL,
	`birth` text,
	`second_line` text,
	`added_at` integer NOT NULL,
	`added_by` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `note` (
	`id` text PRIMARY KEY NOT NULL,
	`note_id` text NOT NULL,
	`version` integer NOT NULL,
	`centre_id` text NOT NULL,
	`visit_id` text NOT NULL,
	`author_id` text NOT NULL,
	`text` text NOT NULL,
	`salt` text NOT NULL,
	`is_together` integer NOT NULL,
	`audience` text NOT NULL,
	`readers` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `note_visit` ON `note` (`visit_id`);--> statement-breakpoint
CREATE INDEX `note_versions` ON `note` (`note_id`,`version`);--> statement-breakpoint
CREATE TABLE `said` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`subject` text NOT NULL,
	`field` text NOT NULL,
	`value` text,
	`salt` text NOT NULL,
	`at` integer NOT NULL,
	`by_staff_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `said_subject` ON `said` (`subject`,`at`);--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`password_hash` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_username_unique` ON `account` (`username`);--> statement-breakpoint
CREATE TABLE `on_team` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`role` text NOT NULL,
	`agency_id` text NOT NULL,
	`on_at` integer NOT NULL,
	`off_at` integer,
	`is_lead` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `on_team_once` ON `on_team` (`staff_id`) WHERE off_at is null;--> statement-breakpoint
CREATE INDEX `on_team_time` ON `on_team` (`centre_id`,`on_at`);--> statement-breakpoint
CREATE INDEX `on_team_open` ON `on_team` (`centre_id`) WHERE off_at is null;--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`staff_id` text,
	`screen_name` text,
	`began_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `session_staff` ON `session` (`staff_id`);--> statement-breakpoint
CREATE TABLE `staff` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`agency_id` text NOT NULL,
	`off_at` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `staff_centre` ON `staff` (`centre_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `staff_account` ON `staff` (`account_id`,`centre_id`);--> statement-breakpoint
CREATE TABLE `alongside` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`visit_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`role` text NOT NULL,
	`agency_id` text NOT NULL,
	`is_lead` integer NOT NULL,
	`said_at` integer NOT NULL,
	`due_by` integer,
	`begun_at` integer,
	`ended_at` integer,
	`ended_why` text,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alongside_lead` ON `alongside` (`visit_id`) WHERE is_lead and ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `alongside_once` ON `alongside` (`visit_id`,`staff_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `alongside_visit` ON `alongside` (`visit_id`,`ended_at`,`said_at`);--> statement-breakpoint
CREATE INDEX `alongside_staff` ON `alongside` (`staff_id`,`ended_at`);--> statement-breakpoint
CREATE INDEX `alongside_time` ON `alongside` (`centre_id`,`said_at`);--> statement-breakpoint
CREATE TABLE `call` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`visit_id` text NOT NULL,
	`by_staff_id` text NOT NULL,
	`to_staff_id` text,
	`to_role` text,
	`to_agency_id` text,
	`called_at` integer NOT NULL,
	`answered_by` text,
	`answered_at` integer,
	`withdrawn_at` integer,
	`withdrawn_by` text,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `call_visit` ON `call` (`visit_id`);--> statement-breakpoint
CREATE INDEX `call_open` ON `call` (`visit_id`) WHERE answered_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX `call_named` ON `call` (`to_staff_id`) WHERE answered_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE TABLE `handover` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`visit_id` text NOT NULL,
	`from_staff_id` text NOT NULL,
	`to_staff_id` text,
	`to_role` text,
	`offered_at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`outcome` text,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `handover_open` ON `handover` (`visit_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `handover_visit` ON `handover` (`visit_id`);--> statement-breakpoint
CREATE TABLE `outing` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`visit_id` text NOT NULL,
	`out_at` integer NOT NULL,
	`until` integer,
	`back_at` integer,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outing_open` ON `outing` (`visit_id`) WHERE back_at is null;--> statement-breakpoint
CREATE TABLE `visit` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`person_id` text,
	`label` text,
	`soft_name` text,
	`arrived_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`logged_by` text NOT NULL,
	`channel` text NOT NULL,
	`came_by` text,
	`suggested_by` text,
	`with_whom` text,
	`wants` text,
	`wants_staff` text,
	`rather_not` text,
	`wants_note` text,
	`words` text,
	`words_shown` integer NOT NULL,
	`reasons` text,
	`reasons_shown` integer NOT NULL,
	`name_on_wall` integer NOT NULL,
	`feeling` integer,
	`feeling_skipped` text,
	`space_id` text,
	`welcomed_at` integer,
	`welcomed_by` text,
	`is_welcomed_on_arrival` integer NOT NULL,
	`first_with_at` integer,
	`last_seen_at` integer,
	`last_seen_by` text,
	`out_at` integer,
	`out_until` integer,
	`gone_at` integer,
	`gone_by` text,
	`gone_recorded_at` integer,
	`ending` text,
	`feeling_leaving` integer,
	`feeling_leaving_skipped` text,
	`got_what_came_for` text,
	`felt_welcome` text,
	`told_again` text,
	`helped` text,
	`is_worried` integer NOT NULL,
	`worry_settled_at` integer,
	`retracted_at` integer,
	`retracted_by` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `visit_gone` ON `visit` (`centre_id`,`gone_at`,`arrived_at`);--> statement-breakpoint
CREATE INDEX `visit_arrived` ON `visit` (`centre_id`,`arrived_at`);--> statement-breakpoint
CREATE INDEX `visit_board` ON `visit` (`centre_id`) WHERE "visit"."retracted_at" is null and ("visit"."gone_at" is null or ("visit"."is_worried" and "visit"."worry_settled_at" is null));--> statement-breakpoint
CREATE INDEX `visit_person` ON `visit` (`person_id`,`arrived_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `visit_person_once` ON `visit` (`person_id`) WHERE gone_at is null and retracted_at is null and person_id is not null;--> statement-breakpoint
CREATE TRIGGER `change_no_update` BEFORE UPDATE ON `change`
BEGIN
  SELECT RAISE(ABORT, 'append-only: change');
END;
--> statement-breakpoint
CREATE TRIGGER `change_no_delete` BEFORE DELETE ON `change`
BEGIN
  SELECT RAISE(ABORT, 'append-only: change');
END;
--> statement-breakpoint
CREATE TRIGGER `said_no_update` BEFORE UPDATE ON `said`
BEGIN
  SELECT RAISE(ABORT, 'append-only: said');
END;
--> statement-breakpoint
CREATE TRIGGER `said_no_delete` BEFORE DELETE ON `said`
BEGIN
  SELECT RAISE(ABORT, 'append-only: said');
END;
--> statement-breakpoint
CREATE TRIGGER `note_no_update` BEFORE UPDATE ON `note`
BEGIN
  SELECT RAISE(ABORT, 'append-only: note');
END;
--> statement-breakpoint
CREATE TRIGGER `note_no_delete` BEFORE DELETE ON `note`
BEGIN
  SELECT RAISE(ABORT, 'append-only: note');
END;
--> statement-breakpoint
CREATE TRIGGER `looked_no_update` BEFORE UPDATE ON `looked`
BEGIN
  SELECT RAISE(ABORT, 'append-only: looked');
END;
--> statement-breakpoint
CREATE TRIGGER `looked_no_delete` BEFORE DELETE ON `looked`
BEGIN
  SELECT RAISE(ABORT, 'append-only: looked');
END;
