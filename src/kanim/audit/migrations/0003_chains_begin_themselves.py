"""A chain begins with its first entry: nothing need be loaded beforehand."""

from django.db import migrations

FORWARD = """
create or replace function audit_entry_chain() returns trigger language plpgsql as $$
declare
    head record;
begin
    select * into head from audit_chain where number = new.chain for update;
    if not found then
        insert into audit_chain (number, sequence, head) values (new.chain, 0, repeat('0', 64))
        on conflict do nothing;
        select * into strict head from audit_chain where number = new.chain for update;
    end if;
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
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]

    # Going back needs nothing: the function serves 0002 as well, and 0002 drops it.
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
