"""The database answers searches by default; Elasticsearch does where ELASTICSEARCH_URL names one, the database behind it.

e.g. https://user:password@search.example:9200. The index's name lets several shops share one Elasticsearch.
"""

from .environment import env

ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", "")
ELASTICSEARCH_INDEX = env.str("ELASTICSEARCH_INDEX", "cho-ocop-products")
