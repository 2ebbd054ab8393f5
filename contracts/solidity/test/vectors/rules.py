#!/usr/bin/env python3
"""Writes shares.json, phases.json and quorums.json: shares, states of epochs and quorums computed once more, with Python's integers
and in the words of the specification.

Run it in its own folder after changing a rule; the contracts (Vectors.t.sol) and the Rust twins read the files. Numbers that may be
above 2^53 are hexadecimal text.
"""
import json
from random import Random

dice = Random(4824)
BPS = 10_000
PHASES = ("upcoming", "open", "grace", "challenge", "resolve", "final")


def share(rules, funded, counted, totals, activity, is_active, active):
    """A member's part of a pool: lane by lane and equally, each floored once, up to the member's cap."""
    target = rules["activityTarget"]
    reached, whole = (min(activity, target), target) if target else (1, 1)
    parts = [
        funded * bps * points * reached // (BPS * max(total, floor) * whole)
        for bps, points, total, floor in zip(rules["laneBps"], counted, totals, rules["laneFloor"])
        if points
    ]
    if is_active:
        parts.append(funded * rules["equalBps"] * reached // (BPS * active * whole))
    cap = rules["memberCapBps"]
    return min(sum(parts), funded * cap // BPS) if cap else sum(parts)


def share_rules():
    cuts = sorted(dice.randint(0, BPS) for _ in range(9))
    parts = [later - earlier for earlier, later in zip([0, *cuts], cuts)]
    floor = dice.choice((1, 1_023, 1_024, 2**31 - 1))
    return {
        "equalBps": min(parts[8], 2_500),
        "laneBps": parts[:8],
        "laneFloor": [dice.choice((0, dice.randint(0, floor))) for _ in range(8)],
        "memberCapBps": dice.choice((0, 0, 1, 500, BPS)),
        "activityTarget": dice.choice((0, 0, 1, 500, 1_000, 2**32 - 1)),
    }


def share_row():
    rules, size = share_rules(), dice.choice((10, 1_000, 2**31 - 1))
    counted = [dice.choice((0, dice.randint(0, size))) for _ in range(8)]
    totals = [points + dice.choice((0, dice.randint(0, 100 * size))) for points in counted]
    funded = dice.choice((dice.randint(0, 10_001), 10**18, dice.getrandbits(96), 2**128 - 1))
    activity, is_active, active = dice.randint(0, 1_000), dice.random() < 0.5, dice.randint(1, 10_000)
    row = {"rules": rules, "funded": hex(funded), "counted": counted, "totals": totals}
    row |= {"activity": activity, "isActive": is_active, "active": active}
    return row | {"share": hex(share(rules, funded, counted, totals, activity, is_active, active))}


def dates(calendar, epoch, extension):
    """When each phase but the first begins."""
    genesis, length, grace, challenge, resolve = calendar
    begins = [genesis + epoch * length]
    for lasts in (length, grace, challenge, resolve + extension):
        begins.append(begins[-1] + lasts)
    return begins


def phase_rows():
    for _ in range(12):
        calendar = [dice.randint(0, 2**33), *(dice.randint(1, 92 * 86_400) for _ in range(4))]
        calendar[2] = dice.choice((0, calendar[2]))
        epoch, extension = dice.choice((0, 1, 7, 4_000)), dice.choice((0, dice.randint(1, 60 * 86_400)))
        begins = dates(calendar, epoch, extension)
        for date in begins:
            for time in (max(date - 1, 0), date):
                row = dict(zip(("genesis", "length", "grace", "challenge", "resolve"), calendar))
                row |= {"epoch": epoch, "extension": extension, "time": time}
                yield row | {"phase": PHASES[sum(time >= begin for begin in begins)]}


def quorum_rows():
    supplies = [0, *range(1, 21), 101, 10**9, 10**18 + 1, 2**120 + 7, 2**207]
    for percent, heads in ((1, 1), (10, 3), (20, 3), (33, 5), (50, 30)):
        for supply in supplies:
            needed = max((supply * percent + 99) // 100, min(heads, supply))
            threshold = max(1, (supply * percent + BPS - 1) // BPS)
            row = {"supply": hex(supply), "percent": percent, "minimumHeads": heads, "quorum": hex(needed)}
            yield row | {"thresholdBps": percent, "threshold": hex(threshold)}


def write(name, rows):
    with open(name, "w") as file:
        file.write("[\n" + ",\n".join("  " + json.dumps(row) for row in rows) + "\n]\n")


write("shares.json", [share_row() for _ in range(120)])
write("phases.json", phase_rows())
write("quorums.json", quorum_rows())
