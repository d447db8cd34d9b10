"""The words by which a method is found are kept by the database, for every writer."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION set_method_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.words :=
        setweight(to_tsvector('simple', coalesce(NEW.method_id, '') || ' ' || NEW.atc), 'A') ||
        setweight(to_tsvector('simple', NEW.name || ' ' || NEW.substance), 'A') ||
        setweight(to_tsvector('norwegian', NEW.name || ' ' || NEW.substance), 'B') ||
        setweight(to_tsvector('norwegian', NEW.indication), 'C');
    RETURN NEW;
END
$$;

CREATE TRIGGER method_words BEFORE INSERT OR UPDATE ON methods_method
    FOR EACH ROW EXECUTE FUNCTION set_method_words();
"""

BACKWARD = """
DROP TRIGGER method_words ON methods_method;
DROP FUNCTION set_method_words();
"""


class Migration(migrations.Migration):
    dependencies = [("methods", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
