CREATE TABLE `access_review` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`subject` text NOT NULL,
	`at` integer NOT NULL,
	`by_staff_id` text NOT NULL,
	`remark` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_review_once` ON `access_review` (`subject`);--> statement-breakpoint
CREATE TABLE `enquiry` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_after` text NOT NULL,
	`answer` text NOT NULL,
	`remark` text,
	`at` integer NOT NULL,
	`by_staff_id` text NOT NULL,
	`visit_id` text,
	`told_at` integer,
	`told_by` text
);
--> statement-breakpoint
CREATE INDEX `enquiry_centre` ON `enquiry` (`centre_id`,`at`);--> statement-breakpoint
CREATE INDEX `enquiry_visit` ON `enquiry` (`visit_id`);--> statement-breakpoint
CREATE TABLE `opening` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`kind` text NOT NULL,
	`staff_id` text NOT NULL,
	`visit_id` text,
	`person_id` text,
	`reason` text NOT NULL,
	`what` text,
	`told_whom` text,
	`decided_by` text,
	`at` integer NOT NULL,
	`until` integer,
	`person_told_at` integer,
	`person_told_by` text,
	`reviewed_at` integer
);
--> statement-breakpoint
CREATE INDEX `opening_centre` ON `opening` (`centre_id`,`at`);--> statement-breakpoint
CREATE INDEX `opening_visit` ON `opening` (`visit_id`,`staff_id`);--> statement-breakpoint
CREATE INDEX `opening_person` ON `opening` (`person_id`,`staff_id`);--> statement-breakpoint
CREATE INDEX `opening_unreviewed` ON `opening` (`centre_id`,`at`) WHERE reviewed_at is null;--> statement-breakpoint
CREATE TABLE `agreement` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`agency_id` text NOT NULL,
	`agreed_on` text NOT NULL,
	`review_by` text,
	`purpose` text NOT NULL,
	`kept_at` text NOT NULL,
	`written_at` integer NOT NULL,
	`by_staff_id` text NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `agreement_centre` ON `agreement` (`centre_id`);--> statement-breakpoint
CREATE TABLE `retention` (
	`centre_id` text NOT NULL,
	`kind` text NOT NULL,
	`years` integer NOT NULL,
	`why` text,
	`changed_at` integer NOT NULL,
	`by_staff_id` text NOT NULL,
	PRIMARY KEY(`centre_id`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `retention_keep` (
	`subject` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`until` integer NOT NULL,
	`at` integer NOT NULL,
	`by_staff_id` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `device` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`name` text NOT NULL,
	`secret_hash` text NOT NULL,
	`enrolled_at` integer NOT NULL,
	`by_staff_id` text NOT NULL,
	`off_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `device_secret` ON `device` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `device_centre` ON `device` (`centre_id`);--> statement-breakpoint
CREATE TABLE `look_to_review` (
	`look_id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `look_to_review_centre` ON `look_to_review` (`centre_id`,`at`,`look_id`);--> statement-breakpoint
CREATE TABLE `authenticator` (
	`account_id` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`made_at` integer NOT NULL,
	`confirmed_at` integer,
	`last_step` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`token_digest` text NOT NULL,
	`staff_id` text,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`agency_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`made_by` text NOT NULL,
	`ends_at` integer NOT NULL,
	`used_at` integer,
	`withdrawn_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_tokenDigest_unique` ON `invitation` (`token_digest`);--> statement-breakpoint
CREATE INDEX `invitation_centre` ON `invitation` (`centre_id`);--> statement-breakpoint
CREATE TABLE `let_in` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`by_staff_id` text NOT NULL,
	`digest` text NOT NULL,
	`made_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `let_in_staff` ON `let_in` (`staff_id`);--> statement-breakpoint
CREATE TABLE `night_pass` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`by_staff_id` text NOT NULL,
	`digest` text NOT NULL,
	`given_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`used_at` integer,
	`withdrawn_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `night_pass_digest_unique` ON `night_pass` (`digest`);--> statement-breakpoint
CREATE INDEX `night_pass_staff` ON `night_pass` (`staff_id`);--> statement-breakpoint
CREATE INDEX `night_pass_centre` ON `night_pass` (`centre_id`,`ends_at`);--> statement-breakpoint
CREATE TABLE `passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`credential_id` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`name` text NOT NULL,
	`added_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `passkey_credentialId_unique` ON `passkey` (`credential_id`);--> statement-breakpoint
CREATE INDEX `passkey_account` ON `passkey` (`account_id`);--> statement-breakpoint
CREATE TABLE `recovery_code` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`digest` text NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `recovery_code_account` ON `recovery_code` (`account_id`);--> statement-breakpoint
CREATE TABLE `sign_in_link` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`value` text NOT NULL,
	`added_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_in_link_value` ON `sign_in_link` (`provider_id`,`value`);--> statement-breakpoint
CREATE INDEX `sign_in_link_staff` ON `sign_in_link` (`staff_id`);--> statement-breakpoint
CREATE TABLE `sign_in_provider` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`name` text NOT NULL,
	`issuer` text NOT NULL,
	`client_id` text NOT NULL,
	`sealed` text NOT NULL,
	`claim` text NOT NULL,
	`added_at` integer NOT NULL,
	`off_at` integer
);
--> statement-breakpoint
CREATE INDEX `sign_in_provider_centre` ON `sign_in_provider` (`centre_id`);--> statement-breakpoint
CREATE TABLE `spent_proof` (
	`digest` text PRIMARY KEY NOT NULL,
	`ends_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tie` (
	`id` text PRIMARY KEY NOT NULL,
	`centre_id` text NOT NULL,
	`supporter` text NOT NULL,
	`supported` text NOT NULL,
	`supporter_says` integer,
	`supporter_said_at` integer,
	`supported_says` integer,
	`supported_said_at` integer,
	`at` integer NOT NULL,
	`by_staff_id` text NOT NULL,
	`ended_at` integer,
	`ended_by` text
);
--> statement-breakpoint
CREATE INDEX `tie_supporter` ON `tie` (`supporter`);--> statement-breakpoint
CREATE INDEX `tie_supported` ON `tie` (`supported`);--> statement-breakpoint
ALTER TABLE `agency` ADD `kind` text;--> statement-breakpoint
ALTER TABLE `agency` ADD `ended_at` integer;--> statement-breakpoint
ALTER TABLE `centre` ADD `lock_minutes` integer;--> statement-breakpoint
ALTER TABLE `centre` ADD `second_factor_since` text;--> statement-breakpoint
ALTER TABLE `looked` ADD `page` text;--> statement-breakpoint
ALTER TABLE `person` ADD `died` text;--> statement-breakpoint
ALTER TABLE `person` ADD `sharing` text;--> statement-breakpoint
ALTER TABLE `person` ADD `restricted_at` integer;--> statement-breakpoint
ALTER TABLE `person` ADD `contact_how` text;--> statement-breakpoint
ALTER TABLE `person` ADD `contact_when` text;--> statement-breakpoint
ALTER TABLE `person` ADD `contact_never` text;--> statement-breakpoint
CREATE INDEX `person_added` ON `person` (`centre_id`,`added_at`);--> statement-breakpoint
CREATE INDEX `person_restricted` ON `person` (`centre_id`) WHERE restricted_at is not null;--> statement-breakpoint
ALTER TABLE `note` ADD `disputes` text;--> statement-breakpoint
ALTER TABLE `session` ADD `second_proof_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `how` text;--> statement-breakpoint
ALTER TABLE `session` ADD `keeps_hash` text;--> statement-breakpoint
ALTER TABLE `session` ADD `kept_before_hash` text;--> statement-breakpoint
ALTER TABLE `session` ADD `turned_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `seen_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `browser` text;--> statement-breakpoint
ALTER TABLE `session` ADD `system` text;--> statement-breakpoint
ALTER TABLE `session` ADD `device_id` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `leaves_at` integer;--> statement-breakpoint
ALTER TABLE `staff` ADD `pin_hash` text;--> statement-breakpoint
ALTER TABLE `call` ADD `word_id` text;--> statement-breakpoint
ALTER TABLE `handover` ADD `word_id` text;--> statement-breakpoint
ALTER TABLE `visit` ADD `sharing` text;--> statement-breakpoint
ALTER TABLE `visit` ADD `restricted_at` integer;--> statement-breakpoint
CREATE INDEX `visit_unknown` ON `visit` (`centre_id`,`arrived_at`) WHERE person_id is null;--> statement-breakpoint
CREATE INDEX `visit_restricted` ON `visit` (`centre_id`) WHERE restricted_at is not null;--> statement-breakpoint
DROP TRIGGER `said_no_update`;
--> statement-breakpoint
CREATE TRIGGER `said_only_erased` BEFORE UPDATE ON `said`
WHEN NOT (NEW.value IS NULL AND NEW.salt = '' AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.centre_id IS NOT DISTINCT FROM OLD.centre_id AND NEW.subject IS NOT DISTINCT FROM OLD.subject AND NEW.field IS NOT DISTINCT FROM OLD.field AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.by_staff_id IS NOT DISTINCT FROM OLD.by_staff_id)
BEGIN
  SELECT RAISE(ABORT, 'append-only: said');
END;
--> statement-breakpoint
DROP TRIGGER `note_no_update`;
--> statement-breakpoint
CREATE TRIGGER `note_only_erased` BEFORE UPDATE ON `note`
WHEN NOT (NEW.text = '' AND NEW.salt = '' AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.note_id IS NOT DISTINCT FROM OLD.note_id AND NEW.version IS NOT DISTINCT FROM OLD.version AND NEW.centre_id IS NOT DISTINCT FROM OLD.centre_id AND NEW.visit_id IS NOT DISTINCT FROM OLD.visit_id AND NEW.author_id IS NOT DISTINCT FROM OLD.author_id AND NEW.is_together IS NOT DISTINCT FROM OLD.is_together AND NEW.audience IS NOT DISTINCT FROM OLD.audience AND NEW.readers IS NOT DISTINCT FROM OLD.readers AND NEW.disputes IS NOT DISTINCT FROM OLD.disputes AND NEW.occurred_at IS NOT DISTINCT FROM OLD.occurred_at AND NEW.at IS NOT DISTINCT FROM OLD.at)
BEGIN
  SELECT RAISE(ABORT, 'append-only: note');
END;
