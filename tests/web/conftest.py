from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.house import House, house


@pytest.fixture(name="house")
def house_fixture(tmp_path: Path) -> House:
    return house(tmp_path)


@pytest.fixture
def visitor(house: House) -> FlaskClient:
    """A browser that is not signed in."""
    return house.app().test_client()


@pytest.fixture
def as_account(house: House) -> Callable[[str], FlaskClient]:
    """`as_account("mary")`: a browser signed in as that account."""
    app = house.app()
    return lambda account_id: house.sign_in(app.test_client(), account_id)
