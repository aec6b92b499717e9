"""An S3 store of our own, on a free port, kept in memory. As a real one it keeps strangers out until told otherwise."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import boto3
from moto.moto_server.threaded_moto_server import ThreadedMotoServer


@dataclass(frozen=True, slots=True)
class Store:
    url: str
    bucket: str
    access_key: str = "an-access-key"
    secret_key: str = "a-secret-key"


@contextmanager
def running_s3(bucket: str) -> Iterator[Store]:
    """Yield it with an empty bucket that anyone may read from, as `.env.example` asks."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        store = Store("http://{}:{}".format(*server.get_host_and_port()), bucket)
        client = boto3.client(
            "s3",
            endpoint_url=store.url,
            aws_access_key_id=store.access_key,
            aws_secret_access_key=store.secret_key,
            region_name="us-east-1",
        )
        client.create_bucket(Bucket=bucket)
        anyone_reads = {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": f"arn:aws:s3:::{bucket}/*",
        }
        policy = {"Version": "2012-10-17", "Statement": [anyone_reads]}
        client.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
        yield store
    finally:
        server.stop()
