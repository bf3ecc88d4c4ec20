"""What each hip carries in a movement: inverse dynamics, static optimisation, and what both mean beside walking.

`model` is the body, `muscles` their strength, `dynamics` what a movement asks for, `contacts` where it rests,
`cycles` makes loops smooth, `allocation` who carries what, `variants` under which assumptions, `solving` all of it
for one movement, `result` what is kept, `keeping` the files.
"""
