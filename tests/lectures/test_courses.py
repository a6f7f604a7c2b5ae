"""The courses: made of steps that exist, each once, in the time that they promise."""

import pytest

from explorer.lectures.courses import COURSES, Course, course_named

each_course = pytest.mark.parametrize("course", COURSES, ids=lambda course: course.name)


@each_course
def test_a_course_goes_through_steps_that_exist_each_once_and_forwards(course: Course) -> None:
    assert len(set(course.stops)) == len(course.stops)
    for part in course.parts:
        assert list(part.numbers) == sorted(part.numbers)
    for place, stop in enumerate(course.stops):
        assert course.place_of(stop.page, stop.number) == place
        assert course.parts[stop.part].page == stop.page
    assert course_named(course.name) is course


def test_the_minutes_add_up() -> None:
    for course in COURSES:
        assert sum(part.minutes for part in course.parts) == course.minutes == course.minutes_before(len(course.stops))
    minutes = {course.name: course.minutes for course in COURSES}
    assert minutes["quick"] == 15
    assert 30 <= minutes["theory"] <= 45 and 30 <= minutes["failures"] <= 45


def test_how_long_a_course_takes_is_said_as_one_would_say_it() -> None:
    said = {course.name: course.in_words for course in COURSES}
    long = {"theory": "about 40 minutes", "pictures": "about 30 minutes", "failures": "about 40 minutes"}
    assert said == {"quick": "15 minutes", **long}
    for course in COURSES:
        (minutes,) = (int(word) for word in said[course.name].split() if word.isdigit())
        assert abs(minutes - course.minutes) <= 2.5


def test_a_step_that_a_course_leaves_out_has_no_place_in_it() -> None:
    assert COURSES[0].place_of("toy_faces", 13) is None
    assert COURSES[0].place_of("nowhere", 1) is None
    assert course_named("nothing") is None and course_named(None) is None
