"""Loading: nothing is lost, nothing is taken in twice."""


def test_a_file_loaded_twice_changes_nothing(register, tmp_path):
    first = register.load(tmp_path, "people", {}, {"given_names": "Perdor"})
    again = register.load(tmp_path, "people", {}, {"given_names": "Perdor"})
    assert (first.loaded, first.unchanged, first.quarantined) == (2, 0, 0)
    assert (again.loaded, again.unchanged, again.quarantined) == (0, 2, 0)
