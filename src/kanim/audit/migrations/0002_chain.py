"""The database itself numbers, chains and guards the audit trail."""

from django.db import migrations

FORWARD = """
insert into audit_chain (number, sequence, head)
select number, 0, repeat('0', 64) from generate_series(0, 31) as number;

create function audit_entry_chain() returns trigger language plpgsql as $$
declare
    head record;
begin
    select * into strict head from audit_chain where number = new.chain for update;
    new.sequence := head.sequence + 1;
    new.previous := head.head;
    new.hash := encode(sha256(convert_to(concat_ws(chr(31),
        new.chain, new.sequence, new.previous,
        to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        new.actor, coalesce(new.office::text, ''), new.verb, new.target, new.detail
    ), 'UTF8')), 'hex');
    update audit_chain set sequence = new.sequence, head = new.hash where number = new.chain;
    return new;
end $$;

create trigger audit_entry_chain before insert on audit_entry
for each row execute function audit_entry_chain();

create function audit_entry_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is append-only';
end $$;

create trigger audit_entry_refuse before update or delete on audit_entry
for each row execute function audit_entry_refuse();
create trigger audit_entry_refuse_truncate before truncate on audit_entry
for each statement execute function audit_entry_refuse();
"""

BACK = """
drop trigger audit_entry_refuse_truncate on audit_entry;
drop trigger audit_entry_refuse on audit_entry;
drop trigger audit_entry_chain on audit_entry;
drop function audit_entry_refuse();
drop function audit_entry_chain();
delete from audit_chain;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
