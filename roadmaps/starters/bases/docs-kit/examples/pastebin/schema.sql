-- The relational part of the pastebin's data model; the text itself lies in object storage.

create table owners (
  id bigint generated always as identity primary key,
  email text not null unique,
  created_at timestamptz not null default now()
);

create table pastes (
  code text primary key check (code ~ '^[0-9a-z]{8}$'),
  owner_id bigint references owners on delete cascade, -- null: pasted without an account
  title text not null default '' check (length(title) <= 120),
  bytes integer not null check (bytes between 1 and 1048576),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create index pastes_of_owner on pastes (owner_id, created_at desc);
create index pastes_by_expiry on pastes (expires_at);
