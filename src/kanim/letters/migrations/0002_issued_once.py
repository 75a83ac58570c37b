"""What was issued never changes: a letter can only be revoked, once, and is never deleted."""

from django.db import migrations

FORWARD = """
create function letters_letter_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'letters are never deleted';
    end if;
    if old.status = 'revoked' then
        raise exception 'letter % has been revoked', old.id;
    end if;
    if (new.office_id, new.case_id, new.kind, new.classification, new.year, new.sequence,
        new.number, new.subject, new.addressee, new.file, new.sha256, new.size, new.token,
        new.signed, new.internal, new.signed_by_name, new.signed_by_role, new.issued_at,
        new.issued_by_id)
       is distinct from
       (old.office_id, old.case_id, old.kind, old.classification, old.year, old.sequence,
        old.number, old.subject, old.addressee, old.file, old.sha256, old.size, old.token,
        old.signed, old.internal, old.signed_by_name, old.signed_by_role, old.issued_at,
        old.issued_by_id) then
        raise exception 'letter % is issued and cannot change', old.id;
    end if;
    return new;
end $$;

create trigger letters_letter_guard before update or delete on letters_letter
for each row execute function letters_letter_guard();
"""

BACK = """
drop trigger letters_letter_guard on letters_letter;
drop function letters_letter_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
