"""Writes the lines of many sessions as a busy host's log has them: mixed, forty a second."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def stamp(tick, host, iso):
    """The beginning of the line with this number: RFC 3164, or RFC 3339 with a fraction of a second."""
    second = tick // 40
    day, clock = second // 86400, f"{second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
    month, day = day // 28 % 12, day % 28 + 1
    if iso:
        return f"2026-{month + 1:02d}-{day:02d}T{clock}.{tick % 40 * 25000:06d}+00:00 {host} "
    return f"{MONTHS[month]} {day:2d} {clock} {host} "


def write(path, size, rng, session, host, iso=False):
    """Writes at least `size` octets; `session(pid)` gives the lines of one session as (program, words)."""
    written, pid, tick, running = 0, 2000, 0, []

    def another():
        nonlocal pid
        pid = 2000 + (pid - 1993) % 60000
        return session(pid)

    with open(path, "w", buffering=1 << 20) as out:
        while written < size:
            while len(running) < 12:
                running.append(another())
            lines = []
            for _ in range(20000):
                if iso or tick % 40 == 0:
                    head = stamp(tick, host, iso)
                tick += 1
                at = rng.randrange(len(running))
                step = next(running[at], None)
                if step is None:
                    running[at] = another()
                    step = next(running[at])
                program, words = step
                lines.append(f"{head}{program}: {words}\n")
            block = "".join(lines)
            out.write(block)
            written += len(block)
