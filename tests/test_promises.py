"""Each control and promise of the threat model: the tests that hold it, or that it is not claimed.

What the guide promises under *What is promised, and how to check it* stands here too, so that nothing is
promised to an advisor that no test holds.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from welfare_desk import guide

CHECKOUT = Path(__file__).resolve().parents[1]

HELD: dict[str, tuple[str, ...]] = {
    "control 1, the wrong person": (
        "tests/rules/test_consent_stops.py",
        "tests/rules/test_consent_cover.py::test_every_recipient_must_be_named",
        "tests/casework/consent/test_consent_at_work.py::test_another_clients_case_or_reading_lends_nothing",
    ),
    "control 2, the stolen laptop": (
        "tests/scenarios/test_canary.py::test_the_canary_sings_nowhere",
        "tests/screens/test_no_spill.py::test_a_session_at_the_screens_spills_nothing",
        "tests/screens/test_lock.py::test_a_machine_that_slept_is_locked_when_it_wakes",
    ),
    "control 3, the shared computer": (
        "tests/screens/test_lock.py::test_three_idle_minutes_draw_the_curtain_and_ten_lock",
        "tests/screens/test_leaving.py::test_sleep_lid_and_the_sessions_own_lock_are_heard",
        "tests/screens/test_salvage_screen.py::test_on_a_shared_computer_it_hides_sooner_and_remembers_no_desk",
        "tests/vault/test_vault_keys.py::test_a_new_desk_holds_its_two_files_and_a_lock_and_only_its_owner_reads_them",
    ),
    "control 4, the curious colleague": (
        "tests/screens/test_screen_one_row_a_look.py::test_no_screen_says_what_a_note_says_without_a_row_of_the_log",
        "tests/rules/test_consent.py::test_only_those_with_a_part_in_the_case_come_in",
    ),
    "control 5, the lost stick": (
        "tests/vault/test_vault_backup.py::test_a_backup_carries_no_keyring_slot_and_no_wrong_tries",
    ),
    "control 6, the paper that means harm": (
        "tests/letters/test_letter_papers.py::test_a_hostile_paper_is_refused_with_its_reason_in_bounds",
        "tests/letters/test_hostile_templates.py",
        "tests/vault/test_vault_evil_stick.py::test_a_backup_that_is_none_is_refused_by_whoever_reads_it",
    ),
    "control 7, what printing leaves": (
        "tests/screens/test_no_spill.py::test_a_session_at_the_screens_spills_nothing",
    ),
    "control 8, gains edited afterwards": (
        "tests/faults/test_tampering.py::test_log_verify_names_the_first_bad_row",
        "tests/faults/test_tampering.py::test_the_head_in_a_report_finds_a_log_rewritten_whole",
        "tests/casework/shared/test_agency_attacks.py::test_a_confirmed_gain_stands_whoever_would_change_it",
    ),
    "control 9, the clock": (
        "tests/vault/test_vault_chain.py::test_a_clock_set_forward_and_then_right_again_goes_on",
        "tests/rules/test_consent.py::test_the_clock_must_fit_the_log",
    ),
    "control 10, guessing": (
        "tests/vault/test_vault_guesses.py::test_each_wrong_try_waits_longer_and_a_restart_forgets_nothing",
    ),
    "control 11, over the shoulder": (
        "tests/screens/test_private_view.py::test_no_screen_shows_or_says_a_name_or_what_is_clinical",
    ),
    "control 12, the clipboard": (
        "tests/screens/test_lock.py::test_copied_clinical_text_is_marked_secret_and_gone_after_the_interval",
        "tests/screens/test_lock.py::test_what_the_person_copied_since_is_left_alone",
    ),
    "control 13, crashes": (
        "tests/test_machine.py::test_every_command_and_the_window_keep_no_core_of_themselves",
    ),
    "control 14, the server": (
        "tests/casework/shared/test_agency_attacks.py::test_nobody_changes_the_log_whoever_they_are",
        "tests/casework/shared/test_agency_attacks.py::test_no_row_of_any_table_names_a_client_who_is_not_theirs",
        "tests/casework/shared/test_agency_desk.py::test_a_dump_of_the_server_holds_no_word_of_evidence_or_journal",
    ),
    "control 15, what it is made of": (
        "tests/test_supply.py::test_everything_is_pinned_to_one_version_with_its_hashes",
        "tests/test_no_network.py::test_the_work_is_done_on_a_machine_without_a_network",
    ),
    "R1": ("tests/faults/test_kills.py::test_nothing_called_saved_is_lost_when_the_desk_is_killed_at_work",),
    "R2": (
        "tests/faults/test_power_cuts.py::test_whatever_is_found_after_the_last_call_holds_all_that_was_called_saved",
    ),
    "R3": ("tests/screens/test_autosave.py::test_what_was_typed_is_there_after_a_kill",),
    "R4": ("tests/faults/test_full_disk.py::test_a_disk_that_fills_up_stops_the_act_and_harms_nothing",),
    "R5": ("tests/faults/test_failing_disk.py::test_an_error_at_any_call_stops_the_act_and_harms_nothing",),
    "R6": (
        "tests/casework/test_open_desk.py::test_who_comes_second_reads_and_is_told_who_writes",
        "tests/vault/test_vault_lock.py::test_a_lock_left_by_another_machine_needs_a_name",
        "tests/test_machine.py::test_a_network_folder_is_known_by_its_mount",
    ),
    "R7": (
        "tests/faults/test_upgrade_cut_short.py::test_an_upgrade_cut_short_leaves_the_old_desk_or_the_new",
    ),
    "R8": (
        "tests/records/test_golden_desks.py::test_a_desk_of_then_opens_and_holds_what_it_held",
        "tests/casework/test_open_desk.py::test_a_desk_newer_than_the_program_is_left_byte_for_byte",
    ),
    "R9": (
        "tests/vault/test_vault_backup.py::test_every_kind_of_damage_is_found_and_refused",
        "tests/screens/test_screen_backups.py::test_a_place_is_chosen_once_and_each_day_has_its_backup_and_each_month_its_rehearsal",
    ),
    "R10": (
        "tests/vault/test_vault_thinning.py::test_two_years_of_daily_backups_thin_to_days_weeks_and_months",
        "tests/vault/test_vault_thinning.py::test_a_clock_set_ten_years_ahead_purges_nothing_else",
    ),
    "R11": (
        "tests/faults/test_damage.py::test_every_page_flipped_once_is_found_and_named",
        "tests/screens/test_salvage_screen.py::test_the_check_of_the_day_finds_a_damaged_page_and_says_the_way_on",
    ),
    "R12": (
        "tests/vault/test_vault_keys.py::test_a_wrong_passphrase_says_one_sentence_and_no_more",
        "tests/screens/test_salvage_screen.py::test_after_five_wrong_tries_the_recovery_key_is_offered",
        "tests/screens/test_lock.py::test_capitals_without_shift_bring_the_caps_lock_hint",
    ),
    "R13": ("tests/vault/test_vault_keys.py::test_the_recovery_key_replaces_a_forgotten_passphrase",),
    "R14": (
        "tests/vault/test_vault_keyring_trouble.py::test_whatever_the_keyring_does_the_passphrase_opens_and_nothing_is_taken_away",
    ),
    "R15": ("tests/vault/test_vault_chain.py::test_a_clock_set_forward_and_then_right_again_goes_on",),
    "R17": ("tests/casework/rights/test_erasure.py::test_a_backup_from_before_brings_nobody_back",),
}

NOT_CLAIMED: dict[str, str] = {
    "R16": "there is no work without the server's network yet, so nothing is merged and nothing promised",
    "R18": "moving to a computer of another system is not tried on one",
}
"""Neither is promised in the guide."""


def every_test_named() -> list[str]:
    return sorted({one for tests in HELD.values() for one in tests})


def promised() -> list[tuple[str, list[str]]]:
    """Each line of the guide's table: the promise and the tests it names."""
    [page] = [page for page in guide.pages() if page.name == "keeping-it-safe"]
    _, _, table = page.text.partition("## What is promised, and how to check it")
    rows = re.findall(r"^\| ([^|]+) \| (`tests/[^|]+) \|$", table, re.MULTILINE)
    return [(words, re.findall(r"`([^`]+)`", named)) for words, named in rows]


def test_every_control_and_promise_is_held_by_a_test_or_not_claimed() -> None:
    controls = {int(name.split()[1].strip(",")) for name in HELD if name.startswith("control")}
    assert controls == set(range(1, 16))
    promises = {name for name in (*HELD, *NOT_CLAIMED) if name.startswith("R")}
    assert promises == {f"R{number}" for number in range(1, 19)}
    assert not set(HELD) & set(NOT_CLAIMED) and all(NOT_CLAIMED.values())


@pytest.mark.parametrize("named", every_test_named())
def test_the_test_is_there(named: str) -> None:
    file, _, test = named.partition("::")
    source = (CHECKOUT / file).read_text(encoding="utf-8")
    assert f"def {test}(" in source if test else "def test_" in source


def test_each_promise_of_the_guide_names_its_test() -> None:
    lines = promised()
    assert len(lines) >= 40 and all(tests for _, tests in lines)
    words = [words for words, _ in lines]
    assert len(words) == len(set(words)), "promised twice"


def test_what_is_not_claimed_is_not_promised() -> None:
    said = " ".join(words.casefold() for words, _ in promised())
    assert not re.search(r"windows and macos|another system|two people at once|without the network", said)
