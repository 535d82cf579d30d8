import getpass

from analysis.user import keep_name, user_name


def test_the_name_is_the_systems_until_another_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("PARLEY_HOME", str(tmp_path / "new"))
    assert user_name() == getpass.getuser()
    keep_name("  Ana   Ruiz ")
    assert user_name() == "Ana Ruiz"
    keep_name("")
    assert user_name() == getpass.getuser()
