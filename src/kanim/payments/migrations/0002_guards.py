"""The serial of billing codes, and the rule that a payment is exactly what its bill asks."""

from django.db import migrations

SERIAL = "create sequence payments_bill_serial minvalue 0 start 0 maxvalue 999999 cycle"

AMOUNT = """
alter table payments_payment
add constraint payment_is_what_the_bill_asks
foreign key (bill_id, amount) references payments_bill (id, amount)
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]

    operations = [
        migrations.RunSQL(SERIAL, "drop sequence payments_bill_serial"),
        migrations.RunSQL(
            AMOUNT, "alter table payments_payment drop constraint payment_is_what_the_bill_asks"
        ),
    ]
