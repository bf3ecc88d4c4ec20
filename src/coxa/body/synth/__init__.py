"""Synthetic people: landmark recordings of a movement, with the truth about them.

```python
scene = Scene(result("B02"), BODIES["older_small"], Performance(repetitions=8, tempo=0.8), Camera.seen_from("side"))
recording = record(scene, np.random.default_rng(7))
recording.save(Path("bridge.npz"))
```
"""

from coxa.body.synth.bodies import BODIES, Body, random_body
from coxa.body.synth.camera import VIEWS, Camera
from coxa.body.synth.disturbances import CLEAN, POOR, USUAL, Disturbances, Spell, Trouble, random_spells
from coxa.body.synth.landmarks import LANDMARKS, PARTS
from coxa.body.synth.performance import Performance, PlayedFault, Turn
from coxa.body.synth.recording import (
    Recording,
    TrueFault,
    TrueHold,
    TrueRepetition,
    TrueUnseen,
    Truth,
    load_recording,
    truth_beside,
)
from coxa.body.synth.scene import Scene, random_scenes, record

__all__ = [
    "BODIES",
    "CLEAN",
    "LANDMARKS",
    "PARTS",
    "POOR",
    "USUAL",
    "VIEWS",
    "Body",
    "Camera",
    "Disturbances",
    "Performance",
    "PlayedFault",
    "Recording",
    "Scene",
    "Spell",
    "Trouble",
    "TrueFault",
    "TrueHold",
    "TrueRepetition",
    "TrueUnseen",
    "Truth",
    "Turn",
    "load_recording",
    "random_body",
    "random_scenes",
    "random_spells",
    "record",
    "truth_beside",
]
