"""What the schema gains has the names of the public contract, and only extends other services' types by name."""

from hanoiwork_evaluation.graph import part

SHEET = {
    "status assigned groups quantity quality progress result_percent general result total level rule_pack lines",
    "explanation rows leader person unit",
}


def fields_of(kind):
    return kind._meta.fields


def test_the_published_sheet_query_can_be_asked():
    sheet = fields_of(part.query)["sheet"].type
    assert {name for names_ in SHEET for name in names_.split()} <= set(fields_of(sheet))


def test_queries_and_mutations_name_the_rpc_that_answers_them():
    for fields in (fields_of(part.query), fields_of(part.mutation)):
        for name, field in fields.items():
            assert field.method == f"evaluation.{name}"


def test_people_units_and_objectives_are_extended_by_batched_fields():
    joins = {
        owner: {name: field.method for name, field in fields_of(kind).items()} for owner, kind in part.extends.items()
    }
    assert joins == {
        "Person": {"sheet": "evaluation.sheets_by_people", "year_result": "evaluation.year_results_by_people"},
        "Unit": {"results": "evaluation.results_by_units"},
        "Objective": {"scores": "evaluation.scores_by_objectives"},
    }
