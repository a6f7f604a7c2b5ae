"""A colour for each of ten classes, legible on both backgrounds; a digit beside it tells them apart without it."""

CLASS_COLORS = (
    "#E36368",
    "#C86906",
    "#B08E00",
    "#6A9708",
    "#00A776",
    "#03999F",
    "#059CDA",
    "#667CE5",
    "#AD74DD",
    "#C6599E",
)
