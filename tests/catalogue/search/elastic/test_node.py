from tests.services.compose import service
from tests.services.elasticsearch.layout import version


def test_the_node_of_the_tests_is_the_version_of_the_stack():
    assert service("elasticsearch")["image"] == f"elasticsearch:{version()}"
