"""The API does what its own description says, whatever is thrown at it: schemathesis against a running server."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
)
from tests.support.journey import PATIENT_NUMBER

from likeverd.api.api import api
from likeverd.core.vocabulary import Role, State

SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema())
# What every call may answer beside what its description names: problems of ours, told in problems.py.
PROBLEMS = {400, 401, 403, 404, 409, 413, 415, 422}


@pytest.fixture(scope="module")
def callers(world):
    """Keys of people of three kinds: who writes, who decides, and who has no role at all."""
    names = (
        f"innlandet {Role.TREATING_CONSULTANT}",
        f"innlandet {Role.MEDICAL_DIRECTOR}",
        "without any role",
    )
    return [next(one for one in world.visitors if one.name == name) for name in names]


def key_of(visitor) -> str:
    return str(visitor.program.defaults["HTTP_AUTHORIZATION"])


@SCHEMA.parametrize()
@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_api_keeps_to_its_description(case, world, callers, running_server):
    numbers = [world.cases[State.DRAFT].number, world.cases[State.DECISION].number]
    if "number" in (case.path_parameters or {}) and len(str(case.path_parameters["number"])) % 2:
        case.path_parameters["number"] = numbers[len(str(case.path_parameters["number"])) % 4 // 2]
    for visitor in callers:
        answer = case.call(base_url=running_server.url, headers={"Authorization": key_of(visitor)})
        assert answer.status_code < 500, (visitor.name, answer.text[:300])
        if answer.status_code in (200, 201):
            case.validate_response(
                answer,
                checks=[response_schema_conformance, content_type_conformance],
            )
        else:
            assert answer.status_code in PROBLEMS | {405}, answer.status_code
            if answer.status_code != 405:
                assert answer.headers["content-type"][0].startswith("application/problem+json")
        if visitor.name.startswith("without"):
            assert PATIENT_NUMBER not in answer.text
