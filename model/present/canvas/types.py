"""Types of libraries that are slow to import, for annotations alone."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes as Axes
    from matplotlib.axis import Axis as Axis
    from matplotlib.figure import Figure as Drawn
    from matplotlib.gridspec import GridSpec as GridSpec
    from matplotlib.text import Text as Text
    from matplotlib.transforms import Transform as Transform
    from xarray import DataArray as DataArray
    from xarray import Dataset as Dataset
else:
    Axes = Axis = DataArray = Dataset = Drawn = GridSpec = Text = Transform = Any
