create table plans (
  id bigint generated always as identity primary key,
  name text not null unique
);

create table clients (
  id bigint generated always as identity primary key,
  plan_id bigint not null references plans,
  api_key_hash bytea not null unique,
  created_at timestamptz not null default now()
);

-- Route class '*' is the rule for the client as a whole.
create table rules (
  id bigint generated always as identity primary key,
  plan_id bigint not null references plans,
  route_class text not null,
  per_second numeric(10, 3) not null check (per_second > 0),
  burst integer not null check (burst > 0),
  when_unavailable text not null default 'pass' check (when_unavailable in ('pass', 'refuse')),
  version bigint not null default 1,
  unique (plan_id, route_class)
);

create table exceptions (
  client_id bigint not null references clients on delete cascade,
  route_class text not null,
  per_second numeric(10, 3) not null check (per_second > 0),
  burst integer not null check (burst > 0),
  reason text not null,
  ends_at timestamptz not null,
  primary key (client_id, route_class)
);
create index exceptions_by_end on exceptions (ends_at);

-- What gateways fetch: every change of a rule, a client or an exception, in order.
create table changes (
  version bigint generated always as identity primary key,
  kind text not null check (kind in ('rule', 'client', 'exception')),
  subject jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null default now()
);
