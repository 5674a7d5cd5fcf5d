from django.db import connection
from django.test import TransactionTestCase

from blog.models import Person


class PersonTests(TransactionTestCase):
    def test_a_person_is_kept_where_tests_belong(self):
        Person.objects.create(name="clown")
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_database(), current_user")
            self.assertEqual(cursor.fetchone(), ("blog_test", "blog_test_owner"))
        self.assertEqual(Person.objects.count(), 1)
