"""Types of libraries that are slow to import, for annotations alone."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Template as Template
    from matplotlib.axes import Axes as Axes
    from matplotlib.axis import XAxis, YAxis
    from matplotlib.collections import PolyCollection as PolyCollection
    from matplotlib.figure import Figure as Drawn
    from matplotlib.gridspec import GridSpec as GridSpec
    from matplotlib.path import Path as Outline
    from matplotlib.text import Text as Text
    from matplotlib.transforms import Transform as Transform
    from xarray import DataArray as DataArray
    from xarray import Dataset as Dataset

    Axis = XAxis | YAxis
else:
    Axes = Axis = DataArray = Dataset = Drawn = GridSpec = Outline = PolyCollection = Template = Text = Transform = Any
Settings = dict[Any, Any]  # Matplotlib's stub lists the keys that it takes one by one; ours are put together
