#!/usr/bin/env python3
"""Writes index.json and IndexVectors.t.sol: the index of reputation computed once more, with Python's integers.

Run it in its own folder after changing the algorithm or the rows; the Rust twin reads index.json.
"""
import json
from math import isqrt

ONE, MAX, DAY = 1 << 64, 1 << 200, 86_400


def exp2(numerator, denominator):
    result, rest, root = ONE << (numerator // denominator), numerator % denominator, ONE << 1
    for _ in range(64):
        if rest == 0:
            break
        root = isqrt(root << 64)
        rest <<= 1
        if rest >= denominator:
            rest -= denominator
            result = result * root >> 64
    return result


def power(base, exponent):
    result = ONE
    while exponent:
        if exponent & 1:
            result = min(result * base >> 64, MAX)
            if result == MAX:
                return MAX
        exponent >>= 1
        if exponent:
            base = min(base * base >> 64, MAX)
    return result


def row(length, half_life, epoch):
    growth = exp2(length, half_life)
    return length, half_life, epoch, growth, power(growth, epoch)


rows = [row(length * DAY, half_life * DAY, epoch)
        for length in (1, 7, 30, 92) for half_life in (90, 364, 730) for epoch in (0, 1, 2, 3, 52, 1000, 20000)]
rows.append(row(1, 90 * DAY, 2**32 - 1))

names = ("length", "halfLife", "epoch", "growth", "index")
with open("index.json", "w") as file:
    listed = [dict(zip(names, [*r[:3], hex(r[3]), hex(r[4])])) for r in rows]
    file.write("[\n" + ",\n".join("  " + json.dumps(entry) for entry in listed) + "\n]\n")

packed = [b"".join(value.to_bytes(size, "big") for value, size in zip(r, (4, 4, 4, 32, 26))).hex() for r in rows]
with open("IndexVectors.t.sol", "w") as file:
    file.write("// SPDX-License-Identifier: MIT OR Apache-2.0\npragma solidity 0.8.37;\n\n")
    file.write("/// @title IndexVectors\n/// @notice Written by index.py. Each row: length 4 | halfLife 4 | epoch 4 | growth 32 | index 26 bytes.\n")
    file.write("library IndexVectors {\n    bytes internal constant ROWS =\n")
    file.write("\n".join(f'        hex"{line}"' for line in packed) + ";\n}\n")
