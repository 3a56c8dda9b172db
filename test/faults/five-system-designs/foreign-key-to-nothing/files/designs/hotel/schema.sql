create table hotels (
  id bigint generated always as identity primary key,
  name text not null,
  latitude numeric(8, 5) not null check (latitude between -90 and 90),
  longitude numeric(8, 5) not null check (longitude between -180 and 180),
  time_zone text not null,
  cancel_free_days integer not null default 2 check (cancel_free_days >= 0)
);

create table room_types (
  id bigint generated always as identity primary key,
  hotel_id bigint not null references hotels,
  name text not null,
  guests integer not null check (guests between 1 and 12),
  unique (hotel_id, name)
);

-- One row for each room type and night. Taken never exceeds rooms, whatever the application does.
create table nights (
  room_type_id bigint not null references room_types,
  night date not null,
  rooms integer not null check (rooms >= 0),
  taken integer not null default 0 check (taken >= 0),
  price_cents integer not null check (price_cents > 0),
  primary key (room_type_id, night),
  constraint never_sold_twice check (taken <= rooms)
);

create table guests (
  id bigint generated always as identity primary key,
  email text not null unique,
  name text not null
);

create table bookings (
  id uuid primary key,
  guest_id bigint not null references guests,
  room_type_id bigint not null references room_types,
  arrives date not null,
  leaves date not null,
  status text not null default 'held' check (status in ('held', 'paying_late', 'confirmed', 'released', 'cancelled')),
  held_until timestamptz not null,
  price_cents integer not null check (price_cents > 0),
  idempotency_key text not null,
  created_at timestamptz not null default now(),
  check (leaves > arrives and leaves - arrives <= 30),
  unique (guest_id, idempotency_key)
);
create index bookings_of_guest on bookings (guest_id, arrives desc);
create index holds_by_end on bookings (held_until) where status = 'held';

create table payments (
  id uuid primary key, -- the provider's idempotency key
  booking_id uuid not null references reservations,
  kind text not null check (kind in ('charge', 'refund')),
  cents integer not null check (cents > 0),
  state text not null default 'open' check (state in ('open', 'succeeded', 'failed')),
  provider_event_id text unique,
  created_at timestamptz not null default now()
);
create index payments_of_booking on payments (booking_id);
create unique index one_open_payment on payments (booking_id, kind) where state = 'open';

-- Changes for the search index, written in the transaction that made them.
create table outbox (
  id bigint generated always as identity primary key,
  room_type_id bigint not null references room_types,
  night date not null,
  created_at timestamptz not null default now()
);
