-- Settings.

create table templates (
  id text primary key,
  category text not null check (category in ('security', 'account', 'social', 'marketing')),
  version integer not null default 1,
  body jsonb not null
);

create table preferences (
  user_id bigint not null,
  category text not null check (category in ('account', 'social', 'marketing')),
  channel text not null check (channel in ('push', 'email', 'sms')),
  allowed boolean not null,
  primary key (user_id, category, channel)
);

create table quiet_hours (
  user_id bigint primary key,
  starts time not null,
  ends time not null,
  time_zone text not null
);

create table suppressed_addresses (
  channel text not null check (channel in ('push', 'email', 'sms')),
  address_hash bytea not null,
  reason text not null,
  since timestamptz not null default now(),
  primary key (channel, address_hash)
);

-- Records, on each shard. The daily partitions are left out here.

create table notifications (
  id uuid primary key,
  team text not null,
  event_key text not null,
  user_id bigint not null,
  template_id text not null, -- the templates live in the settings
  fields jsonb not null default '{}',
  last_moment timestamptz,
  created_at timestamptz not null default now(),
  constraint accepted_once unique (team, event_key)
);

create table deliveries (
  id bigint generated always as identity primary key,
  notification_id uuid not null references notifications on delete cascade,
  channel text not null check (channel in ('push', 'email', 'sms')),
  category text not null,
  state text not null default 'accepted'
    check (state in ('accepted', 'waiting', 'sending', 'sent', 'delivered', 'unknown', 'failed', 'suppressed')),
  attempts integer not null default 0 check (attempts between 0 and 5),
  due_at timestamptz not null default now(),
  lease_until timestamptz,
  provider_reference text,
  reason text,
  unique (notification_id, channel)
);
create index deliveries_due on deliveries (due_at) where state = 'waiting';
create index deliveries_not_queued on deliveries (due_at) where state = 'accepted';
create index deliveries_leased on deliveries (lease_until) where state = 'sending';
create unique index deliveries_by_reference on deliveries (channel, provider_reference) where provider_reference is not null;
