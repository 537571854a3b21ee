from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0004_attendance_figures")]

    operations = [
        migrations.AddIndex(
            model_name="link",
            index=models.Index(fields=["connection", "box_office_id"], name="links_by_box_office_id"),
        ),
    ]
