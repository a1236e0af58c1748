"""Legal forms that are part of the body, and those of a legal person that runs a body of the same name."""

import re

_OPERATORS = """
学校法人 準学校法人 医療法人 医療法人社団 医療法人財団 社会医療法人 社会医療法人社団 社会医療法人財団
特定医療法人 社会福祉法人 宗教法人
"""
_RUN_SOMETHING = frozenset(_OPERATORS.split())
UNIVERSITY_FORMS = frozenset(("国立大学法人", "公立大学法人", "大学共同利用機関法人"))
_ONE_TO_ONE_FORMS = frozenset(("国立研究開発法人", "独立行政法人", "地方独立行政法人"))
_RUN = re.compile(
    r"(?:病院|診療所|クリニック|医院|学校|大学|学園|園|(?:法律|特許|会計|税理士|司法書士|行政書士)事務所)$"
)


def is_of_the_body(form: str) -> bool:
    """Return whether a body has just one legal person of this form: 国立研究開発法人X is X, 国立大学法人X is X."""
    return form in UNIVERSITY_FORMS or form in _ONE_TO_ONE_FORMS


def runs_another(form: str, core: str) -> bool:
    """Return whether a legal person of this form and a body of the bare name may be operator and operated.

    学校法人X runs X; 一般社団法人X病院 need not be X病院; 弁護士法人X法律事務所 stands beside the partners of
    X法律事務所; 国立研究開発法人X is X.
    """
    if form in _RUN_SOMETHING:
        return True
    return not is_of_the_body(form) and _RUN.search(core) is not None
