"""The gateway's README names every code with which the gateway itself refuses."""

import importlib
import pkgutil
import re
from pathlib import Path

import hanoiwork_gateway
from hanoiwork_shared.errors import Refused

README = Path(hanoiwork_gateway.__file__).parents[1] / "README.md"
OF_DOCUMENTS = {"gateway.syntax", "gateway.document_invalid"}


def test_the_readme_names_every_refusal_and_no_other():
    codes = set(OF_DOCUMENTS)
    for module in pkgutil.walk_packages(hanoiwork_gateway.__path__, "hanoiwork_gateway."):
        for found in vars(importlib.import_module(module.name)).values():
            if isinstance(found, type) and issubclass(found, Refused) and found.code.startswith("gateway."):
                codes.add(found.code)
                assert found.vi != found.en
    assert set(re.findall(r"`(gateway\.[a-z_]+)`", README.read_text(encoding="utf-8"))) == codes
