"""People of different build: how long and wide each part is beside the body that was solved."""

from dataclasses import dataclass

import numpy as np

from coxa.body.synth.landmarks import FRAME, OFFSET, Floats
from coxa.body.trajectory import SEGMENTS

PARENTS = (
    -1,  # pelvis
    *(0, 1, 2),  # abdomen, thorax, head
    *(2, 4, 5),  # right arm
    *(2, 7, 8),  # left arm
    *(0, 10, 11, 12),  # right leg
    *(0, 14, 15, 16),  # left leg
)
"""For each segment the number of the segment it hangs on; the pelvis hangs on nothing."""


@dataclass(frozen=True, slots=True)
class Body:
    """One build; every number is a ratio to the solved body, save `hip_offset`.

    `hip_offset` is 1 when the hip landmarks lie where BlazePose puts them, 0 when they lie in the hip joint centres
    (then joint angles can be read from the landmarks without error). `tissue` scales it: more soft tissue, further out.
    """

    name: str
    stature: float = 1.0
    trunk: float = 1.0
    shoulders: float = 1.0
    pelvis: float = 1.0
    arm: float = 1.0
    thigh: float = 1.0
    shank: float = 1.0
    foot: float = 1.0
    head: float = 1.0
    tissue: float = 1.0
    hip_offset: float = 1.0

    def joint_scale(self) -> Floats:
        """Return by how much (18, 3) each joint's distance from its parent's joint grows: forward, left, up."""
        scale = np.ones((len(SEGMENTS), 3))
        for number, segment in enumerate(SEGMENTS):
            scale[number] = self._joint_scale_of(segment.removesuffix("_right").removesuffix("_left"))
        return scale * self.stature

    def _joint_scale_of(self, segment: str) -> tuple[float, float, float]:
        return {
            "abdomen": (self.pelvis, self.pelvis, self.trunk),
            "thorax": (1.0, 1.0, self.trunk),
            "head": (1.0, 1.0, self.trunk),
            "upper_arm": (1.0, self.shoulders, self.trunk),
            "forearm": (self.arm,) * 3,
            "hand": (self.arm,) * 3,
            "thigh": (self.pelvis,) * 3,
            "shank": (self.thigh,) * 3,
            "foot": (self.shank,) * 3,
            "toes": (self.foot,) * 3,
        }.get(segment, (1.0, 1.0, 1.0))

    def landmark_offset(self) -> Floats:
        """Return the landmarks' offsets (33, 3) in metres from the joint they hang on, in neutral standing."""
        scale = np.full((len(OFFSET), 1), self.stature)
        for number, frame in enumerate(FRAME):
            segment = SEGMENTS[frame]
            if segment == "pelvis":
                scale[number] = self.hip_offset * self.tissue
            elif segment == "head":
                scale[number] *= self.head
            elif segment.startswith("hand"):
                scale[number] *= self.arm
            elif segment.startswith(("foot", "toes")):
                scale[number] *= self.foot
        return np.asarray(OFFSET * scale)

    def leg_scale(self) -> float:
        """Return by how much the legs are longer: heights and ways over the floor grow with it."""
        return self.stature * (self.thigh + self.shank) / 2


BODIES = {
    body.name: body
    for body in (
        Body("joint_centres", hip_offset=0.0),
        Body("average"),
        Body("tall_long_legs", stature=1.06, thigh=1.05, shank=1.06, trunk=0.97, arm=1.03, tissue=0.8),
        Body("short_broad", stature=0.90, shoulders=1.10, pelvis=1.08, thigh=0.97, shank=0.95, trunk=1.04, tissue=1.3),
        Body("older_small", stature=0.88, trunk=0.94, shoulders=0.93, arm=1.02, head=1.06, tissue=1.2),
        Body("wide_pelvis", stature=0.93, pelvis=1.18, shoulders=0.94, thigh=1.01, tissue=1.4),
        Body("long_trunk", stature=1.00, trunk=1.08, shoulders=1.07, thigh=0.94, shank=0.95, arm=1.04),
    )
}
"""Six builds, and one whose hips lie in the joint centres. Statures span 1.56 to 1.88 m (the solved body has 1.77
m), about the 5th to 95th percentile of adults; proportions stay within two standard deviations (4 to 5 % each) of
Drillis and Contini's segment fractions, save pelvis and shoulders, which are our design choice."""


def random_body(rng: np.random.Generator) -> Body:
    """Draw a build: stature with a spread of 6 %, each proportion of 3.5 %, none beyond two and a half spreads.

    The spreads are our design choice after the coefficients of variation of body dimensions in anthropometric surveys.
    """
    draw = np.clip(rng.standard_normal(10), -2.5, 2.5)
    stature, trunk, shoulders, pelvis, arm, thigh, shank, foot, head = (
        float(1 + spread * value) for spread, value in zip((0.06, *(0.035,) * 8), draw[:9], strict=True)
    )
    return Body(
        "random",
        stature=stature,
        trunk=trunk,
        shoulders=shoulders,
        pelvis=pelvis,
        arm=arm,
        thigh=thigh,
        shank=shank,
        foot=foot,
        head=head,
        tissue=float(np.exp(0.15 * draw[9])),
    )
