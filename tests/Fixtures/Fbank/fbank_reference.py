"""Values for FbankTests: the definition of Kaldi's compute-fbank-feats in double precision. A line is: window, frames, frame, first bin, values.

Made with numpy 1.24: python3 fbank_reference.py > fbank-reference.txt
"""
import numpy as np

RATE, LENGTH, SHIFT, PADDED, BINS = 16000, 400, 160, 512, 80


def signal():
    """0.2 s, off centre: a sine, a rising one, and noise from a generator that any language can have."""
    t = np.arange(3200)
    state, noise = 12345, []
    for _ in t:
        state = (1103515245 * state + 12345) % 2**31
        noise.append(state / 2**30 - 1)
    wave = 0.3 * np.sin(2 * np.pi * 440 * t / RATE) + 0.1 * np.sin(2 * np.pi * (1000 + 500000 * t / RATE / 100) * t / RATE)
    return (wave + 0.05 * np.array(noise) + 0.01).astype(np.float32)


def mel(f):
    return 1127 * np.log(1 + f / 700)


def banks():
    edges = np.linspace(mel(20), mel(RATE / 2), BINS + 2)
    left, centre, right = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    at = mel(np.arange(PADDED // 2 + 1) * RATE / PADDED)[None]
    return np.maximum(0, np.minimum((at - left) / (centre - left), (right - at) / (right - centre)))


def window(name):
    if name == "hamming":
        return np.hamming(LENGTH)
    return np.hanning(LENGTH) ** 0.85


def fbank(samples, name):
    samples = samples.astype(np.float64) * 32768
    frames = []
    for start in range(0, len(samples) - LENGTH + 1, SHIFT):
        frame = samples[start:start + LENGTH]
        frame = frame - frame.mean()
        frame = frame - 0.97 * np.concatenate([frame[:1], frame[:-1]])
        power = np.abs(np.fft.rfft(frame * window(name), PADDED)) ** 2
        frames.append(np.log(np.maximum(banks() @ power, np.finfo(np.float32).eps)))
    return np.array(frames)


for name in ("hamming", "povey"):
    features = fbank(signal(), name)
    for frame in (0, 7, len(features) - 1):
        for start in range(0, BINS, 16):
            values = ",".join(f"{v:.6f}" for v in features[frame, start:start + 16])
            print(f"{name} {len(features)} {frame} {start} {values}")
