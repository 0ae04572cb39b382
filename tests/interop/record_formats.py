"""Records what pydantic says of strings with a format: `python record_formats.py ../data`.

One line an input: the format, the input, and pydantic's error without its input, or null.
Needs pydantic and email-validator.
"""

import json
import sys
from pathlib import Path
from typing import Annotated
from uuid import UUID

from pydantic import AnyUrl, EmailStr, HttpUrl, IPvAnyAddress, TypeAdapter, UrlConstraints, ValidationError
from pydantic import UUID4
from ipaddress import IPv4Address, IPv6Address

FORMATS = {
    "uuid": UUID,
    "uuid4": UUID4,
    "url": AnyUrl,
    "https": Annotated[AnyUrl, UrlConstraints(allowed_schemes=["https", "wss", "ws"])],
    "http": HttpUrl,
    "ip": IPvAnyAddress,
    "ipv4": IPv4Address,
    "ipv6": IPv6Address,
    "email": EmailStr,
}

UUIDS = [
    "550e8400-e29b-41d4-a716-446655440000", "550e8400e29b41d4a716446655440000",
    "{550e8400-e29b-41d4-a716-446655440000}", "urn:uuid:550e8400-e29b-41d4-a716-446655440000",
    "x50e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716-44665544", "", "-",
    "550e8400-e29b-41d4a716-446655440000", "550E8400-E29B-41D4-A716-446655440000",
    "é50e8400-e29b-41d4-a716-44665544000", "550e8400-e29b-41d4-a716-4466554400001",
    "550e8400-e29b-41d4-a716-446655440000 ", "550e8400-e29b-11d4-a716-446655440000",
    "00000000-0000-0000-0000-000000000000", "550e8400-e29b-41d4-0716-446655440000",
    "550e8400-e29b-71d4-a716-446655440000", "550e8400-e29-b41d4-a716-446655440000",
]
URLS = [
    "http://a.b/c?d#e", "x", "", "http://", "http:/a", "HTTP://ExAmple.com", "http://exa mple.com", "ftp://a.b",
    "mailto:a@b.c", "http://[::1", "http://a:99999", " http://a.b ", "http://münchen.de", "http://a.b:80/x", "//a.b",
    "http://a\nb", "data:x", "foo://", "http:///a", "https://a.b", "HTTPS://a.b", "wss://x/y", "ws:", "http://a:b",
    "http://1.2.3.4.5", "http://%zz", "http://[::1]:80/", "https://user:pw@a.b:8443/p;q?r=s#t", "http://a_b.c", "::",
]
ADDRESSES = [
    "1.2.3.4", "::1", "x", "1.2.3", "01.2.3.4", "", "1.2.3.4/8", "fe80::1%eth0", "fe80::1%", "1.2.3.256", "::ffff:1.2.3.4",
    "2001:db8::8a2e:370:7334", "1::2::3", "12345::", " 1.2.3.4", "1.2.3.4 ", "[::1]", "::", "0.0.0.0",
]
MAILS = [
    "a@b.co", "a", "@b.co", "a@", "a@b", "a b@c.de", "a@b..co", "a@-b.co", "a@b.co.", ".a@b.co", "a.@b.co", "a..b@c.de",
    "a@b_c.de", '"a b"@c.de', "a@[127.0.0.1]", "é@b.co", "a@münchen.de", "a" * 65 + "@b.co", "a@" + "b" * 64 + ".co",
    "a@b@c.de", "a@localhost", "a@example.com", "a@test", "a@b.test", "", "a+x@b.co", "a@1.2.3.4", "a@b.c0", "a@b.1",
    "a\n@b.co", "a@b.c-", "a@" + ".".join(["b" * 60] * 5) + ".co", "a,b@c.de", "a(b)@c.de", "a@b!.co", "a@b.co,", "@",
    "a@.co", "a@b-.co", "a@b.-co", "o'neil@b.ie", "a/b=c@d.ef", "a@b.LOCAL", "x@y.onion", "a\t@b.co", "a@b.c.d.e.fg",
]
INPUTS = {"uuid": UUIDS, "uuid4": UUIDS, "url": URLS, "https": URLS, "http": URLS, "ip": ADDRESSES,
          "ipv4": ADDRESSES, "ipv6": ADDRESSES, "email": MAILS}


def main() -> None:
    lines = []
    for name, inputs in INPUTS.items():
        adapter = TypeAdapter(FORMATS[name])
        for text in inputs:
            error = None
            try:
                adapter.validate_json(json.dumps(text))
            except ValidationError as refused:
                [error] = json.loads(refused.json(include_url=False, include_input=False))
            lines.append(json.dumps({"format": name, "input": text, "error": error}, ensure_ascii=False))
    Path(sys.argv[1], "pydantic_formats.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
