"""Makes the program's sounds, ``resources/sounds``: ``python3 packaging/make_sounds.py`` writes them anew.

Plain sines with two weak overtones and soft edges, so that nothing clicks: 16 bit, one channel, 22,050 Hz, which every
player reads. The warning falls by a third and is heard once; the critical one is higher, firmer and comes in three
pairs. They are kept in the repository, so that nobody has to run this to build the program.
"""

import math
import struct
import wave
from pathlib import Path

RATE = 22_050
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sounds"

Tone = tuple[float, float, float]
"""Pitch in Hz (0 for silence), length in seconds, loudness from 0 to 1."""

SOUNDS: dict[str, tuple[Tone, ...]] = {
    "warning": ((659.3, 0.16, 0.32), (0, 0.03, 0), (523.3, 0.30, 0.30)),
    "critical": ((880.0, 0.11, 0.55), (0, 0.03, 0), (698.5, 0.11, 0.55), (0, 0.12, 0)) * 3,
}

_OVERTONES = ((1, 1.0), (2, 0.22), (3, 0.08))
_RISE_S, _FALL_S = 0.008, 0.07


def samples(tones: tuple[Tone, ...]) -> list[int]:
    """The sound as numbers of 16 bits."""
    made: list[int] = []
    for pitch, seconds, loudness in tones:
        count = round(RATE * seconds)
        for number in range(count):
            at = number / RATE
            edge = min(1.0, at / _RISE_S, (seconds - at) / _FALL_S)
            wave_form = sum(part * math.sin(2 * math.pi * pitch * times * at) for times, part in _OVERTONES)
            made.append(round(32_767 * loudness * edge * wave_form / sum(part for _, part in _OVERTONES)))
    return made


def write(folder: Path) -> None:
    """Put every sound into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, tones in SOUNDS.items():
        made = samples(tones)
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(made)}h", *made))


if __name__ == "__main__":
    write(FOLDER)
