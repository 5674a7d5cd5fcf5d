import os

SECRET_KEY = "signs nothing that anybody keeps"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "blog"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["PGHOST"],
        "PORT": os.environ["PGPORT"],
        "USER": os.environ["PGUSER"],
        "PASSWORD": os.environ["PGPASSWORD"],
        "NAME": os.environ["PGDATABASE"],
        "TEST": {"NAME": "blog_test"},
    }
}
