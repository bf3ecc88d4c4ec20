"""The muscles of the load model: their groups, the deep rotators we add, and how much force each can give.

Force, length and velocity follow MuJoCo's muscle model (Todorov, MuJoCo documentation, "Muscle actuators"), written for
whole arrays of frames at once. `tests/body/test_load_muscles.py` compares it with MuJoCo's own functions.
"""

from dataclasses import dataclass
from typing import Final

import mujoco
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "gluteus_medius": ("glmed1", "glmed2", "glmed3"),
    "gluteus_maximus": ("glmax1", "glmax2", "glmax3"),
    "gluteus_minimus": ("glmin1", "glmin2", "glmin3"),
    "iliopsoas": ("iliacus", "psoas"),
    "quadriceps": ("recfem", "vasint", "vaslat", "vasmed"),
    "hamstrings": ("bflh", "bfsh", "semimem", "semiten"),
    "tensor_fasciae_latae": ("tfl",),
    "adductors": ("addbrev", "addlong", "addmagDist", "addmagIsch", "addmagMid", "addmagProx", "grac", "pectineus"),
    "calf": ("gaslat", "gasmed", "soleus"),
    "deep_rotators": ("piri", "quadratus_femoris", "gemelli"),
}
"""Which muscles of the model make up each group a person can be told about."""


@dataclass(frozen=True, slots=True)
class DeepRotator:
    """A straight muscle from the pelvis to the right femur (metres, in their frames), and its strength."""

    name: str
    pelvis: tuple[float, float, float]
    femur: tuple[float, float, float]
    newtons: float


HIP_CENTRE_SHIFT: Final = (0.0144, -0.0124, -0.0062)
"""From the hip centre of gait2392 to that of Rajagopal 2016, metres in the frame of the pelvis."""

DEEP_ROTATORS: Final = (
    DeepRotator("quadratus_femoris", (-0.1143, -0.1151, 0.0520), (-0.0381, -0.0359, 0.0366), 600.0),
    DeepRotator("gemelli", (-0.1133, -0.0820, 0.0714), (-0.0142, -0.0033, 0.0443), 800.0),
    DeepRotator("pectineus", (-0.0431, -0.0768, 0.0451), (-0.0122, -0.0822, 0.0253), 350.0),
)
"""Muscles that Rajagopal 2016 leaves out. Points: gait2392 (Delp et al. 1990, doi:10.1109/10.102791). Without them the
model cannot turn a bent hip outwards. `gemelli` stands for the obturators too. Strengths are our design choice: those
of gait2392 (381, 164, 266 N) raised as Rajagopal 2016 raised the muscles around them."""


def add_deep_rotators(spec: mujoco.MjSpec) -> None:
    """Add `DEEP_ROTATORS` to both sides of `spec`, as straight tendons of constant strength."""
    for side, mirror in (("r", 1.0), ("l", -1.0)):
        for muscle in DEEP_ROTATORS:
            name = f"{muscle.name}_{side}"
            shifted = np.add(muscle.pelvis, HIP_CENTRE_SHIFT)
            tendon = spec.add_tendon(name=f"{name}_tendon")
            for body, point in (("pelvis", shifted), (f"femur_{side}", np.array(muscle.femur))):
                place = point * (1.0, 1.0, mirror)
                site = spec.body(body).add_site(name=f"{name}_{body}", pos=place.tolist())
                tendon.wrap_site(site.name)
            actuator = spec.add_actuator(name=name, target=f"{name}_tendon")
            actuator.trntype = mujoco.mjtTrn.mjTRN_TENDON
            actuator.gaintype = mujoco.mjtGain.mjGAIN_FIXED
            actuator.gainprm = [-muscle.newtons, *[0.0] * 9]


def group_of(muscle: str) -> str | None:
    """The group that `muscle` ("glmed1_r") belongs to; `None` for those that do not matter to the hip."""
    bare = muscle.rsplit("_", 1)[0]
    return next((group for group, members in GROUPS.items() if bare in members), None)


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """What turns a muscle's length and speed into its strength. All arrays are (M,), one entry per muscle."""

    constant: NDArray[np.bool_]
    peak_n: Floats
    range_low: Floats
    range_high: Floats
    tendon_low: Floats
    tendon_high: Floats
    shortest: Floats
    longest: Floats
    speed: Floats
    lengthening_most: Floats

    @classmethod
    def of(cls, model: mujoco.MjModel) -> "Curves":
        """Read the curves of every actuator of `model`."""
        gain = np.asarray(model.actuator_gainprm)
        constant = np.asarray(model.actuator_gaintype) == mujoco.mjtGain.mjGAIN_FIXED
        scaled = gain[:, 3] / np.maximum(1e-9, np.asarray(model.actuator_acc0))
        peak = np.where(constant, -gain[:, 0], np.where(gain[:, 2] < 0, scaled, gain[:, 2]))
        lengths = np.asarray(model.actuator_lengthrange)
        return cls(
            constant=constant,
            peak_n=peak,
            range_low=np.where(constant, 0.0, gain[:, 0]),
            range_high=np.where(constant, 1.0, gain[:, 1]),
            tendon_low=np.where(constant, 0.0, lengths[:, 0]),
            tendon_high=np.where(constant, 1.0, lengths[:, 1]),
            shortest=np.where(constant, 0.0, gain[:, 4]),
            longest=np.where(constant, 2.0, gain[:, 5]),
            speed=np.where(constant, 1.0, gain[:, 6]),
            lengthening_most=np.where(constant, 2.0, gain[:, 8]),
        )

    def active_n(self, length_m: Floats, speed_m_s: Floats) -> Floats:
        """The pull at full activation, newtons (F, M), from tendon lengths and speeds (F, M)."""
        fibre, unit = self._fibre(length_m)
        rate = speed_m_s / (unit * self.speed)
        pull = self.peak_n * self._by_length(fibre) * self._by_speed(rate)
        return np.where(self.constant, self.peak_n, pull)

    def _fibre(self, length_m: Floats) -> tuple[Floats, Floats]:
        """Fibre length as a share of the best length, and the best length in metres."""
        unit = (self.tendon_high - self.tendon_low) / (self.range_high - self.range_low)
        return self.range_low + (length_m - self.tendon_low) / unit, unit

    def _by_length(self, fibre: Floats) -> Floats:
        rise, fall = 0.5 * (self.shortest + 1.0), 0.5 * (1.0 + self.longest)
        pieces = [
            0.5 * ((fibre - self.shortest) / (rise - self.shortest)) ** 2,
            1.0 - 0.5 * ((1.0 - fibre) / (1.0 - rise)) ** 2,
            1.0 - 0.5 * ((fibre - 1.0) / (fall - 1.0)) ** 2,
            0.5 * ((self.longest - fibre) / (self.longest - fall)) ** 2,
        ]
        inside = (self.shortest <= fibre) & (fibre <= self.longest)
        return np.where(inside, np.select([fibre <= rise, fibre <= 1.0, fibre <= fall], pieces[:3], pieces[3]), 0.0)

    def _by_speed(self, rate: Floats) -> Floats:
        extra = self.lengthening_most - 1.0
        shortening = np.where(rate <= -1.0, 0.0, (rate + 1.0) ** 2)
        lengthening = self.lengthening_most - (extra - rate) ** 2 / np.maximum(1e-9, extra)
        return np.select([rate <= 0.0, rate <= extra], [shortening, lengthening], self.lengthening_most)
