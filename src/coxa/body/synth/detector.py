"""Find BlazePose landmarks in a folder of pictures: run by a Python that has mediapipe 0.10.21, numpy and pillow.

Usage: python detector.py FOLDER TARGET.npz FRAMES_PER_SECOND. It shares nothing with Coxa, not even a numpy.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    import mediapipe
    import numpy as np
    from PIL import Image

    folder, target, rate = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
    files = sorted(folder.glob("*.png"))
    img = np.full((len(files), 33, 5), np.nan, dtype=np.float32)
    world = np.full((len(files), 33, 3), np.nan, dtype=np.float32)
    size = (0, 0)
    with mediapipe.solutions.pose.Pose(model_complexity=1) as pose:
        for number, file in enumerate(files):
            picture = np.asarray(Image.open(file).convert("RGB"))
            size = (picture.shape[1], picture.shape[0])
            found = pose.process(picture)
            if found.pose_landmarks is None:
                continue
            img[number] = [(p.x, p.y, p.z, p.visibility, p.visibility) for p in found.pose_landmarks.landmark]
            world[number] = [(p.x, p.y, p.z) for p in found.pose_world_landmarks.landmark]
    t = np.arange(len(files)) / rate
    np.savez_compressed(target, img=img, world=world, t=t, fps=np.array(rate), size=np.array(size))
