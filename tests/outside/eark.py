"""eark-validator without a network: the vocabularies that it fetches when it starts are in it, too."""
import importlib.util
import io
import pathlib
import urllib.request

vocabularies = pathlib.Path(importlib.util.find_spec("eark_validator").origin).parent / "ipxml/resources/vocabs"
urllib.request.urlopen = lambda url, *_, **__: io.BytesIO((vocabularies / url.rsplit("/", 1)[-1]).read_bytes())

from eark_validator.cli.app import main  # noqa: E402

main()
