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
ALTER TABLE `agency` ADD `kind` text;--> statement-breakpoint
ALTER TABLE `agency` ADD `ended_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `keeps_hash` text;--> statement-breakpoint
ALTER TABLE `session` ADD `kept_before_hash` text;--> statement-breakpoint
ALTER TABLE `session` ADD `turned_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `seen_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `browser` text;--> statement-breakpoint
ALTER TABLE `session` ADD `system` text;