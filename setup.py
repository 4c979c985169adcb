"""The compiled engine, built where there is a C compiler, and the scenarios as data of the package; all else stands in setup.cfg."""

import sys

from setuptools import Extension, find_packages, setup

# no contraction: a product and a sum are rounded one after the other, on every processor alike
FLAGS = (
    ["/O2", "/fp:precise"]
    if sys.platform == "win32"
    else ["-O3", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math"]
)

setup(
    # scenarios/ stands once, at the top; installed it is a folder of model/data
    packages=[*find_packages(include=["model", "model.*"]), "model.data.scenarios"],
    package_dir={"model.data.scenarios": "scenarios"},
    ext_modules=[
        Extension(
            "model.engine.compiled._machine",
            ["model/engine/compiled/machine.c"],
            extra_compile_args=FLAGS,
            py_limited_api=True,
            optional=True,
        )
    ],
)
