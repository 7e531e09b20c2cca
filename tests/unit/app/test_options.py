"""The command line: what is read, and that anything else is refused in plain words."""

import pytest

from mimikdesk.app.options import Ask, Options, read_options
from mimikdesk.domain.errors import UsageError


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ([], Options()),
        (["run"], Options()),
        (["run", "--data", "my folder"], Options(data="my folder")),
        (["--data=x", "--seed", "7"], Options(data="x", seed=7)),
        (["--single-loop"], Options(single_loop=True)),
        (["--demo"], Options(demo=True)),
        (["--headless-demo"], Options(Ask.HEADLESS_DEMO)),
        (["--version"], Options(Ask.VERSION)),
        (["-h"], Options(Ask.HELP)),
    ],
)
def test_each_option_is_read(words: list[str], options: Options) -> None:
    assert read_options(words) == options


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--sed", "4"], "“--sed” is not an option of MimikDesk. Did you mean --seed?"),
        (["--zzz"], "“--zzz” is not an option of MimikDesk."),
        (["--dat=x"], "“--dat=x” is not an option of MimikDesk. Did you mean --data?"),
        (
            ["walk"],
            "“walk” is not a command of MimikDesk; there are “run”, “replay”, “incident”, “export” and “diagnostics”.",
        ),
        (["run", "fast"], "“fast” is one word too many; “run” takes options only."),
        (["--data"], "--data needs the name of a folder after it."),
        (["--data", "--seed", "3"], "--data needs the name of a folder after it."),
        (["--data="], "--data needs the name of a folder after it."),
        (["--seed"], "--seed needs a whole number after it."),
        (["--seed", "many"], "--seed needs a whole number, 0 or greater; “many” is not one."),
        (["--seed=-4"], "--seed needs a whole number, 0 or greater; “-4” is not one."),
        (["--version=3"], "--version takes no value."),
    ],
)
def test_anything_else_is_refused_in_plain_words(words: list[str], sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_options(words)
    assert str(refused.value) == sentence
