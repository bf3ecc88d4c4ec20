"""What did the body do? Landmarks in; repetitions, holds, range and form out. No camera, no file, no clock of its
own."""

from coxa.motion.engine import Engine
from coxa.motion.events import Event, Hold, Notice, Repetition, SeenFault, Unseen
from coxa.motion.frames import Frames
from coxa.motion.report import Report, analyse

__all__ = ["Engine", "Event", "Frames", "Hold", "Notice", "Repetition", "Report", "SeenFault", "Unseen", "analyse"]
