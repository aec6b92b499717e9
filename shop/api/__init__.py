"""The public API under /api/v1/: one place that puts the rooms' routers together.

Promises OpenAPI, problem documents (RFC 9457), ETags, rate limits told in headers, and no cookie.
Knows no product and no stock: each room brings its own router.
"""
