from hanoiwork_objectives.domain.tags import tidied


def test_tags_are_in_lower_case_and_each_stands_once():
    assert tidied(["Chuyển  đổi số", "Y tế", "chuyển đổi số ", "y te\u0302\u0301"]) == ("chuyển đổi số", "y tế")
