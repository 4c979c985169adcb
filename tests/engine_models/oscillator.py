"""A harmonic oscillator: x(t) = x0 cos(w t) + v0 / w sin(w t), in stocks that may be negative."""

from model.engine.declare import LARGEST, Parameter, Stock, flow

frequency = Parameter("1/year", title="frequency", title_zh="频率")
position = Stock("m", title="position", title_zh="位置", initial="position_base", domain=(-LARGEST, LARGEST))
velocity = Stock("m/year", title="velocity", title_zh="速度", initial="velocity_base", domain=(-LARGEST, LARGEST))


@flow("m/year", title="moving", title_zh="移动", into="position")
def moving(velocity):
    """The position changes with the velocity."""
    return velocity


@flow("m/year/year", title="braking", title_zh="减速", out_of="velocity")
def braking(position, frequency):
    """A spring draws back."""
    return frequency * frequency * position
