"""Who goes with what: whom to ask next (`next_ask`), how likely they say yes (`yes_rate`), a whole month (`month`),
which customers fit what the teams agreed on (`ideal`), and who speaks to which buyer (`reference`).

Plain values in, plain values out: no store, no clock, no Django. `docs/ideas/next-ask.md` has the method.
"""
