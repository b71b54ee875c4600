import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from welfare_desk.ui.lock.clipboard import SecretClipboard
from welfare_desk.ui.lock.cover import ChoosePin, Curtain, LockScreen, StartPin
from welfare_desk.ui.lock.idle import Idle


class Clock:
    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def idle(clock, qapp):
    made = Idle(clock)
    made.said = []
    made.curtain_due.connect(lambda: made.said.append("curtain"))
    made.lock_due.connect(lambda: made.said.append("lock"))
    return made


def pass_time(idle, clock, seconds):
    for _ in range(seconds):
        clock.now += 1
        idle.tick()


def touch(idle):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    assert idle.eventFilter(QObject(), event) is False  # it watches, it takes nothing


def test_three_idle_minutes_draw_the_curtain_and_ten_lock(idle, clock):
    pass_time(idle, clock, 179)
    assert idle.said == []
    pass_time(idle, clock, 1)
    assert idle.said == ["curtain"]
    pass_time(idle, clock, 420)
    assert idle.said == ["curtain", "lock"]
    pass_time(idle, clock, 100)
    assert idle.said == ["curtain", "lock"]


def test_a_touch_puts_it_off_but_not_behind_the_curtain(idle, clock):
    pass_time(idle, clock, 170)
    touch(idle)
    pass_time(idle, clock, 170)
    assert idle.said == []
    pass_time(idle, clock, 10)
    touch(idle)  # someone else's hand, on a hidden screen
    pass_time(idle, clock, 420)
    assert idle.said == ["curtain", "lock"]


def test_a_machine_that_slept_is_locked_when_it_wakes(idle, clock):
    pass_time(idle, clock, 5)
    clock.now += 45
    idle.tick()
    assert idle.said == ["lock"]


def test_being_let_in_counts_from_now(idle, clock):
    pass_time(idle, clock, 700)
    idle.begin_again()
    idle.said.clear()
    pass_time(idle, clock, 179)
    assert idle.said == []


def test_the_status_line_is_told_what_remains(idle, clock):
    told = []
    idle.remaining.connect(told.append)
    pass_time(idle, clock, 2)
    assert told == [599, 598]


def test_a_clock_set_back_neither_locks_nor_counts_for_ever(idle, clock):
    clock.now -= 3600
    idle.tick()
    assert idle.said == []


# The lock screen ----------------------------------------------------------------------------------


@pytest.fixture
def lock(qtbot):
    made = LockScreen()
    qtbot.addWidget(made)
    made.show_locked("14:06", desk="Millbank desk")
    made.show()
    return made


def test_enter_gives_the_passphrase(lock, qtbot):
    qtbot.keyClicks(lock.field.line, "correct horse")
    with qtbot.waitSignal(lock.passphrase_given) as given:
        qtbot.keyClick(lock.field.line, Qt.Key.Key_Return)
    assert given.args == ["correct horse"]


def test_an_empty_passphrase_is_not_tried(lock, qtbot):
    with qtbot.assertNotEmitted(lock.passphrase_given):
        lock.unlock.click()


def test_after_a_wrong_one_nothing_can_be_tried_until_the_wait_is_over(lock, qtbot):
    lock.refuse("That is not the passphrase.", wait_seconds=2)
    assert lock.field.below.text() == "That is not the passphrase."
    assert lock.unlock.text() == "Try again in 0:02"
    lock.field.line.setText("again")
    with qtbot.assertNotEmitted(lock.passphrase_given):
        lock.unlock.click()
    lock.tick()
    lock.tick()
    assert lock.unlock.isEnabled()
    with qtbot.waitSignal(lock.passphrase_given):
        lock.unlock.click()


def test_the_recovery_key_is_another_way_in(lock, qtbot):
    lock.other.click()
    assert lock.field.line.accessibleName() == "Recovery key"
    lock.field.line.setText("ABCD-EFGH")
    with qtbot.waitSignal(lock.recovery_key_given) as given:
        lock.unlock.click()
    assert given.args == ["ABCD-EFGH"]


def test_the_passphrase_is_hidden_as_it_is_typed_and_forgotten_when_used(lock):
    assert lock.field.line.echoMode() == lock.field.line.EchoMode.Password
    lock.field.line.setText("secret")
    lock.clear()
    assert lock.field.line.text() == ""


def test_capitals_without_shift_bring_the_caps_lock_hint(lock, qtbot):
    line = lock.field.line
    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QGuiApplication.sendEvent(line, capital)
    assert lock.caps.isVisible()
    qtbot.keyClicks(line, "a")
    assert not lock.caps.isVisible()


def test_the_practice_desk_shows_its_passphrase(lock):
    lock.show_practice_passphrase("practice desk 2026")
    assert "practice desk 2026" in lock.practice.text()


# The curtain --------------------------------------------------------------------------------------


@pytest.fixture
def curtain(qtbot):
    made = Curtain()
    qtbot.addWidget(made)
    made.show_drawn(StartPin("482913"))
    made.show()
    return made


def test_the_six_digits_open_it(curtain, qtbot):
    with qtbot.waitSignal(curtain.opened):
        qtbot.keyClicks(curtain.field.line, "482913")
    assert curtain.field.line.text() == ""


def test_three_wrong_tries_are_spent_and_the_right_digits_come_too_late(curtain, qtbot):
    qtbot.keyClicks(curtain.field.line, "111111")
    qtbot.keyClicks(curtain.field.line, "222222")
    assert "One try" in curtain.field.below.text()
    with qtbot.waitSignal(curtain.spent):
        qtbot.keyClicks(curtain.field.line, "333333")
    with qtbot.assertNotEmitted(curtain.opened):
        qtbot.keyClicks(curtain.field.line, "482913")


def test_a_right_answer_gives_the_tries_back():
    pin = StartPin("482913")
    assert not pin.opens("000000")
    assert pin.opens("482913")
    assert pin.tries_left == 3


@pytest.mark.parametrize("wrong", ["12345", "1234567", "abcdef", "١٢٣٤٥٦", ""])
def test_a_pin_is_six_plain_digits(wrong):
    with pytest.raises(ValueError, match="six digits"):
        StartPin(wrong)


@pytest.mark.parametrize("easy", ["111111", "123456", "987654"])
def test_digits_anyone_would_guess_are_refused(qtbot, easy):
    choose = ChoosePin()
    qtbot.addWidget(choose)
    choose.field.line.setText(easy)
    with qtbot.assertNotEmitted(choose.chosen):
        choose.keep.click()
    choose.field.line.setText("482913")
    with qtbot.waitSignal(choose.chosen) as chosen:
        choose.keep.click()
    assert chosen.args[0].opens("482913")


# The clipboard ------------------------------------------------------------------------------------


def test_copied_clinical_text_is_marked_secret_and_gone_after_the_interval(qtbot):
    secret = SecretClipboard(clear_after_ms=20)
    secret.copy("Walks thirty metres")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Walks thirty metres"
    assert bytes(data.data("x-kde-passwordManagerHint")) == b"secret"
    assert data.hasFormat("application/x-nspasteboard-concealed-type")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")


def test_what_the_person_copied_since_is_left_alone(qtbot):
    secret = SecretClipboard(clear_after_ms=60_000)
    secret.copy("Walks thirty metres")
    QGuiApplication.clipboard().setText("a telephone number")
    secret.clear()
    assert QGuiApplication.clipboard().text() == "a telephone number"


def test_the_promised_interval_is_ten_seconds():
    assert SecretClipboard()._timer.interval() == 10_000
