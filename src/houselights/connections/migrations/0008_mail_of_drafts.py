from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("connections", "0007_house_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name="connection",
            name="drafts_told_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="connection",
            name="drafts_untold",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
