"""Runs programs, one a line as [name, code] in JSON, and prints [name, what it printed]; the first line tells versions."""

import contextlib
import importlib
import io
import json
import sys

versions = {}
for module in sys.argv[1:]:
    with contextlib.suppress(ImportError):
        versions[module] = importlib.import_module(module).__version__
print(json.dumps(versions))

for line in sys.stdin:
    name, code = json.loads(line)
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            exec(code, {})
        print(json.dumps([name, out.getvalue().strip()]))
    except Exception as error:
        print(json.dumps([name, repr(error)]))
