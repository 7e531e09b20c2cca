"""The sounds in the repository are those that the script makes, whole, audible and short."""

import struct
import wave
from pathlib import Path

import make_sounds
import pytest


def read(path: Path) -> tuple[wave._wave_params, list[int]]:
    with wave.open(str(path), "rb") as file:
        frames = file.readframes(file.getnframes())
        return file.getparams(), list(struct.unpack(f"<{len(frames) // 2}h", frames))


@pytest.mark.parametrize("name", ["warning", "critical"])
def test_the_sound_in_the_repository_is_the_one_the_script_makes(name: str, tmp_path: Path) -> None:
    make_sounds.write(tmp_path)
    made, kept = read(tmp_path / f"{name}.wav"), read(make_sounds.FOLDER / f"{name}.wav")
    assert made[0] == kept[0]
    # Sines differ in their last bit from machine to machine.
    assert max(abs(one - other) for one, other in zip(made[1], kept[1], strict=True)) <= 1


@pytest.mark.parametrize("name", ["warning", "critical"])
def test_a_sound_is_short_is_heard_and_does_not_click(name: str) -> None:
    params, heard = read(make_sounds.FOLDER / f"{name}.wav")
    assert (params.nchannels, params.sampwidth) == (1, 2)
    assert 0.3 <= len(heard) / params.framerate <= 1.5
    assert 5_000 < max(heard) < 32_767
    assert abs(heard[0]) < 200
    assert abs(heard[-1]) < 200


def test_the_critical_sound_is_the_firmer_one() -> None:
    warning, critical = (read(make_sounds.FOLDER / f"{name}.wav")[1] for name in ("warning", "critical"))
    assert max(critical) > 1.4 * max(warning)
    assert len(critical) > 1.5 * len(warning)
