"""Sound as rooms, microphones and noise change it: what the conversations that a speaker head is trained on go through."""
import numpy as np

RATE = 16_000


def change_speed(audio, factor):
    at = np.arange(0, len(audio) - 1, factor)
    low = at.astype(int)
    return (audio[low] * (1 - (at - low)) + audio[low + 1] * (at - low)).astype(np.float32)


def spectrum_filter(audio, gain_db_at):
    """Filters by a smooth curve given as (Hz, dB) pairs."""
    size = 1 << int(np.ceil(np.log2(len(audio) + 512)))
    f = np.fft.rfftfreq(size, 1 / RATE)
    hz, db = zip(*gain_db_at)
    curve = 10 ** (np.interp(np.log(f + 1), np.log(np.array(hz) + 1), db) / 20)
    return np.fft.irfft(np.fft.rfft(audio, size) * curve, size)[:len(audio)].astype(np.float32)


def random_tilt(rng, audio, db=6):
    points = [0, 150, 400, 1000, 2500, 5000, 8000]
    return spectrum_filter(audio, list(zip(points, rng.uniform(-db, db, len(points)))))


def random_room(rng, audio):
    rt = rng.uniform(0.1, 0.6)
    length = int(rt * RATE)
    tail = rng.standard_normal(length) * 10 ** (-3 * np.arange(length) / length)
    direct = rng.uniform(0.5, 4) * np.sqrt((tail ** 2).sum()) * 0.5
    response = np.concatenate([[direct], tail * 0.5]).astype(np.float32)
    size = 1 << int(np.ceil(np.log2(len(audio) + length)))
    wet = np.fft.irfft(np.fft.rfft(audio, size) * np.fft.rfft(response, size), size)[:len(audio)]
    return (wet * np.sqrt((audio ** 2).mean() / max(1e-12, (wet ** 2).mean()))).astype(np.float32)


def random_noise(rng, audio, snr):
    white = rng.standard_normal(len(audio)).astype(np.float32)
    noise = spectrum_filter(white, [(0, 0), (200, 0), (8000, rng.uniform(-40, 0))])
    return audio + noise * np.sqrt((audio ** 2).mean() / (noise ** 2).mean()) * 10 ** (-snr / 20)


def random_channel(rng, audio):
    if rng.random() < 0.6:
        audio = random_room(rng, audio)
    if rng.random() < 0.7:
        audio = random_tilt(rng, audio)
    if rng.random() < 0.3:
        top = rng.uniform(3400, 6000)
        audio = spectrum_filter(audio, [(0, -30), (rng.uniform(60, 300), 0), (top * 0.95, 0), (top, -40), (8000, -60)])
    return random_noise(rng, audio, rng.uniform(8, 40))
