import { index, integer, pgEnum, pgTable, serial, text, timestamp } from 'drizzle-orm/pg-core';

export const mood = pgEnum('mood', ['happy', 'sad']);

export const people = pgTable('people', {
  id: serial('id').primaryKey(),
  name: text('name').notNull().unique(),
  mood: mood('mood').notNull().default('happy'),
});

export const entries = pgTable(
  'entries',
  {
    id: serial('id').primaryKey(),
    author: integer('author').notNull().references(() => people.id),
    body: text('body').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('entries_author').on(table.author)],
);
