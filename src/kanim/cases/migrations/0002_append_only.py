"""A step of the log is closed once and never changes afterwards; none is ever deleted."""

from django.db import migrations

FORWARD = """
create function cases_step_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'the step log is append-only';
    end if;
    if old.closed_at is not null then
        raise exception 'step % is closed', old.id;
    end if;
    if (new.case_id, new.sequence, new.office_id, new.sop, new.via, new.step, new.row, new.lane,
        new.activity, new.opened_at)
       is distinct from
       (old.case_id, old.sequence, old.office_id, old.sop, old.via, old.step, old.row, old.lane,
        old.activity, old.opened_at) then
        raise exception 'what opened step % cannot change', old.id;
    end if;
    return new;
end $$;

create trigger cases_step_guard before update or delete on cases_step
for each row execute function cases_step_guard();
"""

BACK = """
drop trigger cases_step_guard on cases_step;
drop function cases_step_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
