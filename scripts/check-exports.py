#!/usr/bin/env python3
"""Whether the caption files of many recordings are right, as other programs than ours read them.

  livecaptions transcribe RECORDING… --formats vtt,srt,ass,scc,ttml,sbv,txt,json --out DIR
  scripts/check-exports.py DIR… --convert 'COMMAND…' [--lint SCORE.PY] [--json FILE]

For each recording: SRT is what the others are held against. ffmpeg decodes ASS (times to 10 ms, which is all it has) and SCC; Python's XML
parser reads TTML (ffmpeg has no decoder for it; times to 1 ms). SCC has other lines (32 columns) and is shown once it is loaded: ffmpeg's
captions are held against those that our reader makes of the same file by COMMAND IN OUT (same text, times to a frame), and its words
against SRT's; one that begins later than SRT's has to have been loaded (a frame for two characters) from the start, or behind another.
SCORE.PY lint looks at VTT and SRT. Exit code 1 where something differs.
"""
import argparse, collections, datetime, json, os, re, shlex, subprocess, sys, tempfile, unicodedata, xml.etree.ElementTree as xml

FRAME = 1001 / 30
LINTED = ("vtt", "srt")


def seconds(text):
    hours, minutes, rest = text.replace(",", ".").split(":")
    return (int(hours) * 60 + int(minutes)) * 60 + float(rest)


def plain(text):
    text = re.sub(r"<[^>]*>|\{\\[^}]*\}", "", text).replace("\\h", " ").replace("\\N", " ")
    # Broadcasters write music in notes, players in brackets.
    text = re.sub(r"♪ (\w+) ♪", r"[\1]", text)
    # ffmpeg has SCC's apostrophe as a typographic one.
    text = text.replace("\u2019", "'")
    return " ".join(text.split())


def cues_of_srt(text):
    """[(start ms, end ms, text)], with what players would make bold or move taken away."""
    found = []
    for block in re.split(r"\n\s*\n", text.replace("\r", "").lstrip("\ufeff").strip()):
        lines = block.split("\n")
        at = next((i for i, line in enumerate(lines) if "-->" in line), None)
        if at is not None:
            start, end = (seconds(side.strip()) for side in lines[at].split("-->"))
            found.append((start * 1000, end * 1000, plain(" ".join(lines[at + 1:]))))
    return found


def by_ffmpeg(path):
    run = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "srt", "-"], capture_output=True, text=True)
    return cues_of_srt(run.stdout)


def real(ms):
    """ffmpeg takes a drop-frame time code for seconds; its label counts 30 frames a second and leaves out two a minute, but for each tenth."""
    whole = int(ms // 1000)
    minutes = whole // 60
    return (whole * 30 + round((ms - whole * 1000) * 29.97 / 1000) - 2 * (minutes - minutes // 10)) * FRAME


def cues_of_ttml(path):
    found = []
    for p in xml.parse(path).getroot().iter("{http://www.w3.org/ns/ttml}p"):
        for br in p.iter("{http://www.w3.org/ns/ttml}br"):
            br.tail = " " + (br.tail or "")
        found.append((seconds(p.get("begin")) * 1000, seconds(p.get("end")) * 1000, plain("".join(p.itertext()))))
    return found


def differences(have, want, tolerance):
    """Same captions in the same order; times in ms."""
    if len(have) != len(want):
        return [f"{len(have)} captions, not {len(want)}"]
    wrong = [f"'{h[2]}' is not '{w[2]}'" for h, w in zip(have, want) if h[2] != w[2]]
    return wrong + [f"{h[0]:.0f}-{h[1]:.0f} ms is not {w[0]:.0f}-{w[1]:.0f} ms" for h, w in zip(have, want)
                    if max(abs(h[0] - w[0]), abs(h[1] - w[1])) > tolerance]


def words(cues):
    """Without accents and signs, which SCC's letters do not all have."""
    text = unicodedata.normalize("NFKD", " ".join(cue[2] for cue in cues)).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", text)


def idle_before(path):
    """For each caption of an SCC file the frames, one for each pair of characters, that nothing is sent in before its own."""
    found, busy_until = [], 0
    for time, codes in re.findall(r"^(\d\d:\d\d:\d\d[:;]\d\d)\s+([0-9a-f ]+)$", open(path).read(), re.M | re.I):
        hours, minutes, secs, frame = (int(part) for part in re.split("[:;]", time))
        total = hours * 60 + minutes
        start = (total * 60 + secs) * 30 + frame - (2 * (total - total // 10) if ";" in time else 0)
        if "942f" in codes.lower():
            found.append(start - busy_until)
        busy_until = start + len(codes.split())
    return found


def late(scc, srt, idle):
    """[ms that a caption of SCC begins later than that of SRT with the same first word, idle frames before it was sent]"""
    starts, at = {}, 0
    for cue in srt:
        starts[at] = cue[0]
        at += len(words([cue]))
    at, lags = 0, []
    for cue, frames in zip(scc, idle):
        if at in starts:
            lags.append((cue[0] - starts[at], frames))
        at += len(words([cue]))
    return lags


def check(stem, convert, figures):
    def tell(kind, wrong):
        figures[kind]["files"] += 1
        figures[kind]["wrong"] += 1 if wrong else 0
        for line in wrong[:3]:
            print(f"{os.path.basename(stem)}.{kind}: {line}")

    srt = cues_of_srt(open(f"{stem}.srt", encoding="utf-8").read())
    figures["srt"]["files"] += 1
    figures["srt"]["captions"] += len(srt)
    tell("ass", differences(by_ffmpeg(f"{stem}.ass"), srt, 10.01))
    tell("ttml", differences(cues_of_ttml(f"{stem}.ttml"), srt, 1.01))
    with tempfile.TemporaryDirectory() as folder:
        ours = os.path.join(folder, "ours.srt")
        run = subprocess.run(convert + [f"{stem}.scc", ours], capture_output=True, text=True)
        own = cues_of_srt(open(ours, encoding="utf-8").read()) if run.returncode == 0 else []
    scc = [(real(start), real(end), text) for start, end, text in by_ffmpeg(f"{stem}.scc")]
    wrong = differences(scc, own, FRAME + 1)
    if words(scc) != words(srt):
        wrong.append("other words than SRT")
        figures["scc"]["otherWords"] += 1
    tell("scc", wrong)
    figures["scc"]["captions"] += len(scc)
    idle = idle_before(f"{stem}.scc")
    return late(scc, srt, idle) if words(scc) == words(srt) and len(idle) == len(scc) else []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dirs", nargs="+")
    parser.add_argument("--convert", required=True)
    parser.add_argument("--lint")
    parser.add_argument("--json")
    parser.add_argument("--note", default="")
    asked = parser.parse_args()
    stems = sorted({os.path.join(folder, name[:-4]) for folder in asked.dirs for name in os.listdir(folder) if name.endswith(".srt")})
    figures = collections.defaultdict(collections.Counter)
    lags = []
    for stem in stems:
        lags += check(stem, shlex.split(asked.convert), figures)
    for kind in LINTED if asked.lint else ():
        files = [f"{stem}.{kind}" for stem in stems if os.path.exists(f"{stem}.{kind}")]
        for file in files:
            run = subprocess.run([sys.executable, asked.lint, "lint", file], capture_output=True, text=True)
            figures["lint"]["files"] += 1
            if run.returncode != 0:
                figures["lint"]["wrong"] += 1
                print(f"lint {os.path.basename(file)}: {(run.stdout + run.stderr).strip()[:300]}")
    lags.sort()
    result = {
        "bench": "exports", "machine": {"cores": os.cpu_count()},
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"), "note": asked.note, "recordings": len(stems), "figures": {kind: dict(counts) for kind, counts in figures.items()},
        "sccBehindSrtMs": {
            "captions": len(lags), "median": round(lags[len(lags) // 2][0]), "p95": round(lags[int(len(lags) * .95)][0]),
            "most": round(lags[-1][0]), "laterThanAFrame": sum(lag > FRAME + 1 for lag, _ in lags),
            "laterThoughTheLineWasIdle": sum(lag > FRAME + 1 and idle > 1 for lag, idle in lags)} if lags else None,
    }
    text = json.dumps(result, indent=2)
    print(text)
    if asked.json:
        open(asked.json, "w").write(text + "\n")
    sys.exit(1 if any(counts["wrong"] for counts in figures.values()) else 0)


main()
