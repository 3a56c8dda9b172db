-- Directory: asked by user. One database with a standby.

create table users (
  id bigint generated always as identity primary key,
  handle text not null unique check (handle ~ '^[a-z0-9_]{3,30}$'),
  display_name text not null check (length(display_name) between 1 and 60),
  created_at timestamptz not null default now()
);

create table devices (
  id uuid primary key,
  user_id bigint not null references users on delete cascade,
  push_token text,
  last_seen_at timestamptz not null default now()
);
create index devices_to_push on devices (user_id) where push_token is not null;

create table inbox (
  user_id bigint not null references users on delete cascade,
  conversation_id uuid not null, -- lives on a shard, so no foreign key
  joined_at timestamptz not null default now(),
  primary key (user_id, conversation_id)
);

-- Message shards: asked by conversation. The same tables on each of 32 shards.

create table conversations (
  id uuid primary key,
  kind text not null check (kind in ('direct', 'group')),
  title text check (length(title) <= 100),
  last_sequence bigint not null default 0,
  created_at timestamptz not null default now()
);

create table members (
  conversation_id uuid not null references conversations on delete cascade,
  user_id bigint not null, -- lives in the directory
  read_sequence bigint not null default 0,
  joined_at timestamptz not null default now(),
  left_at timestamptz,
  primary key (conversation_id, user_id)
);

create table messages (
  conversation_id uuid not null,
  sequence bigint not null check (sequence > 0),
  sender_id bigint not null,
  client_id uuid not null,
  body text not null check (length(body) between 1 and 4000),
  sent_at timestamptz not null default now(),
  primary key (conversation_id, sequence),
  foreign key (conversation_id, sender_id) references members (conversation_id, user_id),
  constraint messages_sent_once unique (conversation_id, sender_id, client_id)
);
