"""Landmarks from a video, by the pose model of mediapipe 0.10.21, which brings its model along and asks no network."""

from pathlib import Path

import numpy as np

from coxa.errors import Fault, InputError
from coxa.motion.frames import Frames, from_camera
from coxa.motion.landmarks import COUNT

VIDEO_SUFFIXES = (".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm")


def read_video(path: Path) -> Frames:
    """The landmarks of every frame of a video; frames without a person are NaN.

    Raises:
        InputError: when the extra `video` is missing or the video cannot be opened.

    """
    if not path.exists():
        raise FileNotFoundError(path)
    try:
        import cv2  # noqa: PLC0415  # an extra
        import mediapipe  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise InputError(
            (Fault("", "is a video, and the extra for videos is missing", "pip install coxa[video]"),)
        ) from error
    opened = cv2.VideoCapture(str(path))
    size = (opened.get(cv2.CAP_PROP_FRAME_WIDTH), opened.get(cv2.CAP_PROP_FRAME_HEIGHT))
    fps = opened.get(cv2.CAP_PROP_FPS) or 30.0
    img, world = [], []
    nobody = np.full((COUNT, 4), np.nan)
    nobody[:, 3] = 0.0
    try:
        with mediapipe.solutions.pose.Pose(model_complexity=1, smooth_landmarks=False) as pose:
            while True:
                there, picture = opened.read()
                if not there:
                    break
                seen = pose.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
                if seen.pose_landmarks is None:
                    img.append(nobody)
                    world.append(nobody[:, :3])
                    continue
                img.append(np.array([[p.x, p.y, p.z, p.visibility] for p in seen.pose_landmarks.landmark]))
                world.append(np.array([[p.x, p.y, p.z] for p in seen.pose_world_landmarks.landmark]))
    finally:
        opened.release()
    if not img:
        raise InputError((Fault("", "cannot be read as a video", "convert it to .mp4 (H.264)"),))
    return from_camera(np.arange(len(img)) / fps, np.array(img), size, np.array(world))
