-- The table of the existing product. It is created for new installations only and never altered.
do $$
begin
  if to_regclass('public.template_library') is null then
    create table public.template_library (
      id                  uuid primary key,
      name                text not null,
      sections            jsonb not null,
      field_definitions   jsonb not null,
      inspection_variants jsonb,
      version             text not null,
      updated_at          timestamptz not null,
      last_user_update    timestamptz,
      organization_id     text not null
    );
  end if;
end
$$;
