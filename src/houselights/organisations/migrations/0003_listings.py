import django.db.models.deletion
from django.db import migrations, models


def name_them(apps, schema_editor):
    """Whoever was in a portfolio before has the name there that it had then."""
    for listing in apps.get_model("organisations", "Listing").objects.select_related("organisation"):
        listing.name = listing.organisation.name
        listing.save(update_fields=["name"])


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_setup_token")]
    operations = [
        migrations.RenameModel("Grant", "Listing"),
        migrations.RenameField("Listing", "granted_at", "listed_at"),
        migrations.AddField(
            model_name='listing',
            name='contact',
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name='listing',
            name='discipline',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='listing',
            name='funding_pounds',
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='listing',
            name='is_priority_place',
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name='listing',
            name='kind',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='listing',
            name='local_authority',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='listing',
            name='made_here',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='listing',
            name='name',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='listing',
            name='reference',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='listing',
            name='region',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='listing',
            name='funder',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='organisations.organisation'),
        ),
        migrations.AlterField(
            model_name='listing',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listed_by', to='organisations.organisation'),
        ),
        migrations.RunPython(name_them, migrations.RunPython.noop),
    ]
