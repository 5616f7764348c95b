-- The columns of template_library, with the version that JPA counts.
create table if not exists jpa_peer_template (
  id                  uuid primary key,
  name                text not null,
  sections            jsonb not null,
  field_definitions   jsonb not null,
  inspection_variants jsonb,
  version             bigint not null,
  updated_at          timestamptz not null
);
