from musubime.exports.naming import file_names


def test_a_file_says_region_date_and_version_in_ascii_and_in_japanese() -> None:
    names = file_names("graphml", ["39"], "2022-03", "gabc")
    assert names.ascii == "musubime_Kochi_2022-03_gabc.graphml"
    assert names.full == "結び目_高知県_2022-03_gabc.graphml"
    assert names.content_disposition == (
        'attachment; filename="musubime_Kochi_2022-03_gabc.graphml"; '
        "filename*=UTF-8''%E7%B5%90%E3%81%B3%E7%9B%AE_%E9%AB%98%E7%9F%A5%E7%9C%8C_2022-03_gabc.graphml"
    )


def test_three_prefectures_are_named_and_more_are_counted() -> None:
    assert file_names("csv", ["39", "34", "36"], None, "g").ascii == "musubime_Hiroshima-Tokushima-Kochi_g.csv"
    assert file_names("csv", ["01", "02", "03", "04"], None, "g").full == "結び目_4都道府県_g.csv"
    assert file_names("csv", [], None, "g").full == "結び目_全体_g.csv"
