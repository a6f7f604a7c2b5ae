"""CSV files of points: what is read, and what is refused and in which words."""

import numpy as np
import pytest

from explorer.data.files import WrongFile
from explorer.data.mode_collapse.csv_points import MAX_BYTES, read_points
from explorer.data.mode_collapse.own_points import MAX_POINTS

EXPECTED = [[1.5, -2.0], [3.0, 400.0]]


@pytest.mark.parametrize(
    "text",
    [
        "1.5,-2\n3,4e2",
        "x,y\r\n1.5,-2\r\n\r\n3,4e2\r\n",
        "\ufeffx;y\n1,5;-2\n3;400",
        "1,5\t-2\n3\t400\n",
        "1.5 -2\n  3   400",
        '"width","height"\n"1.5", "-2"\n3,400',
        "sep=;\r\n1,5;-2\r\n3;400",  # Excel
        "sep=,\nx,y\n1.5,-2\n3,400",
        "# x y\n1.500000000000000000e+00 -2.0e+00\n3.0e+00 4.0e+02\n",  # NumPy's savetxt
        "% made by hand\n1.5,-2\n# a remark\n3,400\n# end",
        "x,y\n1.5,-2\n3,400\nSource: our own",
        '"x","y"\n"1,5","-2"\n"3","400,0"',  # commas as decimal points, quoted
        '"x; cm","y; cm"\n1.5,-2\n3,400',
        "x,y,\n1.5,-2,\n3,400,\n",
        "1,5 -2\n3 400",
        "1.5;−2\n3;400",
        '"","x","y"\n"1",1.5,-2\n"2",3,400',  # R's write.csv
        '"x" "y"\n"1" 1.5 -2\n"2" 3 400',  # R's write.table
        ",0,1\n0,1.5,-2\n1,3.0,400.0",  # pandas
        "My data\n\nx,y\ncm,cm\n1.5,-2\n3,400",  # a title and units above
        '"x\n(cm)","y\n(cm)"\n1.5,-2\n3,400',
        "# A tibble: 2 × 2\n      x     y\n  <dbl> <dbl>\n1   1.5    -2\n2   3     400",  # R's print
        "@relation r\n@attribute x numeric\n@data\n1.5,-2\n3,400",  # Weka
        "x|y\n1.5|-2\n3|400",
        "| x | y |\n|---|---|\n| 1.5 | -2 |\n| 3 | 400 |",  # Markdown
        ",1.5,-2\n,3,400",
        '="1.5",="-2"\n="3",="400"',
        "1.5D+00 -2.0D+00\n3.0D0 4.0D2",  # Fortran
        "1.5,-2.\n3.,4.*^2",  # Mathematica
        "1.5,\u20132\n3,400",
        "١٫٥;-٢\n٣;٤٠٠",
    ],
)
def test_many_ways_to_write_two_columns_are_read(text: str) -> None:
    np.testing.assert_array_equal(read_points(text.encode()).points, EXPECTED)


@pytest.mark.parametrize(
    "text",
    [
        "x;y\n1,5;-2\n3;4.000",  # German
        "x;y\n1,5;-2\n3;4.000,0",
        'x,y\n1.5,-2\n3,"4,000"',  # English
        'x,y\n1.5,-2\n3,"4,000.0"',
        "x;y\n1.5;-2\n3;4'000",  # Swiss
        "x;y\n1,5;-2\n3;4\u202f000",  # French
        "1.5 -2\n3 4,000",
    ],
)
def test_marks_between_thousands_are_no_decimal_points(text: str) -> None:
    np.testing.assert_array_equal(read_points(text.encode()).points, [[1.5, -2.0], [3.0, 4000.0]])


@pytest.mark.parametrize("text", ["1,500 200\n3 4", "1.500 200\n3 4", "1,500;200\n3;4", "1,500\t200\n3\t4"])
def test_a_single_mark_is_a_decimal_point_where_nothing_tells_otherwise(text: str) -> None:
    np.testing.assert_array_equal(read_points(text.encode()).points, [[1.5, 200.0], [3.0, 4.0]])


@pytest.mark.parametrize(
    "text",
    [
        '"x","y"\n1.5,-2\nNA,NA\n3,400',  # R
        '"","x","y"\n"1",1.5,-2\n"2",NA,NA\n"3",3,400',
        ",x,y\n0,1.5,-2\n1,,\n2,3,400",  # pandas
        "x,y\n.,.\n1.5,-2\n3,400",  # SPSS, SAS, Stata
        "x,y\n1.5,-2\n3,400\nnull,null",
    ],
)
def test_a_row_whose_values_are_missing_is_left_out_and_that_is_said(text: str) -> None:
    read = read_points(text.encode())
    np.testing.assert_array_equal(read.points, EXPECTED)
    assert "1 row without values was left out." in read.remark


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_what_spreadsheets_call_unicode_or_ansi_is_text(encoding: str) -> None:
    text = "Größe\tHöhe\n1,5\t-2\n3\t400\n"
    np.testing.assert_array_equal(read_points(text.encode(encoding)).points, EXPECTED)


def test_a_row_that_numbers_the_columns_is_left_out_and_that_is_said() -> None:
    read = read_points(b"0,1\n0.5,1.25\n0.1,0.2\n1.5,0.3\n")  # pandas, without its index
    assert len(read.points) == 3 and "first row" in read.remark
    assert len(read_points(b"0,1\n2,3\n4,5\n").points) == 3  # these may be points


def test_a_column_that_numbers_the_rows_is_left_out_and_that_is_said() -> None:
    assert "numbers the rows" in read_points(b",x,y\n0,1.5,-2\n1,3,400").remark
    with pytest.raises(WrongFile, match="3 columns"):
        read_points(b"x,y,z\n5,1.5,-2\n7,3,400")


@pytest.mark.parametrize(
    "content, said",
    [
        (b"", "There is nothing in the file."),
        (b"x,y\n\n", "There are no numbers in the file: its first row says “x, y”."),
        (b"150%,200%\n", "its first row says “150%, 200%”"),
        (b"[[1.5, -2], [3, 400]]", "its first row says “[[1.5, -2], [3, 400]]”"),
        (b"x,y\n1,2\n#DIV/0!,3", "Row 3 says “#DIV/0!”"),
        (b"x,y\n1,2\n########,3", "Row 3 says “########”"),
        (b"x,y\n1,2\n#N/A,3", "Row 3 says “#N/A”"),
        (b"x;y\n1,5;2\n3;4.00.0", "Row 3 says “4.00.0”"),
        (b"\x01\x02\xff", "no text file"),
        (b"\x89PNG\r\n\x1a\n\xff", "a picture; nothing in it was read"),
        (b"1,2\n\0\0", "no text file"),
        (b"1,2\n3,4,5", "Row 2 has 3 columns"),
        (b"1\n2", "Row 1 has one column"),
        (b"1,2\n3,", "Row 2 says nothing"),
        (b"x,y\n1,2\nu,v\n3,4", "Row 3 says “u”"),
        (b"x,y\n1_5,2\n3,4", "Row 2 says “1_5”"),
        (b"1,two", "Row 1 says “two”"),
        (b"1,nan", "finite"),
        (b"1,2\n-inf,3", "Row 2 says “-inf”; a point needs finite"),
        (b"1,2\n" * (MAX_POINTS + 1), "2,001 points; 2,000"),
        (b"1,2\n" * (MAX_BYTES // 4), "262,144 rows; 2,000 points are the most"),
        (b"1" * (MAX_BYTES + 1), "1 MB"),
        (b"x,y\n1,2\n" + b'"' + b"1" * 200_000, "Row 3 has 200,001 letters: too many"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(WrongFile, match="^[A-Z].*[.]$") as refusal:
        read_points(content)
    assert said in str(refusal.value)
