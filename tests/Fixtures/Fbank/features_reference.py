"""Values for ExportedFeaturesTests: what kaldi-native-fbank, which sherpa-onnx uses, is documented to compute, in double precision and without a
library. A line is: kind, frames, frame, first bin, values.

python3 features_reference.py > features-reference.txt
"""
import cmath
import math

RATE, LENGTH, SHIFT, PADDED = 16000, 400, 160, 512


def signal():
    """0.2 s, off centre: a sine, a rising one, and noise from a generator that any language can have."""
    state, wave = 12345, []
    for t in range(3200):
        state = (1103515245 * state + 12345) % 2**31
        tone = 0.3 * math.sin(2 * math.pi * 440 * t / RATE) + 0.1 * math.sin(2 * math.pi * (1000 + 500000 * t / RATE / 100) * t / RATE)
        wave.append(tone + 0.05 * (state / 2**30 - 1) + 0.01)
    return wave


def kaldi_banks(count, low, high):
    def mel(f):
        return 1127 * math.log(1 + f / 700)

    step = (mel(high) - mel(low)) / (count + 1)
    banks = []
    for b in range(count):
        left, centre, right = (mel(low) + (b + i) * step for i in range(3))
        at = [mel(k * RATE / PADDED) for k in range(PADDED // 2)]
        banks.append([max(0, min((m - left) / (centre - left), (right - m) / (right - centre))) for m in at])
    return banks


def slaney_banks(count, high):
    def mel(f):
        return 3 * f / 200 if f <= 1000 else 15 + 27 * math.log(f / 1000) / math.log(6.4)

    def hertz(m):
        return 200 * m / 3 if m <= 15 else 1000 * math.exp((m - 15) * math.log(6.4) / 27)

    step = mel(high) / (count + 1)
    banks = []
    for b in range(count):
        left, centre, right = (hertz((b + i) * step) for i in range(3))
        at = [k * RATE / PADDED for k in range(PADDED // 2)]
        banks.append([max(0, min((f - left) / (centre - left), (right - f) / (right - centre))) * 2 / (right - left) for f in at])
    return banks


def frames(samples, window, banks, removes_mean):
    total = len(samples)
    for f in range((total + SHIFT // 2) // SHIFT):
        start = f * SHIFT + SHIFT // 2 - LENGTH // 2
        places = [abs(i + 0.5) - 0.5 for i in range(start, start + LENGTH)]
        frame = [samples[int(i if i < total else 2 * total - 1 - i)] for i in places]
        mean = sum(frame) / LENGTH if removes_mean else 0
        frame = [s - mean for s in frame]
        frame = [(s - 0.97 * frame[max(0, i - 1)]) * window[i] for i, s in enumerate(frame)]
        power = [abs(sum(s * cmath.exp(-2j * math.pi * k * i / PADDED) for i, s in enumerate(frame)))**2 for k in range(PADDED // 2)]
        yield [math.log(max(sum(w * p for w, p in zip(bank, power)), 2**-23)) for bank in banks]


povey = [(0.5 - 0.5 * math.cos(2 * math.pi * i / (LENGTH - 1)))**0.85 for i in range(LENGTH)]
hann = [0.5 - 0.5 * math.cos(2 * math.pi * i / LENGTH) for i in range(LENGTH)]
for name, window, banks, removes_mean in (("icefall", povey, kaldi_banks(80, 20, 7600), True), ("nemo", hann, slaney_banks(80, 8000), False)):
    features = list(frames(signal(), window, banks, removes_mean))
    for frame in (0, 7, len(features) - 1):
        for start in range(0, 80, 16):
            values = ",".join(f"{v:.6f}" for v in features[frame][start:start + 16])
            print(f"{name} {len(features)} {frame} {start} {values}")
