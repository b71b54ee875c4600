"""A scale of nobody's, for tests: its words, its numbers and its conversion table are invented."""

SHORE = b"""
name = "Shoreline five"
edition = "2"
licence = "Invented for tests"
change_that_matters = 1.5
answers = [["Not at all", 0], ["A little", 1], ["Much", 2]]
[[item]]
words = "The week ahead feels like something I can steer"
[[item]]
words = "I open my post"
answers = [["Never", 0], ["Sometimes", 2], ["Always", 4]]
[conversion]
0 = 0
1 = "0.8"
2 = 1.75
3 = 2.5
4 = 3.25
5 = 4.4
6 = 6
"""
