create table authors (
  id bigint generated always as identity primary key,
  email text not null unique,
  created_at timestamptz not null default now()
);

create table links (
  code text primary key check (code ~ '^[0-9A-Za-z]{7}$'),
  author_id bigint not null references authors,
  target text check (target ~ '^https?://' and length(target) <= 2048), -- null: ended, the code stays given
  idempotency_key text,
  created_at timestamptz not null default now(),
  ends_at timestamptz not null default now() + interval '5 years',
  disabled_at timestamptz,
  unique (author_id, idempotency_key)
);
create index links_of_author on links (author_id, created_at desc);
create index links_by_end on links (ends_at) where target is not null;

create table clicks_per_day (
  code text not null references links,
  day date not null,
  clicks bigint not null check (clicks > 0),
  primary key (code, day)
);

create table blocked_hosts (
  host text primary key,
  reason text not null,
  since timestamptz not null default now()
);
