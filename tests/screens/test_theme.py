import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication

from welfare_desk import resources
from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.fields import TextField
from welfare_desk.ui.tour import picture_of

THEMES = {
    "light": theme.LIGHT,
    "dark": theme.DARK,
    "light strong": theme.strengthened(theme.LIGHT),
    "dark strong": theme.strengthened(theme.DARK),
}
TEXT_ON = [
    *((text, ground) for text in ("ink", "quiet") for ground in ("paper", "raised", "tint", "sunk")),
    *(
        (tone, ground)
        for tone in ("accent", "overdue", "soon", "done")
        for ground in ("paper", "raised", "tint")
    ),
    *((tone, f"{tone}_ground") for tone in ("overdue", "soon", "done")),
    ("on_accent", "accent"),
]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_every_text_stands_out_from_its_ground(name, text, ground):
    roles = THEMES[name]
    assert theme.contrast(getattr(roles, text), getattr(roles, ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", ["paper", "raised"])
def test_the_edge_of_what_one_types_in_can_be_seen(name, ground):
    assert theme.contrast(THEMES[name].field_edge, getattr(THEMES[name], ground)) >= 3


def test_contrast_is_measured_as_the_guidelines_say():
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_inter_is_loaded_where_there_is_no_font_worth_the_name(qapp):
    assert theme.load_inter() == "Inter"
    assert QFontInfo(qapp.font()).family() == "Inter"


def test_three_weights_are_really_there(qapp):
    widths = {
        weight: theme.QFontMetricsF(theme.font("text", weight)).horizontalAdvance("Wages")
        for weight in (400, 500, 600)
    }
    assert widths[400] < widths[500] < widths[600]


def test_figures_in_rows_stand_in_columns(qapp):
    assert theme.digits_share_a_width(theme.font("figure"))
    assert not theme.digits_share_a_width(QFont(qapp.font()))  # else this test could not fail


def test_measures_grow_with_the_text(qapp):
    small = theme.px(32), theme.font("title").pixelSize()
    theme.apply(qapp, "light", 2.0)
    assert (theme.px(32), theme.font("title").pixelSize()) == (
        small[0] * 2,
        pytest.approx(small[1] * 2, abs=1),
    )


def test_dark_is_dark(qapp):
    theme.apply(qapp, "dark")
    assert theme.is_dark()
    assert qapp.palette().window().color().name().upper() == theme.DARK.paper


def test_a_wrong_field_stays_red_while_one_mends_it(qtbot):
    field = TextField()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    field.setFocus()
    field.problem("A letter is missing at the end")
    edge = picture_of(field.line, 1.0).pixelColor(field.line.width() // 2, 0)
    assert edge.name().upper() == theme.LIGHT.overdue


def test_a_widget_is_dressed_again_and_no_longer_once_it_is_gone(qapp, qtbot):
    from welfare_desk.ui.kit.words import Words

    label = Words("Rent")
    qtbot.addWidget(label)
    theme.apply(qapp, "dark")
    assert label.palette().color(label.foregroundRole()).name().upper() == theme.DARK.ink
    label.deleteLater()
    QApplication.processEvents()
    theme.apply(qapp, "light")  # must not reach for a widget that has died


def test_every_icon_ships_and_draws():
    names = sorted(path.stem for path in resources.path("icons").glob("*.svg"))
    assert len(names) >= 50
    for name in names:
        image = QImage(32, 32, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        icons.paint(painter, name, QRectF(0, 0, 32, 32), "ink")
        painter.end()
        drawn = {image.pixelColor(x, y).alpha() for x in range(32) for y in range(32)}
        assert max(drawn) > 128, name


def test_every_icon_the_screens_name_is_shipped():
    import re
    from pathlib import Path

    import welfare_desk.ui as ui

    shipped = {path.stem for path in resources.path("icons").glob("*.svg")}
    source = "\n".join(p.read_text(encoding="utf-8") for p in Path(ui.__file__).parent.rglob("*.py"))
    named = set(re.findall(r'(?:icon|mark)="([a-z0-9-]+)"', source)) | set(
        re.findall(r'Mark\("([a-z0-9-]+)"', source)
    )
    assert named <= shipped, named - shipped


def test_licences_travel_with_font_and_icons():
    assert "SIL OPEN FONT LICENSE" in resources.text("fonts/Inter-OFL.txt")
    assert "ISC License" in resources.text("icons/Lucide-LICENSE.txt")


def test_only_a_widgets_own_method_dresses_it(qtbot):
    """A function would be called after its widget is gone."""
    with pytest.raises(TypeError, match="own method"):
        theme.dress(lambda: None)
